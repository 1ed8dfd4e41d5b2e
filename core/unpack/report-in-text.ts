import { beginsPacked } from './begins-packed.ts';
import { looksLikeBase64 } from './looks-like-base64.ts';
import { looksLikeUuencode } from './looks-like-uuencode.ts';

const LATIN = new TextDecoder('windows-1252');

/**
 * The report that stands in a mail's text, from where it begins: XML or JSON, or a packed file in base64 or uuencode. Null
 * where there is none. Bytes as they were, since XML tells its own encoding.
 */
export function reportInText(bytes: Uint8Array): Uint8Array | null {
  // A text part may itself be the packed file, sent under a wrong type
  if (beginsPacked(bytes)) return bytes;
  const text = LATIN.decode(bytes);
  if (/<(?:[\w.-]+:)?feedback[\s>]/i.test(text)) {
    const at = text.search(/<\?xml|<(?:[\w.-]+:)?feedback[\s>]/i);
    return bytes.subarray(at);
  }
  if (/^\s*[[{][\s\S]*"organization-name"/.test(text)) return bytes;
  const encoded = /^begin [0-7]{3,4} \S/m.exec(text);
  if (encoded && looksLikeUuencode(bytes.subarray(encoded.index))) return bytes.subarray(encoded.index);
  // The first line of a block of base64; blocks of a packed file have one of few beginnings
  const block = /^(?:H4sI|UEsD|eJ[wxyz]|PD94|PGZl)[A-Za-z0-9+/]{20,}/m.exec(text);
  if (!block) return null;
  const end = /\r?\n[ \t]*\r?\n|\r?\n-- ?\r?\n/.exec(text.slice(block.index));
  const part = bytes.subarray(block.index, end ? block.index + end.index : bytes.length);
  return looksLikeBase64(part) ? part : null;
}
