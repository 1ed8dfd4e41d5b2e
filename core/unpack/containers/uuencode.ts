import { memorySource, whole } from '../byte-source.ts';
import { type Container, note } from '../container.ts';
import { looksLikeUuencode } from '../looks-like-uuencode.ts';

const LF = 10;

/** uuencode, as old mail systems put files into text. Several files may follow one another. */
export const uuencode: Container = {
  id: 'uuencode',
  matches: looksLikeUuencode,
  async *members(source, budget) {
    const bytes = await whole(source, budget.limits.heldBytes);
    for (let at = 0; at < bytes.length; ) {
      budget.member();
      const { name, content, end, closed } = decoded(bytes, at);
      yield {
        name,
        source: memorySource(content),
        notes: closed ? [] : [note('truncated', 'uuencode', '')],
      };
      at = nextBegin(bytes, end);
    }
  },
};

/** The file whose `begin` line is at `from`. Missing letters at a line's end are blanks that a mail system took away. */
function decoded(bytes: Uint8Array, from: number) {
  let at = lineEnd(bytes, from);
  const name = /^begin [0-7]{3,4} (.+)$/.exec(text(bytes.subarray(from, at)))?.[1]?.trim() ?? '';
  const out = new Uint8Array(dataEnd(bytes, at + 1) - at);
  let length = 0;
  let closed = false;
  for (at++; at < bytes.length; ) {
    const end = lineEnd(bytes, at);
    const line = bytes.subarray(at, end);
    at = end + 1;
    const first = line[0] ?? 0;
    if (!isData(first)) {
      closed = true;
      break;
    }
    const count = first - 32;
    for (let i = 0, p = 1; i < count; i += 3, p += 4) {
      const [a, b, c, d] = [value(line[p]), value(line[p + 1]), value(line[p + 2]), value(line[p + 3])];
      out[length++] = (a << 2) | (b >> 4);
      if (i + 1 < count) out[length++] = (b << 4) | (c >> 2);
      if (i + 2 < count) out[length++] = (c << 6) | d;
    }
  }
  return { name, content: out.slice(0, length), end: at, closed };
}

/** Whether a line that begins with this letter has bytes: the letter is their number, and a blank or `\`` is 0. */
function isData(first: number): boolean {
  return first > 0x20 && first < 0x60;
}

/** Where the lines with bytes end that begin at `from`: only as much room is made, for many files may follow. */
function dataEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  let room = 0;
  for (; at < bytes.length && isData(bytes[at]!); at = lineEnd(bytes, at) + 1) room += bytes[at]! - 32;
  // A line may say that it has more bytes than letters: those are zeros
  return Math.max(at, from + room);
}

/** The next `begin` line; the end of the bytes where there is none. */
function nextBegin(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at = lineEnd(bytes, at) + 1) {
    if (bytes[at] === 0x62 && looksLikeUuencode(bytes.subarray(at, at + 1024))) return at;
  }
  return bytes.length;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(LF, from);
  return end < 0 ? bytes.length : end;
}

function value(byte: number | undefined): number {
  return byte === undefined || byte < 32 ? 0 : (byte - 32) & 63;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes.subarray(0, 400));
}
