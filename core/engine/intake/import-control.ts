/** Pause, resume and cancel of one running import. */
export class ImportControl {
  readonly #abort = new AbortController();
  #gate: Promise<void> | null = null;
  #open: () => void = () => {};

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get paused(): boolean {
    return this.#gate !== null;
  }

  get cancelled(): boolean {
    return this.#abort.signal.aborted;
  }

  pause(): void {
    this.#gate ??= new Promise((open) => {
      this.#open = open;
    });
  }

  resume(): void {
    this.#gate = null;
    this.#open();
  }

  cancel(): void {
    this.#abort.abort();
    this.resume();
  }

  /** Waits while paused. */
  async passed(): Promise<void> {
    while (this.#gate !== null) await this.#gate;
  }
}
