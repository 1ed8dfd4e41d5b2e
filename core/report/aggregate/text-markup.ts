import { RefusalError } from '../../lib/refusal-error.ts';

/** The text of a document without its comments, and with its CDATA sections as escaped text. What has no end stays. */
export function withoutSections(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let from = text.indexOf('<!'); from >= 0; ) {
    const isComment = text.startsWith('<!--', from);
    if (!isComment && !text.startsWith('<![CDATA[', from)) {
      from = text.indexOf('<!', from + 2);
      continue;
    }
    const inner = from + (isComment ? 4 : 9);
    const to = text.indexOf(isComment ? '-->' : ']]>', inner);
    if (to < 0) break;
    parts.push(text.slice(at, from));
    if (!isComment) parts.push(escaped(text.slice(inner, to)));
    at = to + 3;
    from = text.indexOf('<!', at);
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The text without its DOCTYPE declarations, and the last of them. RefusalError where one has an internal subset. */
export function withoutDoctype(text: string): { text: string; doctype: string | null } {
  const parts: string[] = [];
  let doctype: string | null = null;
  let at = 0;
  for (const found of text.matchAll(/<!DOCTYPE/gi)) {
    // Within the one before
    if (found.index < at) continue;
    const end = declarationEnd(text, found.index + found[0].length);
    if (end < 0) break;
    parts.push(text.slice(at, found.index));
    doctype = text.slice(found.index, end);
    at = end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), doctype };
}

/** Place behind the `>` that ends a declaration, quotes passed over; -1 where there is none. */
function declarationEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return at + 1;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[') throw new RefusalError('doctype-with-entities');
  }
  return -1;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
