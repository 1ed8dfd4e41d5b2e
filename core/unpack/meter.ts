import { RefusalError } from '../lib/refusal-error.ts';
import { FREE_MEMBERS, MEMBER_WORK, MIN_MEMBER_BYTES, type UnpackLimits } from './limits.ts';

/**
 * Counts over all members and layers of one input file. Work is allowed by the bytes that came in or were inflated, so that
 * a small file cannot make much of it.
 */
export class Budget {
  inflated = 0;
  members = 0;
  /** Bytes copied or looked at once more, and members and parts at MEMBER_WORK each. */
  work = 0;
  /** Tags that the tolerant reader took. */
  markup = 0;
  readonly fileBytes: number;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal | undefined;
  readonly #onWork: ((bytes: number) => void) | undefined;

  /** @param fileBytes length of the input file */
  constructor(
    limits: UnpackLimits,
    fileBytes: number,
    options: { signal?: AbortSignal; onWork?: (bytes: number) => void } = {},
  ) {
    this.limits = limits;
    this.fileBytes = fileBytes;
    this.signal = options.signal;
    this.#onWork = options.onWork;
  }

  /** One more member; throws RefusalError above the cap. */
  member(): void {
    this.expect(1);
    this.members++;
    this.spend(MEMBER_WORK);
  }

  /** Throws RefusalError where so many members more would be too many, before the first of them is opened. */
  expect(members: number): void {
    const found = this.members + members;
    const { limits, fileBytes } = this;
    const limit = Math.min(limits.members, FREE_MEMBERS + Math.floor(fileBytes / MIN_MEMBER_BYTES));
    if (found > limit) {
      throw new RefusalError('too-many-members', { limit, found });
    }
  }

  /** So much work is about to be done; throws RefusalError above the cap, or where the user gave up. */
  spend(work: number): void {
    if (this.signal?.aborted) throw new RefusalError('cancelled');
    this.work += work;
    this.#onWork?.(this.inflated);
    const limit = this.limits.work + this.limits.workPerByte * (this.fileBytes + this.inflated);
    if (this.work > limit) throw new RefusalError('too-much-work', { limit, found: this.work });
  }

  /** So many tags are about to be read tolerantly; throws RefusalError above the cap. */
  spendMarkup(tags: number): void {
    const limit = this.limits.markup + this.limits.markupPerByte * this.fileBytes;
    this.markup += tags;
    if (this.markup > limit) throw new RefusalError('too-much-work', { limit, found: this.markup });
  }

  /** So many bytes were inflated. */
  gave(bytes: number): void {
    this.inflated += bytes;
    this.#onWork?.(this.inflated);
  }

  /** Whether so many more inflated bytes are in proportion to the input file, whose layers multiply. */
  inProportion(more: number): boolean {
    const { ratio, ratioFromBytes } = this.limits;
    const total = this.inflated + more;
    return total <= ratioFromBytes * 4 || total <= ratio * this.fileBytes;
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
      this.#budget.inProportion(given) &&
      (this.#out + given <= limits.ratioFromBytes || this.#out + given <= limits.ratio * (this.#in + read))
    );
  }

  /** After each step: bytes read and bytes given out by it. */
  step(read: number, given: number): void {
    const { limits } = this.#budget;
    this.#in += read;
    this.#out += given;
    this.#budget.gave(given);
    if (this.#budget.signal?.aborted) throw new RefusalError('cancelled');
    if (this.#out > limits.inflatedBytes) {
      throw new RefusalError('inflated-size-limit', { limit: limits.inflatedBytes, found: this.#out });
    }
    if (this.#budget.inflated > limits.totalBytes) {
      throw new RefusalError('total-size-limit', { limit: limits.totalBytes, found: this.#budget.inflated });
    }
    if (!this.#budget.inProportion(0)) {
      throw new RefusalError('total-ratio-limit', {
        limit: limits.ratio,
        found: Math.round(this.#budget.inflated / Math.max(1, this.#budget.fileBytes)),
        bytes: this.#budget.inflated,
      });
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
