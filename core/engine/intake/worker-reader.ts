import { unexpectedRefusal } from '../../lib/unexpected-refusal.ts';
import type { InputFile } from '../../model/input.ts';
import type { Refusal } from '../../model/report.ts';
import type { DocumentReader, ReadTask } from './document-reader.ts';
import type { ReadingAnswer, ReadingWorker } from './reading-messages.ts';

/**
 * A reader that shows no sign of life for so long is ended: so many seconds, and as many more for each MB that it holds. The
 * slowest honest step is the tolerant reader's, measured at a fifth of that a MB; signs come with every slice that is
 * inflated or read and with every block, so a large file on a slow machine takes its time. Time that passes while
 * what was read is being stored, or while the import is paused, does not count.
 */
export const SILENT_SECONDS = 10;
export const SILENT_SECONDS_PER_MB = 1;
/** No reader holds more than this at once, so that silence beyond it means nothing honest. */
const MAX_HELD_MB = 96;
const MB = 1024 * 1024;

export interface WorkerReaderOptions {
  start(): ReadingWorker;
  /** Reads in this thread where the platform starts no worker at all. */
  without: DocumentReader;
  silentSeconds?: number;
  /** A worker that had nothing to do for so long is ended; never where absent. */
  idleSeconds?: number;
}

interface Job {
  id: number;
  file: InputFile;
  task: ReadTask;
  /** Events handed on. A file that is read once more gives the same ones first, and they are passed over. */
  handed: number;
  /** How far the reading that runs now has come; another object for each reading. */
  reading: { events: number };
  /** It was being read when a worker had to be ended, as were others: it is read alone, to tell which one was the cause. */
  suspect: boolean;
  /** What came is being taken. */
  taking: boolean;
  queue: Promise<void>;
  end(error?: unknown): void;
}

/** Reads in a worker that is ended where it hangs (see SILENT_SECONDS); only the file it hung on is lost. */
export function createWorkerReader(options: WorkerReaderOptions): DocumentReader {
  return new WorkerReader(options);
}

class WorkerReader implements DocumentReader {
  readonly #options: WorkerReaderOptions;
  #worker: ReadingWorker | null = null;
  #ready = false;
  #everReady = false;
  /** No worker can be started here. */
  #none = false;
  #waiting: Job[] = [];
  readonly #running = new Map<number, Job>();
  #ids = 0;
  #bytes = 0;
  #silent = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #pumpAsked = false;

  constructor(options: WorkerReaderOptions) {
    this.#options = options;
  }

  async read(file: InputFile, task: ReadTask): Promise<void> {
    if (task.signal.aborted) return;
    if (this.#none) return await this.#options.without.read(file, task);
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => this.#drop(job);
      const job: Job = {
        id: this.#ids++,
        file,
        task,
        handed: 0,
        reading: { events: 0 },
        suspect: false,
        taking: false,
        queue: Promise.resolve(),
        end: (error) => {
          task.signal.removeEventListener('abort', onAbort);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      task.signal.addEventListener('abort', onAbort);
      this.#waiting.push(job);
      this.#pump();
    });
  }

  stop(): void {
    this.#endWorker();
  }

  /** The import was cancelled: whatever the worker is at, it ends at once. */
  #drop(job: Job): void {
    if (this.#running.delete(job.id)) this.#startAnew();
    else this.#waiting = this.#waiting.filter((it) => it !== job);
    // What is being taken is taken to its end: a report is stored whole or not at all
    void job.queue.then(() => job.end());
    this.#pumpSoon();
  }

  /** Gives the worker what waits: suspects one by one, and everything else side by side. */
  #pump(): void {
    const suspect = this.#waiting.find((it) => it.suspect);
    const running = [...this.#running.values()];
    if (running.some((it) => it.suspect) || (suspect !== undefined && running.length > 0)) return;
    const next = suspect ? [suspect] : this.#waiting;
    this.#waiting = suspect ? this.#waiting.filter((it) => it !== suspect) : [];
    for (const job of next) this.#give(job);
    if (this.#running.size > 0) this.#timer ??= setInterval(() => this.#tick(), 1000);
  }

  #pumpSoon(): void {
    if (this.#pumpAsked) return;
    this.#pumpAsked = true;
    // All files of an import are cancelled in one go: only then is it seen what is left
    queueMicrotask(() => {
      this.#pumpAsked = false;
      this.#pump();
    });
  }

  #give(job: Job): void {
    if (this.#none) {
      void this.#options.without.read(job.file, job.task).then(() => job.end(), job.end);
      return;
    }
    const worker = this.#worker ?? this.#start();
    if (worker === null) return void this.#give(job);
    job.reading = { events: 0 };
    if (this.#running.size === 0) this.#silent = 0;
    this.#running.set(job.id, job);
    const { bytes, ...file } = job.file;
    // The bytes go over to the worker; where the file has to be read once more, its blob still holds them
    if (bytes === undefined) worker.postMessage({ kind: 'read', job: job.id, file }, []);
    else worker.postMessage({ kind: 'read', job: job.id, file: { ...file, bytes } }, [bytes.buffer]);
    job.file = file;
  }

  #start(): ReadingWorker | null {
    try {
      const worker = this.#options.start();
      this.#worker = worker;
      this.#ready = false;
      this.#bytes = 0;
      worker.onmessage = ({ data }) => {
        if (worker === this.#worker) this.#hear(data);
      };
      worker.onerror = (event) => {
        if (worker !== this.#worker) return;
        if (this.#everReady) this.#blame(unexpectedRefusal(event.message ?? 'the reader ended'));
        else this.#doWithout();
      };
      return worker;
    } catch {
      this.#doWithout();
      return null;
    }
  }

  /** The worker could not be loaded: that is no fault of a file. */
  #doWithout(): void {
    this.#none = true;
    this.#startAnew();
    this.#pump();
  }

  #hear(answer: ReadingAnswer): void {
    this.#silent = 0;
    if (answer.kind === 'ready') {
      this.#ready = true;
      this.#everReady = true;
    } else if (answer.kind === 'alive') this.#bytes = Math.max(this.#bytes, answer.bytes);
    else {
      const job = this.#running.get(answer.job);
      if (job === undefined) return;
      if (answer.kind === 'failed') this.#refuse(job, unexpectedRefusal(answer.reason));
      else {
        const { reading } = job;
        job.queue = job.queue.then(() => this.#take(job, reading, answer));
      }
    }
  }

  async #take(
    job: Job,
    reading: Job['reading'],
    { events, done }: Extract<ReadingAnswer, { kind: 'events' }>,
  ): Promise<void> {
    job.taking = true;
    try {
      for (const event of events) {
        if (job.task.signal.aborted || job.reading !== reading) return;
        if (++reading.events <= job.handed) continue;
        job.handed++;
        await job.task.take(event);
      }
    } catch (error) {
      if (this.#running.delete(job.id)) this.#startAnew();
      job.end(error);
      this.#pumpSoon();
      return;
    } finally {
      job.taking = false;
      this.#silent = 0;
    }
    if (!this.#running.has(job.id) || job.reading !== reading) return;
    if (done) this.#finish(job);
    else this.#worker?.postMessage({ kind: 'taken', job: job.id }, []);
  }

  #finish(job: Job): void {
    this.#running.delete(job.id);
    job.end();
    if (this.#running.size > 0) return;
    this.#stopTimer();
    this.#restSoon();
    this.#pump();
  }

  #restSoon(): void {
    const { idleSeconds } = this.#options;
    clearTimeout(this.#idle);
    if (idleSeconds === undefined) return;
    this.#idle = setTimeout(() => {
      if (this.#running.size + this.#waiting.length === 0) this.#endWorker();
    }, idleSeconds * 1000);
  }

  #tick(): void {
    const running = [...this.#running.values()];
    if (!this.#ready || running.some((it) => it.taking)) return;
    this.#silent++;
    const bytes = Math.max(this.#bytes, ...running.map((it) => it.file.blob.size));
    const { silentSeconds = SILENT_SECONDS } = this.#options;
    const limit = silentSeconds + SILENT_SECONDS_PER_MB * Math.min(MAX_HELD_MB, Math.floor(bytes / MB));
    if (this.#silent >= limit) this.#blame({ code: 'took-too-long', detail: { seconds: limit } });
  }

  /** The worker is of no use any more: its only file is the cause, or each of them is read alone to find it. */
  #blame(refusal: Refusal): void {
    const [job, ...others] = this.#running.values();
    if (job !== undefined && others.length === 0) {
      this.#refuse(job, refusal);
      return;
    }
    for (const suspect of this.#running.values()) suspect.suspect = true;
    this.#startAnew();
    this.#pump();
  }

  #refuse(job: Job, refusal: Refusal): void {
    this.#running.delete(job.id);
    this.#startAnew();
    job.queue = job.queue
      .then(() => job.task.take({ kind: 'left', path: job.file.name, outcome: 'rejected', refusal }))
      .then(() => job.end(), job.end);
    this.#pumpSoon();
  }

  /** Ends the worker; what it was reading beside waits for the next one. */
  #startAnew(): void {
    this.#endWorker();
    this.#waiting.unshift(...this.#running.values());
    this.#running.clear();
  }

  #endWorker(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#stopTimer();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#silent = 0;
  }
}
