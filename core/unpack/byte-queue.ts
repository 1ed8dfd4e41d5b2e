import { RefusalError } from '../lib/refusal-error.ts';
import { type ByteSource, joined } from './byte-source.ts';

/** Reads a source in steps of a given length; for containers whose members lie one after the other. */
export class ByteQueue {
  #chunks: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array(0);
  #ended = false;
  /** Bytes taken so far. */
  position = 0;

  constructor(source: ByteSource) {
    this.#chunks = source.chunks()[Symbol.asyncIterator]();
  }

  /** The next `length` bytes, fewer at the end; RefusalError above `limit`. */
  async take(length: number, limit: number): Promise<Uint8Array> {
    if (length > limit) throw new RefusalError('held-size-limit', { limit, found: length });
    const parts = [this.#waiting];
    let found = this.#waiting.length;
    while (found < length && !this.#ended) {
      const { done, value } = await this.#chunks.next();
      if (done) this.#ended = true;
      else {
        parts.push(value);
        found += value.length;
      }
    }
    const all = joined(parts);
    const taken = all.subarray(0, length);
    this.#waiting = all.subarray(taken.length);
    this.position += taken.length;
    return taken;
  }

  /** Passes over `length` bytes; false where the source ends before. */
  async skip(length: number): Promise<boolean> {
    let left = length;
    while (left > 0) {
      const step = await this.take(Math.min(left, 65_536), 65_536);
      if (step.length === 0) return false;
      left -= step.length;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
