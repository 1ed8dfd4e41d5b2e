import { RefusalError } from '../../lib/refusal-error.ts';
import type { Note } from '../../model/report.ts';
import { type ByteSource, streamSource } from '../byte-source.ts';
import { type Container, note } from '../container.ts';
import { type Budget, Meter } from '../meter.ts';
import { RawInflate } from '../raw-inflate.ts';
import { slices } from './gzip.ts';

/** A bare zlib stream, RFC 1950. */
export const zlib: Container = {
  id: 'zlib',
  matches: (head) =>
    head.length > 6 &&
    (head[0]! & 0x8f) === 8 &&
    ((head[0]! << 8) | head[1]!) % 31 === 0 &&
    (head[1]! & 0x20) === 0 &&
    // "x^" could begin a text, which is all below 0x80
    head.subarray(2, 64).some((byte) => byte > 0x7e || byte < 9) &&
    // Smaller windows than the usual one begin with letters as well: what comes out has to be text of a report
    (head[0] === 0x78 || inflatesToText(head)),
  async *members(source, budget) {
    const limit = budget.limits.compressedBytes;
    if (source.size !== null && source.size > limit) {
      throw new RefusalError('compressed-size-limit', { limit, found: source.size });
    }
    budget.member();
    const notes: Note[] = [];
    yield { name: '', source: streamSource(() => unzlib(source, budget, notes)), notes };
  },
};

/** Whether the first bytes inflate to something that begins like XML or JSON. */
function inflatesToText(head: Uint8Array): boolean {
  try {
    const start = new RawInflate().push(head.subarray(2, 512));
    return /^(?:\u00ef\u00bb\u00bf)?\s*[<{[]/.test(String.fromCharCode(...start.subarray(0, 16)));
  } catch {
    return false;
  }
}

async function* unzlib(source: ByteSource, budget: Budget, notes: Note[]): AsyncGenerator<Uint8Array> {
  notes.length = 0;
  const meter = new Meter(budget);
  const inflate = new RawInflate();
  let skip = 2;
  let adler = 1;
  let trailer: Uint8Array = new Uint8Array(0);
  for await (let slice of slices(source)) {
    if (inflate.finished) {
      trailer = new Uint8Array([...trailer, ...slice.subarray(0, 8)]);
      if (trailer.length >= 5) break;
      continue;
    }
    const read = slice.length;
    if (skip > 0) {
      const cut = Math.min(skip, slice.length);
      slice = slice.subarray(cut);
      skip -= cut;
    }
    let out: Uint8Array;
    try {
      out = inflate.push(slice);
    } catch (error) {
      throw new RefusalError('damaged-zlib', { reason: error instanceof Error ? error.message : 'data' });
    }
    meter.step(read, out.length);
    adler = adler32(out, adler);
    if (out.length > 0) yield out;
    if (inflate.finished) trailer = inflate.rest.slice(0, 8);
  }
  if (!inflate.finished) throw new RefusalError('truncated', { container: 'zlib' });
  if (trailer.length >= 4 && new DataView(trailer.buffer, trailer.byteOffset).getUint32(0) !== adler) {
    notes.push(note('checksum-mismatch', 'zlib'));
  }
  if (trailer.length > 4) notes.push(note('trailing-bytes', 'zlib'));
}

/** RFC 1950 section 8.2. */
function adler32(bytes: Uint8Array, before: number): number {
  let a = before & 0xffff;
  let b = before >>> 16;
  for (let at = 0; at < bytes.length; ) {
    // 3,800 additions fit before the sums have to be reduced
    const end = Math.min(bytes.length, at + 3800);
    for (; at < end; at++) {
      a += bytes[at]!;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
