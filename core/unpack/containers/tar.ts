import { lines } from '../../lib/scan-text.ts';
import { ByteQueue } from '../byte-queue.ts';
import { type ByteSource, memorySource } from '../byte-source.ts';
import type { Container, RefusedMember } from '../container.ts';
import { READ_SLICE } from '../limits.ts';

const BLOCK = 512;

/** tar: ustar, GNU long names, pax paths (POSIX.1-2001), and the old form without a magic, told by its checksum. */
export const tar: Container = {
  id: 'tar',
  matches: (head) => head.length >= BLOCK && checksumFits(head),
  async *members(source, budget) {
    const queue = new ByteQueue(source);
    const held = budget.limits.heldBytes;
    let longName = '';
    try {
      for (;;) {
        const header = await queue.take(BLOCK, held);
        if (header.length < BLOCK || !checksumFits(header)) return;
        const size = numberAt(header, 124, 12);
        const padded = Math.ceil(size / BLOCK) * BLOCK;
        const type = String.fromCharCode(header[156]!);
        if (type === 'L' || type === 'x') {
          const data = (await queue.take(padded, held)).subarray(0, size);
          budget.spend(data.length);
          longName = type === 'L' ? text(data) : (paxPath(text(data)) ?? longName);
          continue;
        }
        const name = longName || nameOf(header);
        longName = '';
        if (type !== '0' && type !== '\0' && type !== '7') {
          if (!(await queue.skip(padded))) return;
          continue;
        }
        budget.member();
        const truncated: RefusedMember = {
          name,
          refusal: { code: 'truncated', detail: { container: 'tar' } },
        };
        if (source.slice && source.size !== null) {
          const from = queue.position;
          if (from + size > source.size) {
            yield truncated;
            return;
          }
          yield { name, source: part(source, from, from + size), notes: [] };
          await queue.skip(padded);
          continue;
        }
        const data = await queue.take(padded, held);
        if (data.length < size) {
          yield truncated;
          return;
        }
        yield { name, source: memorySource(data.subarray(0, size)), notes: [] };
      }
    } finally {
      await queue.close();
    }
  },
};

/** The path of a pax header, POSIX.1-2001: records `length key=value`, a line each. Null where it has none. */
function paxPath(records: string): string | null {
  for (const record of lines(records)) {
    const key = record.indexOf(' ') + 1;
    if (key > 0 && record.startsWith('path=', key)) return record.slice(key + 5);
  }
  return null;
}

/** A range of a source with random access. */
function part(source: ByteSource, from: number, to: number): ByteSource {
  if (source.bytes) return memorySource(source.bytes.subarray(from, to));
  const slice = (a: number, b: number) => source.slice!(from + a, Math.min(to, from + b));
  return {
    size: to - from,
    bytes: null,
    slice,
    async *chunks() {
      for (let at = 0; at < to - from; at += READ_SLICE) yield await slice(at, at + READ_SLICE);
    },
  };
}

/** The header's own checksum: the sum of its bytes, the checksum field taken as spaces. */
function checksumFits(header: Uint8Array): boolean {
  // Nearly every other file has something here that begins no number
  const first = header[148]!;
  if (header[0] === 0 || (first > 0x39 && first < 0x80)) return false;
  const wanted = numberAt(header, 148, 8);
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : header[i]!;
  return wanted > 0 && sum === wanted;
}

/** Octal, or base 256 where the first bit is set (GNU). */
function numberAt(header: Uint8Array, at: number, length: number): number {
  if (header[at]! & 0x80) {
    let value = header[at]! & 0x7f;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + header[i]!;
    return Number.isSafeInteger(value) ? value : Number.MAX_SAFE_INTEGER;
  }
  const digits = text(header.subarray(at, at + length)).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0;
}

function nameOf(header: Uint8Array): string {
  const name = text(header.subarray(0, 100));
  const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
  return prefix ? `${prefix}/${name}` : name;
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
