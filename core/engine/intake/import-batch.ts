import type { Clock } from '../../lib/clock.ts';
import type { ImportedFile } from '../../model/import.ts';
import type { NewReport } from '../../store/reports/report-store.ts';
import type { SourceProgress } from '../../store/source-store.ts';
import type { Store } from '../../store/store.ts';

/** Reports and bytes stored in one transaction. Larger ones cost memory and gain nothing. */
export const BATCH_REPORTS = 400;
const BATCH_BYTES = 4 * 1024 * 1024;
/** About what a record takes before it is encoded. */
const BYTES_A_RECORD = 50;
/** However slow reading is, what was read is stored about this often. */
const BATCH_MS = 500;

/** What one file gave so far. Files are read side by side, so each collects for itself until it is done. */
export interface FilePart {
  reports: NewReport[];
  files: ImportedFile[];
}

/**
 * Collects what came of the files and stores it in few transactions, each of which also notes the files
 * that are wholly done: the checkpoint from which a cut-off import goes on.
 */
export class ImportBatch {
  readonly #store: Store;
  readonly #importId: string;
  #reports: NewReport[] = [];
  #files: ImportedFile[] = [];
  #done: string[] = [];
  #source: SourceProgress | null = null;
  #bytes = 0;
  #since: number;
  readonly #clock: Clock;
  #writing: Promise<unknown> = Promise.resolve();
  /** The batch before the one that was handed over last. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(store: Store, importId: string, clock: Clock) {
    this.#store = store;
    this.#importId = importId;
    this.#clock = clock;
    this.#since = clock();
  }

  get full(): boolean {
    return (
      this.#reports.length >= BATCH_REPORTS ||
      this.#bytes >= BATCH_BYTES ||
      this.#files.length >= BATCH_REPORTS ||
      this.#clock() - this.#since > BATCH_MS
    );
  }

  /** Takes over what a file gave; `done` where the file is at its end. */
  take(part: FilePart, done: string | null): void {
    for (const report of part.reports) {
      this.#reports.push(report);
      this.#bytes += report.raw.length;
      for (const block of report.blocks) this.#bytes += block.bytes?.length ?? block.records * BYTES_A_RECORD;
    }
    this.#files.push(...part.files);
    if (done !== null) this.#done.push(done);
    part.reports = [];
    part.files = [];
  }

  /** How far a source is with all that was taken so far: stored in one transaction with it. */
  reached(progress: SourceProgress): void {
    this.#source = this.#source === null ? progress : joined(this.#source, progress);
  }

  /**
   * Waits while more than one batch is on its way into the store, so that reading, which never waits by itself, neither
   * runs ahead nor keeps the store from its turn. Throws what storing threw.
   */
  async room(): Promise<void> {
    await this.#before;
  }

  /** Begins to store what was collected, after the batch before it. Throws what that one threw. */
  async flush(): Promise<void> {
    const [reports, files, done, source] = [this.#reports, this.#files, this.#done, this.#source];
    this.#reports = [];
    this.#files = [];
    this.#done = [];
    this.#source = null;
    this.#bytes = 0;
    this.#since = this.#clock();
    const before = this.#writing;
    const some = reports.length + files.length + done.length > 0;
    if (some || source !== null) {
      const notes = { files, done, ...(source === null ? {} : { source }) };
      const writing = before.then(async () => {
        if (some) await this.#store.reports.put(this.#importId, reports, notes);
        else if (source !== null) await this.#store.sources.note(source);
      });
      // Told by the next flush or by settle, not as an unhandled rejection meanwhile.
      writing.catch(() => {});
      this.#before = before;
      this.#writing = writing;
    }
    await before;
  }

  /** Waits until everything handed over is stored. */
  async settle(): Promise<void> {
    await this.flush();
    await this.#writing;
  }

  /** Gives up what was not handed over yet. */
  async drop(): Promise<void> {
    const blocks = this.#reports.flatMap((report) => report.blocks);
    this.#reports = [];
    this.#files = [];
    this.#done = [];
    this.#source = null;
    await this.#writing.catch(() => {});
    await this.#store.reports.dropStaged(blocks);
  }
}

function joined(a: SourceProgress, b: SourceProgress): SourceProgress {
  const sum = (name: keyof SourceProgress['figures']) => a.figures[name] + b.figures[name];
  return {
    source: b.source,
    begun: b.begun,
    cursor: b.cursor ?? a.cursor,
    marks: [...a.marks, ...b.marks],
    total: b.total ?? a.total,
    figures: {
      listed: sum('listed'),
      passed: sum('passed'),
      opened: sum('opened'),
      failed: sum('failed'),
      notReports: sum('notReports'),
    },
  };
}
