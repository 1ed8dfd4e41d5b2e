import type { Clock } from '../../lib/clock.ts';
import { unexpectedRefusal } from '../../lib/unexpected-refusal.ts';
import type { ImportProgress, ImportSummary } from '../../model/import.ts';
import type { InputFile } from '../../model/input.ts';
import type { Refusal, UnixSeconds } from '../../model/report.ts';
import type { KeptInput } from '../../store/reports/report-store.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import type { DocumentReader, Readers } from './document-reader.ts';
import { ImportBatch } from './import-batch.ts';
import { ImportControl } from './import-control.ts';
import { type FileContext, importFile } from './import-file.ts';
import { ProgressMeter } from './import-progress.ts';
import { InputSpool } from './input-spool.ts';
import { ReadAhead } from './read-ahead.ts';
import { documentReader } from './read-input.ts';

/** Small files read at the same time, so that the platform's waiting times overlap. */
const FILES_AT_ONCE = 12;
/** Input bytes under way at the same time, but always one file. */
const BYTES_AT_ONCE = 8 * 1024 * 1024;

export interface IngestOptions extends Readers {
  store: Store;
  /** Reads the files; without it they are read in this thread. */
  reader?: DocumentReader;
  clock: Clock;
  /** Short random names of 0-9 and a-z. */
  newId(): string;
}

type OnProgress = (progress: ImportProgress) => void;

/** What is left of an import that a full disk stopped. The disk may have had no room for a note of it either. */
export interface HeldImport {
  inputs: readonly KeptInput[];
  problem: Refusal;
}

export interface Ingest {
  /** Reads files into the store; ends with a line for each document. Never rejects for what files hold. */
  importFiles(files: InputFile[], onProgress?: OnProgress, importId?: string): Promise<ImportSummary>;
  pause(importId: string): void;
  /** Whether an import is under way here, paused or not. */
  isLive(importId: string): boolean;
  /** An import that a full disk stopped, with the files that this page still has; null of all other imports. */
  held(importId: string): HeldImport | null;
  /** Goes on with a paused import, or with one that was cut off and whose inputs were kept. */
  resume(importId: string, onProgress?: OnProgress): Promise<void>;
  cancel(importId: string): Promise<void>;
  /** Reads shelved documents again; those that end as a report leave the shelf. */
  retryShelf(ids: string[], onProgress?: OnProgress): Promise<ImportSummary>;
}

export function createIngest(options: IngestOptions): Ingest {
  const { store } = options;
  const reader = documentReader(options);
  const running = new Map<string, { control: ImportControl; meter: ProgressMeter }>();
  /** A full disk has no room for copies either: what is left of such an import stays at hand in the page. */
  const stopped = new Map<string, HeldImport>();

  async function run(
    importId: string,
    inputs: KeptInput[],
    setup: { shelve: boolean; onProgress: OnProgress; missing?: number },
  ): Promise<ImportSummary> {
    const bytes = inputs.reduce((sum, it) => sum + it.file.blob.size, 0);
    const total = { files: inputs.length, bytes };
    const control = new ImportControl();
    const meter = new ProgressMeter(importId, total, { files: 0, bytes: 0 }, options.clock, setup.onProgress);
    running.set(importId, { control, meter });
    stopped.delete(importId);
    const batch = new ImportBatch(store, importId, options.clock);
    const spool = new InputSpool(store, importId, inputs);
    let state: ImportSummary['state'] = 'done';
    let problem: Refusal | null = null;
    let broken: { error: unknown } | null = null;
    try {
      await store.imports.start(importId, total);
      await spool.begin();
      const context: FileContext = {
        store,
        reader,
        importId,
        signal: control.signal,
        now: Math.floor(options.clock() / 1000),
        newId: options.newId,
        shelve: setup.shelve,
        onRecords: (count) => meter.records(count),
        passed: () => control.passed(),
        async spill(part) {
          batch.take(part, null);
          await batch.flush();
        },
      };
      await readAll(inputs, control, meter, batch, context);
      if (control.cancelled) {
        state = 'cancelled';
        await batch.drop();
      } else {
        await batch.settle();
        if (setup.missing) {
          state = 'paused';
          problem = { code: 'inputs-missing', detail: { files: setup.missing } };
        }
      }
    } catch (error) {
      state = 'failed';
      control.cancel();
      if (error instanceof StoreFull) {
        problem = {
          code: 'store-full',
          detail: { usage: error.usage ?? 0, quota: error.quota ?? 0, bytes },
        };
        await batch.drop();
        const done = await store.imports.done(importId);
        stopped.set(importId, { inputs: inputs.filter((input) => !done.has(input.key)), problem });
      } else {
        // A bug, and told as one; the import has an end all the same
        broken = { error };
        problem = unexpectedRefusal(error);
        await batch.drop().catch(() => undefined);
      }
    } finally {
      running.delete(importId);
      await spool.end();
    }
    await store.imports.setState(importId, state, problem).catch((error) => {
      if (broken === null) ignoreFull(error);
      // Nothing was written that would tell: pages still have to show what is left.
      store.tell({ topic: 'imports', domains: [] });
    });
    meter.state(state);
    if (broken !== null) throw broken.error;
    const summary =
      (await store.imports.get(importId)) ?? unnoted(importId, Math.floor(options.clock() / 1000));
    return { ...summary, state, problem };
  }

  return {
    importFiles(files, onProgress = () => {}, importId = options.newId()) {
      const inputs = files.map((file, i) => ({ key: `${i}:${file.name}`, file }));
      return run(importId, inputs, { shelve: true, onProgress });
    },
    isLive: (importId) => running.has(importId),
    held: (importId) => stopped.get(importId) ?? null,
    pause(importId) {
      running.get(importId)?.control.pause();
      running.get(importId)?.meter.state('paused');
    },
    async resume(importId, onProgress = () => {}) {
      const live = running.get(importId);
      if (live !== undefined) {
        live.control.resume();
        live.meter.state('running');
        return;
      }
      const known = await store.imports.get(importId);
      if (known === null || known.state === 'done' || known.undone) return;
      const held = stopped.get(importId);
      const inputs = held ? [...held.inputs] : await store.imports.inputs(importId);
      const missing = held ? 0 : await store.imports.missing(importId);
      await run(importId, inputs, { shelve: true, onProgress, missing });
    },
    async cancel(importId) {
      const live = running.get(importId);
      stopped.delete(importId);
      if (live !== undefined) live.control.cancel();
      else await store.imports.setState(importId, 'cancelled', null);
    },
    async retryShelf(ids, onProgress = () => {}) {
      const entries = (await Promise.all(ids.map((id) => store.shelf.get(id)))).filter((it) => it !== null);
      const inputs = entries.map((entry, i) => ({
        key: `${i}:${entry.path}`,
        file: {
          name: entry.path,
          blob: new Blob([entry.bytes as Uint8Array<ArrayBuffer>]),
          ...(entry.mail === null ? {} : { mail: { fromDomain: entry.mail.fromDomain } }),
        },
      }));
      const summary = await run(options.newId(), inputs, { shelve: false, onProgress });
      const failed = summary.files.filter((it) => it.refusal !== null).map((it) => it.path);
      const read = entries.filter(
        (entry) => !failed.some((it) => it === entry.path || it.startsWith(`${entry.path}#`)),
      );
      if (summary.state === 'done') await store.shelf.remove(read.map((entry) => entry.id));
      return summary;
    },
  };
}

/** Reads the files, a few small ones at a time, and stores them batch by batch. */
async function readAll(
  inputs: readonly KeptInput[],
  control: ImportControl,
  meter: ProgressMeter,
  batch: ImportBatch,
  context: FileContext,
): Promise<void> {
  const ahead = new ReadAhead(inputs.map((it) => it.file.blob));
  let next = 0;
  let bytesUnderWay = 0;
  let failed = false;
  let wake: () => void = () => {};
  const reader = async () => {
    while (next < inputs.length && !control.cancelled && !failed) {
      await control.passed();
      await batch.room();
      const { size } = inputs[next]?.file.blob ?? { size: 0 };
      if (bytesUnderWay > 0 && bytesUnderWay + size > BYTES_AT_ONCE) {
        await new Promise<void>((go) => {
          const before = wake;
          wake = () => {
            before();
            go();
          };
        });
        continue;
      }
      const place = next++;
      const input = inputs[place];
      if (input === undefined || control.cancelled) return;
      bytesUnderWay += size;
      meter.file(input.file.name);
      try {
        const bytes = await ahead.take(place);
        const part = await importFile(context, bytes === null ? input.file : { ...input.file, bytes });
        if (control.cancelled) {
          await context.store.reports.dropStaged(part.reports.flatMap((it) => it.blocks));
          return;
        }
        batch.take(part, input.key);
        meter.fileDone(size);
        if (batch.full) await batch.flush();
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        bytesUnderWay -= size;
        const waiting = wake;
        wake = () => {};
        waiting();
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: FILES_AT_ONCE }, reader));
  const error = ends.find((end) => end.status === 'rejected');
  if (error !== undefined) throw error.reason;
}

/** An import whose very first note found no room. */
function unnoted(importId: string, now: UnixSeconds): ImportSummary {
  const none = {
    imported: 0,
    repaired: 0,
    duplicates: 0,
    notReports: 0,
    rejected: 0,
    records: 0,
    messages: 0,
  };
  const lists = { files: [], newDomains: [] };
  return {
    importId,
    started: now,
    finished: now,
    state: 'failed',
    undone: false,
    problem: null,
    ...none,
    ...lists,
  };
}

function ignoreFull(error: unknown): void {
  // The state could not be noted either; the import shows as cut off when the store is opened again.
  if (!(error instanceof StoreFull)) throw error;
}
