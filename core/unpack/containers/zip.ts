import { crc32 } from '../../lib/crc32.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { RefusalCode } from '../../model/codes.ts';
import type { Note } from '../../model/report.ts';
import { streamSource, whole } from '../byte-source.ts';
import { type Container, type Member, note, type RefusedMember } from '../container.ts';
import { inflateInto } from '../inflate-into.ts';
import { INFLATE_SLICE, READ_SLICE, SMALL_DOCUMENT_BYTES } from '../limits.ts';
import { type Budget, Meter } from '../meter.ts';
import { RawInflate } from '../raw-inflate.ts';
import { localHeader, type ZipEntry, zipDirectory } from '../zip-directory.ts';

type Slice = (from: number, to: number) => Promise<Uint8Array>;

/** Bytes that deflate makes of one, at most. */
const MAX_DEFLATE_RATIO = 1032;

/** Members whose deflate stream is at most this long are offered as a gzip file. */
const MAX_REWRAP = 8 * 1024 * 1024;

/** zip (PKWARE APPNOTE): every member, by the central directory; by local headers where that was cut off. */
export const zip: Container = {
  id: 'zip',
  matches: (head) =>
    head.length > 3 &&
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
  async *members(source, budget) {
    const limit = budget.limits.compressedBytes;
    if (source.size !== null && source.size > limit) {
      throw new RefusalError('compressed-size-limit', { limit, found: source.size });
    }
    // A zip that lies in another container has no random access: it is held.
    const bytes = source.slice ? null : await whole(source, budget.limits.heldBytes);
    const slice: Slice = source.slice ?? ((from, to) => Promise.resolve(bytes!.subarray(from, to)));
    const size = source.slice ? source.size! : bytes!.length;
    const directory = await zipDirectory(slice, size, budget);
    if (!directory) {
      yield* cutOff(slice, size, budget);
      return;
    }
    budget.expect(directory.length);
    let packed = 0;
    for (const entry of directory) {
      if (entry.name.endsWith('/') && entry.size === 0) continue;
      budget.member();
      const refusal = cannotOpen(entry);
      if (refusal) {
        yield refusal;
        continue;
      }
      const local = await localHeader(slice, entry.at);
      if (!local) {
        yield refused(entry.name, 'damaged-zip', { reason: 'local header' });
        continue;
      }
      if (local.dataAt + entry.compressedSize > size) {
        yield refused(entry.name, 'truncated', { container: 'zip' });
        continue;
      }
      // Members that lie over one another, so that few bytes make many
      packed += entry.compressedSize;
      if (packed > size) throw new RefusalError('damaged-zip', { reason: 'members overlap' });
      yield member(entry, local.dataAt, slice, budget, []);
    }
  },
};

/** Members of an archive without a directory, up to the one that breaks off. */
async function* cutOff(slice: Slice, size: number, budget: Budget): AsyncGenerator<Member | RefusedMember> {
  let at = 0;
  let found = 0;
  while (at < size) {
    const local = await localHeader(slice, at);
    if (!local) break;
    const { entry, dataAt } = local;
    budget.member();
    found++;
    if (local.sizesFollow && entry.method === 8 && !entry.encrypted) {
      // Only inflating tells where this member ends; its sizes follow it.
      const length = await deflatedLength(slice, dataAt, size, budget);
      if (length === null) {
        yield refused(entry.name, 'truncated', { container: 'zip' });
        return;
      }
      entry.compressedSize = length;
      const descriptor = await slice(dataAt + length, dataAt + length + 16);
      const v = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
      const signed = v.byteLength >= 4 && v.getUint32(0, true) === 0x08074b50;
      if (v.byteLength < (signed ? 16 : 12)) {
        yield refused(entry.name, 'truncated', { container: 'zip' });
        return;
      }
      entry.crc = v.getUint32(signed ? 4 : 0, true);
      entry.size = v.getUint32(signed ? 12 : 8, true);
      at = dataAt + length + (signed ? 16 : 12);
    } else {
      at = dataAt + entry.compressedSize;
    }
    if (at > size) {
      yield refused(entry.name, 'truncated', { container: 'zip' });
      return;
    }
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    yield cannotOpen(entry) ?? member(entry, dataAt, slice, budget, [note('zip-directory-missing')]);
  }
  if (found === 0) throw new RefusalError('damaged-zip', { reason: 'directory' });
}

function cannotOpen(entry: ZipEntry): RefusedMember | null {
  if (entry.encrypted || entry.method === 99) return refused(entry.name, 'encrypted-zip', {});
  if (entry.method !== 0 && entry.method !== 8) {
    return refused(entry.name, 'unsupported-compression', { method: entry.method });
  }
  return null;
}

function member(entry: ZipEntry, dataAt: number, slice: Slice, budget: Budget, before: Note[]): Member {
  const notes = [...before];
  const stored = entry.method === 0;
  const source = streamSource(() => {
    notes.length = before.length;
    return read(entry, dataAt, slice, budget, notes);
  });
  return {
    name: entry.name,
    source,
    notes,
    packed: async () => {
      if (stored || entry.compressedSize > MAX_REWRAP || notes.length > 0) return null;
      return rewrapped(await slice(dataAt, dataAt + entry.compressedSize), entry);
    },
  };
}

async function* read(
  entry: ZipEntry,
  dataAt: number,
  slice: Slice,
  budget: Budget,
  notes: Note[],
): AsyncGenerator<Uint8Array> {
  const meter = new Meter(budget);
  const end = dataAt + entry.compressedSize;
  if (entry.method === 8 && end - dataAt <= SMALL_DOCUMENT_BYTES && entry.size <= SMALL_DOCUMENT_BYTES) {
    const whole = wholeEntry(await slice(dataAt, end), entry, meter);
    if (whole) {
      if (whole.length > 0) yield whole;
      return;
    }
  }
  const inflate = entry.method === 8 ? new RawInflate() : null;
  let crc = 0;
  for (let at = dataAt; at < end && !inflate?.finished; at += READ_SLICE) {
    const chunk = await slice(at, Math.min(end, at + READ_SLICE));
    if (!inflate) {
      meter.step(chunk.length, chunk.length);
      crc = crc32(chunk, crc);
      yield chunk;
      continue;
    }
    for (let p = 0; p < chunk.length && !inflate.finished; p += INFLATE_SLICE) {
      const piece = chunk.subarray(p, p + INFLATE_SLICE);
      let out: Uint8Array;
      try {
        out = inflate.push(piece);
      } catch (error) {
        throw new RefusalError('damaged-zip', { reason: error instanceof Error ? error.message : 'data' });
      }
      meter.step(piece.length, out.length);
      crc = crc32(out, crc);
      if (out.length > 0) yield out;
    }
  }
  if (inflate && !inflate.finished) throw new RefusalError('truncated', { container: 'zip' });
  if (crc !== entry.crc) notes.push(note('checksum-mismatch', 'zip'));
}

/** A small, faultless member in one go, into as much room as the directory asks for; else null. */
function wholeEntry(deflated: Uint8Array, entry: ZipEntry, meter: Meter): Uint8Array | null {
  // No room is made for a size that these bytes cannot come to
  if (entry.size > deflated.length * MAX_DEFLATE_RATIO + 1024) return null;
  if (!meter.admits(deflated.length, entry.size)) return null;
  const out = new Uint8Array(entry.size);
  const done = inflateInto(deflated, 0, out);
  if (done?.written !== entry.size || crc32(out) !== entry.crc) return null;
  meter.step(deflated.length, entry.size);
  return out;
}

async function deflatedLength(
  slice: Slice,
  from: number,
  size: number,
  budget: Budget,
): Promise<number | null> {
  const inflate = new RawInflate();
  const meter = new Meter(budget);
  let pushed = 0;
  for (let at = from; at < size; at += INFLATE_SLICE) {
    const piece = await slice(at, Math.min(size, at + INFLATE_SLICE));
    try {
      meter.step(piece.length, inflate.push(piece).length);
    } catch (error) {
      if (error instanceof RefusalError) throw error;
      throw new RefusalError('damaged-zip', { reason: error instanceof Error ? error.message : 'data' });
    }
    pushed += piece.length;
    if (inflate.finished) return pushed - inflate.rest.length;
  }
  return null;
}

/** Raw deflate data in a gzip frame: the directory knows checksum and length already. */
function rewrapped(deflated: Uint8Array, entry: ZipEntry): Uint8Array {
  const out = new Uint8Array(18 + deflated.length);
  out.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  out.set(deflated, 10);
  const v = new DataView(out.buffer);
  v.setUint32(10 + deflated.length, entry.crc, true);
  v.setUint32(14 + deflated.length, entry.size >>> 0, true);
  return out;
}

function refused(name: string, code: RefusalCode, detail: Record<string, string | number>): RefusedMember {
  return { name, refusal: { code, detail } };
}
