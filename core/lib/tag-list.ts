import { stripped } from './scan-text.ts';

/** Tags read of one record at most; the rest is dropped with a problem. No honest record has 20. */
export const MAX_TAGS = 64;
/** Characters of a record that are read. A TXT record set can be 64 KiB; no honest record has 2 kB. */
export const MAX_RECORD_LENGTH = 16_384;

export interface Tag {
  name: string;
  value: string;
}

export interface TagList {
  /** Names in lower case, values trimmed, in order. */
  tags: Tag[];
  /** Pieces that are no `name=value`. */
  malformed: string[];
  duplicates: string[];
  /** Names that were not written in lower case. */
  cased: string[];
  truncated: boolean;
}

/**
 * Takes a tag list apart, RFC 6376 section 3.2 as used by RFC 9989 section 4.7. White space around names
 * and values is dropped; folding inside values is kept. Names are compared without case because the
 * grammar of RFC 7489 has them as ABNF literals; RFC 6376 would not, so `cased` tells. With `caseSensitive`, as key
 * records are read, they stay as written.
 */
export function readTagList(
  text: string,
  limits: { maxTags?: number; maxLength?: number; caseSensitive?: boolean } = {},
): TagList {
  const maxTags = limits.maxTags ?? MAX_TAGS;
  const maxLength = limits.maxLength ?? MAX_RECORD_LENGTH;
  const list: TagList = { tags: [], malformed: [], duplicates: [], cased: [], truncated: false };
  if (text.length > maxLength) {
    text = text.slice(0, maxLength);
    list.truncated = true;
  }
  const seen = new Set<string>();
  for (const piece of text.split(';')) {
    const part = trimSpace(piece);
    if (part === '') continue;
    if (list.tags.length + list.malformed.length >= maxTags) {
      list.truncated = true;
      break;
    }
    const equals = part.indexOf('=');
    const written = trimSpace(equals < 0 ? part : part.slice(0, equals));
    if (equals < 0 || !/^[a-z][a-z0-9_]*$/i.test(written)) {
      list.malformed.push(part);
      continue;
    }
    const name = limits.caseSensitive ? written : written.toLowerCase();
    if (written !== written.toLowerCase()) list.cased.push(written);
    if (seen.has(name)) list.duplicates.push(name);
    seen.add(name);
    list.tags.push({ name, value: trimSpace(part.slice(equals + 1)) });
  }
  return list;
}

/**
 * Trims what RFC 5234 calls WSP, plus folded line ends; not the wider set of String.trim. Without an expression: one
 * for the end of a text tries every run of spaces in its middle.
 */
function trimSpace(text: string): string {
  return stripped(text, ' \t\r\n');
}
