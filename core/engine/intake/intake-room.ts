import { inTurn } from '../../lib/in-turn.ts';
import type { ImportProgress } from '../../model/import.ts';
import { SAMPLE_IMPORT_PREFIX } from '../../store/said/stays-here.ts';
import type { Store } from '../../store/store.ts';
import type { IntakeRoom } from './face.ts';
import type { Ingest } from './ingest.ts';
import type { SampleControl } from './sample.ts';
import { unfinishedImports } from './unfinished.ts';

export interface Intake {
  room: IntakeRoom;
  /** Runs after the imports that were asked for before: side by side they would only wait for each other's disk. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
  /** Judges the domains of an import that ended by another way than those of `room`. */
  ended(importId: string): Promise<void>;
  tellProgress(progress: ImportProgress): void;
  stop(): void;
}

/** Imports and the shelf, as shells ask for them. */
export function createIntake(parts: {
  store: Store;
  ingest: Ingest;
  sample: SampleControl;
  /** Judges the senders of domains whose reports changed. */
  judge(domains: Iterable<string>): Promise<void>;
}): Intake {
  const { store, ingest, sample } = parts;
  const progressListeners = new Set<(progress: ImportProgress) => void>();
  /** After the imports that were asked for before: side by side they would only wait for each other's disk. */
  const inTurnOfImports = <T>(run: () => Promise<T>): Promise<T> => inTurn(store, 'imports', run);

  async function imported<T extends { files: { domain: string | null }[] }>(summary: T): Promise<T> {
    await parts.judge(summary.files.flatMap((file) => (file.domain === null ? [] : [file.domain])));
    return summary;
  }

  function tellProgress(progress: ImportProgress): void {
    for (const listener of progressListeners) listener(progress);
  }

  async function ended(importId: string): Promise<void> {
    const summary = await store.imports.get(importId);
    if (summary !== null) await imported(summary);
  }

  const room: IntakeRoom = {
    importFiles: (files, onProgress) =>
      inTurnOfImports(async () => imported(await ingest.importFiles(files, onProgress))),
    pause: async (importId) => ingest.pause(importId),
    async resume(importId) {
      if (ingest.isLive(importId)) return ingest.resume(importId);
      await inTurnOfImports(async () => {
        await ingest.resume(importId, tellProgress);
        await ended(importId);
      });
    },
    async onProgress(listener) {
      progressListeners.add(listener);
    },
    unfinished: () => unfinishedImports(store, ingest.held),
    cancel: (importId) => ingest.cancel(importId),
    list: async () =>
      (await store.imports.list()).filter((it) => !it.importId.startsWith(SAMPLE_IMPORT_PREFIX)),
    summary: (importId) => store.imports.get(importId),
    async undo(importId) {
      const summary = await store.imports.get(importId);
      const removed = await store.reports.undoImport(importId);
      await store.mailboxes.forgetImport(importId);
      if (summary !== null) await imported(summary);
      return removed;
    },
    async listShelf() {
      const rows = await store.shelf.list();
      return rows.map(({ id, path, size, at, outcome, refusal }) => ({
        id,
        path,
        size,
        at,
        outcome,
        refusal,
      }));
    },
    async shelfBytes(id) {
      const bytes = (await store.shelf.get(id))?.bytes ?? new Uint8Array();
      return new Blob([bytes as Uint8Array<ArrayBuffer>]);
    },
    retryShelf: (ids, onProgress) =>
      inTurnOfImports(async () => imported(await ingest.retryShelf(ids, onProgress))),
    deleteShelf: (ids) => store.shelf.remove(ids),
    addSample: () => inTurnOfImports(() => sample.add()),
    removeSample: () => inTurnOfImports(() => sample.remove()),
    hasSample: () => sample.has(),
  };
  return { room, inTurn: inTurnOfImports, ended, tellProgress, stop: () => progressListeners.clear() };
}
