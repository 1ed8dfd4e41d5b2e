import { base64Bytes, isBase64 } from '../lib/base64-bytes.ts';
import { beginsPacked } from './begins-packed.ts';
import { looksLikeMail } from './looks-like-mail.ts';

/** Fewer letters could be any word, and fewer on a line no packed file. */
const SHORTEST = 40;
const UNBROKEN = 60;
const PAD = 0x3d;

/** Whether bytes are base64 text from the first to the last: of something that can hold a report, or beyond doubt. */
export function looksLikeBase64(head: Uint8Array): boolean {
  const from = dataAt(head);
  // Nearly every other input has a byte at its start that no base64 has
  if (!isBase64(head[from] ?? 0) || !isBase64(head[from + 1] ?? 0)) return false;
  let letters = 0;
  for (let i = from; i < head.length; i++) {
    const byte = head[i]!;
    if (isBase64(byte)) letters++;
    else if (byte > 0x20 && byte !== PAD) return false;
  }
  if (letters < SHORTEST) return false;
  const start = base64Bytes(head.subarray(from, from + 1024));
  if (beginsPacked(start)) return true;
  if (isUnbroken(LATIN.decode(head.subarray(from, from + 200)))) return true;
  const text = LATIN.decode(start)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return /^<\??[A-Za-z]/.test(text) || /^\{\s*"/.test(text) || looksLikeMail(start);
}

const LATIN = new TextDecoder('windows-1252');
/** Whether a text begins with a long line of capitals, small letters and digits, as hexadecimal and words do not have it. */
function isUnbroken(text: string): boolean {
  const line = /^\S*/.exec(text)![0];
  return line.length >= UNBROKEN && /[A-Z]/.test(line) && /[a-z]/.test(line) && /[0-9+/]/.test(line);
}

/** Where the base64 begins: behind white space, and behind the head of a data URL (RFC 2397). */
export function dataAt(head: Uint8Array): number {
  let at = 0;
  while (at < head.length && head[at]! <= 0x20) at++;
  if (head[at] !== 0x64) return at;
  const url = /^data:[^,\s]{0,200};base64,/.exec(LATIN.decode(head.subarray(at, at + 220)));
  return url ? at + url[0].length : at;
}
