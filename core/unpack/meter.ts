import { RefusalError } from '../lib/refusal-error.ts';
import type { UnpackLimits } from './limits.ts';

/** Counts over all members and layers of one input file. */
export class Budget {
  inflated = 0;
  members = 0;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal | undefined;

  constructor(limits: UnpackLimits, signal?: AbortSignal) {
    this.limits = limits;
    this.signal = signal;
  }

  /** One more member; throws RefusalError above the cap. */
  member(): void {
    this.members++;
    if (this.members > this.limits.members) {
      throw new RefusalError('too-many-members', { limit: this.limits.members, found: this.members });
    }
  }
}

/** Counts the bytes that come out of one compressed stream and throws RefusalError at the caps. */
export class Meter {
  #budget: Budget;
  #out = 0;
  #in = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Whether so many bytes may come out of so many in one step, before any is made. */
  admits(read: number, given: number): boolean {
    const { limits } = this.#budget;
    return (
      !this.#budget.signal?.aborted &&
      this.#out + given <= limits.inflatedBytes &&
      this.#budget.inflated + given <= limits.totalBytes &&
      (this.#out + given <= limits.ratioFromBytes || this.#out + given <= limits.ratio * (this.#in + read))
    );
  }

  /** After each step: bytes read and bytes given out by it. */
  step(read: number, given: number): void {
    const { limits } = this.#budget;
    this.#in += read;
    this.#out += given;
    this.#budget.inflated += given;
    if (this.#budget.signal?.aborted) throw new RefusalError('cancelled');
    if (this.#out > limits.inflatedBytes) {
      throw new RefusalError('inflated-size-limit', { limit: limits.inflatedBytes, found: this.#out });
    }
    if (this.#budget.inflated > limits.totalBytes) {
      throw new RefusalError('total-size-limit', { limit: limits.totalBytes, found: this.#budget.inflated });
    }
    if (this.#out > limits.ratioFromBytes && this.#out > limits.ratio * this.#in) {
      throw new RefusalError('ratio-limit', {
        limit: limits.ratio,
        found: Math.round(this.#out / this.#in),
        bytes: this.#out,
      });
    }
  }
}
