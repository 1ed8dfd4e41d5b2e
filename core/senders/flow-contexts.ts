import { PairTable } from './pair-table.ts';
import type { AlignedUnder } from './spf-domains.ts';

/** Policy of the report under way, as far as alignment asks. */
export interface ContextPolicy {
  strict: boolean;
  method: 'psl' | 'treewalk' | null;
}

const CACHED = 256;

/**
 * What flows share: header-from, envelope domain, whether that is aligned, and the day. There are few, so a
 * flow is found by two numbers: its address and its context.
 */
export class FlowContexts {
  readonly #names: readonly string[];
  readonly #isAligned: AlignedUnder;
  /** Pairs of (header-from, envelope), and pairs of (that, aligned and day). */
  readonly #pairs = new PairTable();
  readonly #contexts = new PairTable();
  /** By pair and policy: 1 not aligned, 2 aligned. */
  readonly #alignment = new Map<number, number>();
  readonly #cacheFrom = new Int32Array(CACHED);
  readonly #cacheEnvelope = new Int32Array(CACHED);
  readonly #cacheContext = new Int32Array(CACHED);
  #policy: ContextPolicy = { strict: false, method: null };
  #day = 0;

  /** @param names the growing list that ids point into; id 0 is the empty name */
  constructor(names: readonly string[], isAligned: AlignedUnder) {
    this.#names = names;
    this.#isAligned = isAligned;
  }

  /** Begins a block: what was found under another policy or day no longer holds. */
  begin(policy: ContextPolicy, day: number): void {
    this.#policy = policy;
    this.#day = day;
    this.#cacheFrom.fill(-1);
  }

  /** Number of the context of a header-from and envelope domain in this block. */
  find(from: number, envelope: number): number {
    const place = (from * 31 + envelope) & (CACHED - 1);
    if (this.#cacheFrom[place] === from && this.#cacheEnvelope[place] === envelope) {
      return this.#cacheContext[place]!;
    }
    const pair = this.#pairs.find(from, envelope);
    const context = this.#contexts.find(pair, this.#day * 2 + (this.isAligned(from, envelope) ? 1 : 0));
    this.#cacheFrom[place] = from;
    this.#cacheEnvelope[place] = envelope;
    this.#cacheContext[place] = context;
    return context;
  }

  isAligned(from: number, envelope: number): boolean {
    if (envelope === 0) return false;
    if (from === envelope) return true;
    const { strict, method } = this.#policy;
    const variant = (strict ? 1 : 0) + (method === 'treewalk' ? 2 : 0);
    const key = this.#pairs.find(from, envelope) * 4 + variant;
    let known = this.#alignment.get(key);
    if (known === undefined) {
      known = this.#isAligned(this.#names[from]!, this.#names[envelope]!, strict, method) ? 2 : 1;
      this.#alignment.set(key, known);
    }
    return known === 2;
  }

  /** The parts of each context, by its number. */
  finish(): { from: Uint32Array; envelope: Uint32Array; aligned: Uint8Array; day: Uint32Array } {
    const [from, envelope] = this.#pairs.columns();
    const [pair, rest] = this.#contexts.columns();
    return {
      from: pair.map((p) => from[p]!),
      envelope: pair.map((p) => envelope[p]!),
      aligned: Uint8Array.from(rest, (each) => each & 1),
      day: rest.map((each) => each >>> 1),
    };
  }
}
