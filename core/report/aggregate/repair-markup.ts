import { NAMES } from './vocabulary.ts';

const KNOWN = new RegExp(
  `^/?(?:[\\w.-]+:)?(?:${[...NAMES.filter(Boolean), 'extension', 'extensions'].join('|')})(?=[\\s/>])`,
  'i',
);

/**
 * Escapes every `<` that begins no tag of the vocabulary, as in `<email><a@b.example></email>` or
 * `<header_from>bad<xml.net</header_from>`. A last step: elements of extensions would be escaped as well.
 */
export function repairMarkup(text: string): { text: string; count: number; first: string } {
  let count = 0;
  let first = '';
  const repaired = text.replace(/<(?![?!])/g, (less, at: number) => {
    if (KNOWN.test(text.slice(at + 1, at + 100))) return less;
    if (count++ === 0) first = text.slice(at, at + 60);
    return '&lt;';
  });
  return { text: repaired, count, first };
}
