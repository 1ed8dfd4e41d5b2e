import type { Clock } from '../../lib/clock.ts';
import type { ImportProgress } from '../../model/import.ts';

/** Milliseconds between two calls, so that a screen is not drawn for each of thousands of files. */
const EVERY_MS = 100;
/** Below this share of the bytes no time is guessed. */
const GUESS_FROM = 0.02;

/** Counts what is done and tells a listener now and then. */
export class ProgressMeter {
  readonly #tell: (progress: ImportProgress) => void;
  readonly #clock: Clock;
  readonly #progress: ImportProgress;
  /** Bytes done before this run: they say nothing about its speed. */
  readonly #doneBefore: number;
  #told = 0;
  #running = 0;
  #since: number | null;

  constructor(
    importId: string,
    total: { files: number; bytes: number },
    done: { files: number; bytes: number },
    clock: Clock,
    tell: (progress: ImportProgress) => void,
  ) {
    this.#tell = tell;
    this.#clock = clock;
    this.#since = clock();
    this.#doneBefore = done.bytes;
    this.#progress = {
      importId,
      state: 'running',
      files: { done: done.files, total: total.files },
      bytes: { done: done.bytes, total: total.bytes },
      records: 0,
      secondsLeft: null,
      current: '',
    };
  }

  file(name: string): void {
    this.#progress.current = name;
    this.#maybeTell();
  }

  records(count: number): void {
    this.#progress.records += count;
    this.#maybeTell();
  }

  fileDone(bytes: number): void {
    this.#progress.files.done++;
    this.#progress.bytes.done += bytes;
    this.#maybeTell();
  }

  /** Tells at once. Time spent paused does not count. */
  state(state: ImportProgress['state']): void {
    const now = this.#clock();
    if (this.#since !== null) this.#running += now - this.#since;
    this.#since = state === 'running' ? now : null;
    this.#progress.state = state;
    this.#told = 0;
    this.#maybeTell();
  }

  #maybeTell(): void {
    const now = this.#clock();
    if (now - this.#told < EVERY_MS) return;
    this.#told = now;
    const { bytes, files } = this.#progress;
    const share = (bytes.done - this.#doneBefore) / Math.max(1, bytes.total - this.#doneBefore);
    const spent = this.#running + (this.#since === null ? 0 : now - this.#since);
    this.#progress.secondsLeft = share < GUESS_FROM ? null : Math.ceil((spent * (1 - share)) / share / 1000);
    this.#tell({ ...this.#progress, bytes: { ...bytes }, files: { ...files } });
  }
}
