import type { RefusalCode } from '../model/codes.ts';
import type { Refusal } from '../model/report.ts';

/** What is left when nothing is a container any more: a document to read, or a reason why it is none. */
export function plainKind(head: Uint8Array): 'document' | Refusal {
  if (head.length === 0) return other('empty');
  for (const [format, magic] of FOREIGN) {
    if (!magic.every((byte, i) => head[i] === byte)) continue;
    return other(PACKINGS.has(format) ? 'unsupported-packing' : 'other-format', format);
  }
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (at < head.length && (head[at]! <= 0x20 || head[at] === 0x7f)) at++;
  const first = head[at];
  // `<?` and `<f` are no HTML and no comment, and begin nearly every report
  if (first === LESS && (head[at + 1] === QUESTION || head[at + 1] === F)) return 'document';
  const start = ascii(head.subarray(at, at + 1024)).toLowerCase();
  if (first === LESS) {
    return /^<(?:!doctype html|html|head|body)\b/.test(behindComments(start))
      ? other('other-format', 'html')
      : 'document';
  }
  if (first === BRACE || /^\[\s*\{/.test(start)) return 'document';
  if (start.includes('-----begin pgp message-----')) return { code: 'encrypted-mail', detail: {} };
  // Junk before the document, as some exports have it: the reader decides, and says what it passed over.
  if (start.includes('<?xml') || start.includes('<feedback')) return 'document';
  return other(isBinary(head) ? 'binary' : 'text');
}

/** Of the bytes of text hardly any are control characters; of random ones a tenth is. */
const MOST_CONTROLS = 0.02;
const BINARY_SAMPLE = 1024;

/** Whether the bytes are no text in any encoding that has ASCII in it. */
function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, BINARY_SAMPLE);
  if (sample.subarray(0, 64).includes(0)) return true;
  // Tabs, line ends, form feeds and escape sequences stand in texts.
  const controls = sample.filter((byte) => byte < 0x20 && (byte < 0x08 || byte > 0x0d) && byte !== 0x1b);
  return controls.length > sample.length * MOST_CONTROLS;
}

/** The text behind the comments it begins with, and the white space between them. */
function behindComments(text: string): string {
  let rest = text;
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end < 0) break;
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** Kinds of packing in which reports come at times. */
const PACKINGS = new Set(['7z', 'rar', 'bzip2', 'xz', 'zstd', 'compress', 'cab']);

const LESS = 0x3c;
const BRACE = 0x7b;
const QUESTION = 0x3f;
const F = 0x66;

const FOREIGN: [string, number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['compress', [0x1f, 0x9d]],
  ['cab', [0x4d, 0x53, 0x43, 0x46]],
  ['pst', [0x21, 0x42, 0x44, 0x4e]],
];

function other(code: RefusalCode, format?: string): Refusal {
  return { code, detail: format ? { format } : {} };
}

function ascii(bytes: Uint8Array): string {
  return LATIN.decode(bytes);
}

const LATIN = new TextDecoder('windows-1252');
