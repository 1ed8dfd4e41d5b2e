import type { ReporterSet } from '../model/traffic.ts';
import { Dictionary } from './dictionary.ts';

const BITS = 32;

/** Which reporters named which address, as bits; and which reported on which day. */
export class ReporterSets {
  readonly #dictionary = new Dictionary();
  readonly #days = new Map<number, Set<number>>();
  /** Words of 32 reporters an address. */
  #words = 1;
  #bits = new Uint32Array(256);
  #capacity = 256;

  get names(): string[] {
    return this.#dictionary.values;
  }

  /** Number of a reporter; notes that it reported on this UTC day. */
  reporter(name: string, day: number): number {
    const id = this.#dictionary.id(name);
    const known = this.#days.get(day);
    if (known) known.add(id);
    else this.#days.set(day, new Set([id]));
    if (id >= this.#words * BITS) this.#resize(this.#capacity, this.#words * 2);
    return id;
  }

  add(address: number, reporter: number): void {
    if (address >= this.#capacity) this.#resize(Math.max(address + 1, this.#capacity * 2), this.#words);
    this.#bits[address * this.#words + (reporter >>> 5)]! |= 1 << (reporter & 31);
  }

  sets(addresses: number): ReporterSet {
    return { words: this.#words, bits: this.#bits.slice(0, addresses * this.#words) };
  }

  /** Names of the reporters of each day. */
  days(): Map<number, string[]> {
    return new Map(
      [...this.#days].map(([day, ids]) => [day, [...ids].map((id) => this.#dictionary.values[id]!).sort()]),
    );
  }

  #resize(capacity: number, words: number): void {
    const bits = new Uint32Array(capacity * words);
    const rows = Math.min(capacity, this.#capacity);
    for (let a = 0; a < rows; a++) {
      for (let w = 0; w < Math.min(words, this.#words); w++) {
        bits[a * words + w] = this.#bits[a * this.#words + w]!;
      }
    }
    this.#bits = bits;
    this.#capacity = capacity;
    this.#words = words;
  }
}

/** Names of the reporters that named any of these addresses, in the order of `names`. */
export function reportersOf(set: ReporterSet, members: Iterable<number>, names: readonly string[]): string[] {
  const union = new Uint32Array(set.words);
  for (const a of members) {
    for (let w = 0; w < set.words; w++) union[w]! |= set.bits[a * set.words + w]!;
  }
  return names.filter((_, id) => (union[id >>> 5]! & (1 << (id & 31))) !== 0);
}
