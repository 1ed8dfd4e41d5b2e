import type { KeptInput } from '../../store/reports/report-store.ts';
import type { Store } from '../../store/store.ts';

/** Inputs up to this are copied before the first of them is read: that takes a moment. */
const FIRST_FILES = 200;
const FIRST_BYTES = 16 * 1024 * 1024;
/** A larger import that ends sooner needs no copy of its inputs. */
const SPOOL_AFTER_MS = 5_000;
/** Input files kept in one transaction. */
const KEPT_AT_ONCE = 100;
/** Inputs beyond this are not kept: an import that is cut off then asks for the files again. */
const MAX_SPOOLED_BYTES = 512 * 1024 * 1024;

/**
 * Copies the input files that were not taken up yet into the store, so that an import can go on after the page was
 * closed or died of one of them: before reading where they are small, beside it where they are large (see
 * docs/decisions/0012-inputs-are-kept.md). The store removes each copy with the note that its file is done.
 */
export class InputSpool {
  readonly #store: Store;
  readonly #importId: string;
  readonly #inputs: readonly KeptInput[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #copying: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(store: Store, importId: string, inputs: readonly KeptInput[]) {
    this.#store = store;
    this.#importId = importId;
    this.#inputs = inputs;
  }

  /** To be awaited before the first input is read. Never rejects: without copies an import is only not resumed. */
  async begin(): Promise<void> {
    const bytes = this.#inputs.reduce((sum, it) => sum + it.file.blob.size, 0);
    const copy = () => {
      this.#copying = this.#copy().catch(() => {});
    };
    if (this.#inputs.length > FIRST_FILES || bytes > FIRST_BYTES) {
      this.#timer = setTimeout(copy, SPOOL_AFTER_MS);
      return;
    }
    copy();
    await this.#copying;
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#copying;
  }

  async #copy(): Promise<void> {
    const kept = new Set((await this.#store.imports.inputs(this.#importId)).map((it) => it.key));
    const done = await this.#store.imports.done(this.#importId);
    const left = this.#inputs.filter((it) => !kept.has(it.key) && !done.has(it.key));
    let bytes = 0;
    for (let at = 0; at < left.length && !this.#ended; at += KEPT_AT_ONCE) {
      const part = left.slice(at, at + KEPT_AT_ONCE);
      bytes += part.reduce((sum, it) => sum + it.file.blob.size, 0);
      if (bytes > MAX_SPOOLED_BYTES) return;
      await this.#store.imports.keepInputs(this.#importId, part);
    }
  }
}
