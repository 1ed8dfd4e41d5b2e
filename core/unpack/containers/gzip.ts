import { crc32 } from '../../lib/crc32.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { Note } from '../../model/report.ts';
import { type ByteSource, joined, streamSource } from '../byte-source.ts';
import { type Container, note } from '../container.ts';
import { GzipHeader } from '../gzip-header.ts';
import { inflateInto } from '../inflate-into.ts';
import { INFLATE_SLICE, MEMBER_WORK, SMALL_DOCUMENT_BYTES } from '../limits.ts';
import { type Budget, Meter } from '../meter.ts';
import { RawInflate } from '../raw-inflate.ts';

/** gzip, RFC 1952: several members, trailing bytes, zero padding. */
export const gzip: Container = {
  id: 'gzip',
  matches: (head) => head.length > 2 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8,
  async *members(source, budget) {
    const limit = budget.limits.compressedBytes;
    if (source.size !== null && source.size > limit) {
      throw new RefusalError('compressed-size-limit', { limit, found: source.size });
    }
    budget.member();
    const notes: Note[] = [];
    yield {
      name: '',
      source: streamSource(() => gunzip(source, budget, notes)),
      notes,
      packed: () => Promise.resolve(notes.length === 0 ? source.bytes : null),
    };
  },
};

/**
 * Inflates all members. A complete member followed by something that is no member is success with a note: Mimecast adds a
 * line end, others pad with zeros. A member that breaks off is refused, unless a complete one came before it.
 */
async function* gunzip(source: ByteSource, budget: Budget, notes: Note[]): AsyncGenerator<Uint8Array> {
  notes.length = 0;
  const whole = source.bytes ? wholeMember(source.bytes, budget) : null;
  if (whole) {
    yield whole;
    return;
  }
  const meter = new Meter(budget);
  let header = new GzipHeader();
  let member: GzipMember | null = null;
  let complete = 0;
  let waiting: Uint8Array = new Uint8Array(0);
  let trailing = false;
  for await (const slice of slices(source)) {
    if (trailing) break;
    let input: Uint8Array = waiting.length > 0 ? joined([waiting, slice]) : slice;
    let read = slice.length;
    waiting = EMPTY;
    while (input.length > 0) {
      if (!member) {
        const used = header.push(input);
        if (header.state === 'invalid') {
          if (complete === 0) throw new RefusalError('damaged-gzip', { reason: 'header' });
          trailing = true;
          break;
        }
        input = input.subarray(used);
        if (header.state === 'more') break;
        budget.spend(MEMBER_WORK);
        header = new GzipHeader();
        member = new GzipMember();
        continue;
      }
      if (!member.finished) {
        const out = member.push(input);
        meter.step(read, out.length);
        read = 0;
        input = member.finished ? member.rest : EMPTY;
        // Only the first member is given out as it comes: a later one counts only when it is whole.
        if (complete === 0 && out.length > 0) yield out;
        else if (out.length > 0) member.held.push(out);
        if (!member.finished) break;
      }
      if (input.length < 8) {
        waiting = input;
        break;
      }
      if (!member.checks(input)) notes.push(note('checksum-mismatch', 'gzip'));
      yield* member.held;
      input = input.subarray(8);
      complete++;
      member = null;
    }
  }
  if (member?.finished) {
    notes.push(note('gzip-trailer-cut'));
    yield* member.held;
  } else if (member) {
    if (complete === 0) throw new RefusalError('truncated', { container: 'gzip' });
    notes.push(note('gzip-member-cut', String(complete + 1)));
  } else if (trailing || header.begun) {
    if (complete === 0) throw new RefusalError('truncated', { container: 'gzip' });
    notes.push(note('trailing-bytes', 'gzip'));
  }
}

/**
 * A small file of exactly one faultless member, inflated in one go into as much room as its trailer asks for. Null for all
 * others, which are read as a stream.
 */
function wholeMember(bytes: Uint8Array, budget: Budget): Uint8Array | null {
  const header = new GzipHeader();
  const from = header.push(bytes);
  if (header.state !== 'complete' || from + 8 > bytes.length) return null;
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const size = trailer.getUint32(4, true);
  const meter = new Meter(budget);
  if (size > SMALL_DOCUMENT_BYTES || !meter.admits(bytes.length, size)) return null;
  const out = new Uint8Array(size);
  const done = inflateInto(bytes, from, out);
  meter.step(bytes.length, size);
  const fits = done !== null && from + done.read + 8 === bytes.length && done.written === size;
  return fits && crc32(out) === trailer.getUint32(0, true) ? out : null;
}

class GzipMember {
  held: Uint8Array[] = [];
  #inflate = new RawInflate();
  #crc = 0;
  #size = 0;

  push(input: Uint8Array): Uint8Array {
    let out: Uint8Array;
    try {
      out = this.#inflate.push(input);
    } catch (error) {
      throw new RefusalError('damaged-gzip', { reason: error instanceof Error ? error.message : 'data' });
    }
    this.#crc = crc32(out, this.#crc);
    this.#size = (this.#size + out.length) >>> 0;
    return out;
  }

  get finished(): boolean {
    return this.#inflate.finished;
  }

  get rest(): Uint8Array {
    return this.#inflate.rest;
  }

  /** Whether the eight bytes of the trailer say what was read. */
  checks(trailer: Uint8Array): boolean {
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    return view.getUint32(0, true) === this.#crc && view.getUint32(4, true) === this.#size;
  }
}

const EMPTY = new Uint8Array(0);

/** The source cut so that one step of inflating stays small. */
export async function* slices(source: ByteSource): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.chunks()) {
    for (let at = 0; at < chunk.length; at += INFLATE_SLICE) yield chunk.subarray(at, at + INFLATE_SLICE);
  }
}
