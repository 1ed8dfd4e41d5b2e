import { memorySource, whole } from '../byte-source.ts';
import { type Container, note } from '../container.ts';
import { SNIFF_BYTES } from '../limits.ts';

const LESS = 0x3c;
const BRACE = 0x7b;
const BRACKET = 0x5b;

/**
 * Something else before a gzip or zip file, from whose start it can be read: the header of a response, blank lines, the
 * program of an archive that opens itself. Last of all containers, since others may hold such bytes by right.
 */
export const packedWithin: Container = {
  id: 'packed-within',
  matches: (head) => packedAt(head) > 0,
  async *members(source, budget) {
    const bytes = await whole(source, budget.limits.heldBytes);
    budget.member();
    const at = packedAt(bytes.subarray(0, SNIFF_BYTES));
    yield { name: '', source: memorySource(bytes.subarray(at)), notes: [note('leading-bytes', String(at))] };
  },
};

/** Place of the first local header of a zip, or of a gzip header of plain deflate; -1 where there is none. */
function packedAt(head: Uint8Array): number {
  const first = head.find((byte) => byte > 0x20);
  // Markup and JSON hold no such bytes, and nearly every input is one of them
  if (first === LESS || first === BRACE || first === BRACKET) return -1;
  for (let at = 0; at + 10 <= head.length; at++) {
    const byte = head[at];
    if (byte === 0x50 && head[at + 1] === 0x4b && isZip(head, at)) return at;
    if (byte === 0x1f && head[at + 1] === 0x8b && isGzip(head, at)) return at;
  }
  return -1;
}

/** Local header with the version it needs, APPNOTE 4.3.7. */
function isZip(b: Uint8Array, at: number): boolean {
  return b[at + 2] === 3 && b[at + 3] === 4 && b[at + 4]! >= 10 && b[at + 4]! < 64 && b[at + 5] === 0;
}

/** Deflate, no flags but a name, a known effort and system; RFC 1952 section 2.3. */
function isGzip(b: Uint8Array, at: number): boolean {
  const system = b[at + 9]!;
  return b[at + 2] === 8 && (b[at + 3]! & 0xf7) === 0 && b[at + 8]! < 10 && (system < 14 || system === 255);
}
