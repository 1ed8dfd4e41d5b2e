import { RefusalError } from '../lib/refusal-error.ts';
import type { Budget } from './meter.ts';

/** A storage (folder) or stream (file) of a compound file. */
export interface CompoundEntry {
  name: string;
  isStorage: boolean;
  children: CompoundEntry[];
  /** Content of a stream, at most `limit` bytes; empty where the file does not hold it. */
  read(limit?: number): Uint8Array;
}

const END = 0xfffffffa;
const NONE = 0xffffffff;
const DIRECTORY_ENTRY = 128;
const MAX_ENTRIES = 20_000;

/**
 * The root storage of a compound file, MS-CFB. Chains and trees of a hostile file may run in circles: a sector met again in its
 * chain refuses the file, and every entry hangs in one place. RefusalError `damaged-msg` for that and where there is no
 * directory; what is copied is counted as work.
 */
export function compoundFile(bytes: Uint8Array, budget: Budget): CompoundEntry {
  const file = new CompoundFile(bytes, budget);
  const root = file.entries[0];
  if (!root) throw new RefusalError('damaged-msg', { reason: 'directory' });
  return root;
}

class CompoundFile {
  readonly entries: CompoundEntry[] = [];
  #view: DataView;
  #bytes: Uint8Array;
  #shift: number;
  #fat: number[] = [];
  #miniFat: number[] = [];
  #mini: Uint8Array = new Uint8Array(0);
  #budget: Budget;

  constructor(bytes: Uint8Array, budget: Budget) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 1024) throw new RefusalError('damaged-msg', { reason: 'header' });
    this.#shift = this.#view.getUint16(30, true);
    if (this.#shift !== 9 && this.#shift !== 12)
      throw new RefusalError('damaged-msg', { reason: 'sector size' });
    for (const sector of this.#fatSectors()) this.#fat.push(...this.#numbers(this.#sector(sector)));
    const directory = this.#chain(this.#u32(48), bytes.length);
    this.#miniFat = this.#numbers(this.#chain(this.#u32(60), bytes.length));
    if (directory.length >= DIRECTORY_ENTRY) {
      const d = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
      this.#mini = this.#chain(d.getUint32(116, true), d.getUint32(120, true));
      this.#readDirectory(directory, d);
    }
  }

  #readDirectory(directory: Uint8Array, d: DataView): void {
    const count = Math.min(MAX_ENTRIES, Math.floor(directory.length / DIRECTORY_ENTRY));
    const cutoff = this.#u32(56);
    for (let i = 0; i < count; i++) {
      const at = i * DIRECTORY_ENTRY;
      const length = Math.min(64, Math.max(2, d.getUint16(at + 64, true)));
      const start = d.getUint32(at + 116, true);
      const size = d.getUint32(at + 120, true);
      this.entries.push({
        name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + length - 2)),
        isStorage: directory[at + 66] !== 2,
        children: [],
        read: (limit = size) => {
          const wanted = Math.min(size, limit);
          return size < cutoff ? this.#miniChain(start, wanted) : this.#chain(start, wanted);
        },
      });
    }
    // Each entry hangs in one place of the tree; one met again is a circle.
    const met = new Set<number>([0]);
    for (let i = 0; i < count; i++) {
      const waiting = [d.getUint32(i * DIRECTORY_ENTRY + 76, true)];
      while (waiting.length > 0) {
        const next = waiting.pop()!;
        if (next >= count || met.has(next)) continue;
        met.add(next);
        this.entries[i]!.children.push(this.entries[next]!);
        waiting.push(
          d.getUint32(next * DIRECTORY_ENTRY + 68, true),
          d.getUint32(next * DIRECTORY_ENTRY + 72, true),
        );
      }
    }
  }

  /** Sectors of the allocation table: 109 in the header, more in a chain of their own. */
  #fatSectors(): number[] {
    const sectors: number[] = [];
    for (let i = 0; i < 109; i++) sectors.push(this.#u32(76 + i * 4));
    const limit = this.#bytes.length >> this.#shift;
    let next = this.#u32(68);
    for (let steps = 0; next < END && steps <= limit; steps++) {
      const numbers = this.#numbers(this.#sector(next));
      next = numbers.pop() ?? NONE;
      sectors.push(...numbers);
    }
    return sectors.filter((sector) => sector < limit).slice(0, limit);
  }

  /** Bytes of a chain of sectors, at most `size`. */
  #chain(start: number, size: number): Uint8Array {
    const length = Math.min(size, this.#bytes.length);
    return this.#collect(start, length, this.#fat, (sector) => this.#sector(sector));
  }

  #miniChain(start: number, size: number): Uint8Array {
    const length = Math.min(size, this.#mini.length);
    return this.#collect(start, length, this.#miniFat, (sector) =>
      this.#mini.subarray(sector * 64, sector * 64 + 64),
    );
  }

  #collect(start: number, size: number, next: number[], at: (sector: number) => Uint8Array): Uint8Array {
    const out = new Uint8Array(size);
    const met = new Set<number>();
    let length = 0;
    for (let sector = start; sector < END && length < size; sector = next[sector] ?? NONE) {
      const part = at(sector).subarray(0, size - length);
      if (part.length === 0) break;
      if (met.has(sector)) throw new RefusalError('damaged-msg', { reason: 'circular chain' });
      met.add(sector);
      out.set(part, length);
      length += part.length;
    }
    this.#budget.spend(length);
    return out.subarray(0, length);
  }

  #sector(number: number): Uint8Array {
    const at = (number + 1) * 2 ** this.#shift;
    return this.#bytes.subarray(at, at + 2 ** this.#shift);
  }

  #numbers(bytes: Uint8Array): number[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getUint32(i * 4, true));
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, true);
  }
}
