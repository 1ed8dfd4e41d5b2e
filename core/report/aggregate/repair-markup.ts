import { NAMES, nameNumber } from './vocabulary.ts';

const KNOWN = new RegExp(
  `^/?(?:[\\w.-]+:)?(?:${[...NAMES.filter(Boolean), 'extension', 'extensions'].join('|')})(?=[\\s/>])`,
  'i',
);

/** A closing tag whose `<` is missing, as in `<report_id>2025/report_id>`. */
const UNOPENED = /(?<=[^<\s])\/((?:[\w.-]{1,40}:)?[a-z_]{2,40})>/gi;

/**
 * Puts the `<` back before closing tags that lost it, and escapes every `<` that begins no tag of the vocabulary, as in `<email><a@b.example></email>` or
 * `<header_from>bad<xml.net</header_from>`. A last step: elements of extensions would be escaped as well.
 */
export function repairMarkup(text: string): { text: string; count: number; first: string } {
  let count = 0;
  let first = '';
  const told = (at: number) => {
    if (count++ === 0) first = text.slice(at, at + 60);
  };
  const opened = text.replace(UNOPENED, (whole, name: string, at: number) => {
    if (nameNumber(name.slice(name.indexOf(':') + 1).toLowerCase()) === 0) return whole;
    told(at);
    return `<${whole}`;
  });
  const repaired = opened.replace(/<(?![?!])/g, (less, at: number) => {
    if (KNOWN.test(opened.slice(at + 1, at + 100))) return less;
    told(at);
    return '&lt;';
  });
  return { text: repaired, count, first };
}
