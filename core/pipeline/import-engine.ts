import type { Engine } from '../model/engine.ts';
import type { ImportProgress } from '../model/views.ts';
import { SAMPLE_IMPORT_PREFIX } from '../store/stays-here.ts';
import type { Store } from '../store/store.ts';
import { inTurn } from './in-turn.ts';
import type { Ingest } from './ingest.ts';
import { unfinishedImports } from './stored-data.ts';

type Imports = Pick<
  Engine,
  | 'importFiles'
  | 'pauseImport'
  | 'resumeImport'
  | 'onImportProgress'
  | 'unfinishedImports'
  | 'cancelImport'
  | 'listImports'
  | 'importSummary'
  | 'undoImport'
  | 'listShelf'
  | 'shelfBytes'
  | 'retryShelf'
  | 'deleteShelf'
>;

export interface ImportEngine {
  engine: Imports;
  /** Runs after the imports that were asked for before: side by side they would only wait for each other's disk. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
  /** Judges the domains of an import that ended by another way than those of `engine`. */
  ended(importId: string): Promise<void>;
  tellProgress(progress: ImportProgress): void;
  stop(): void;
}

/** Imports and the shelf, as shells ask for them. */
export function createImportEngine(parts: {
  store: Store;
  ingest: Ingest;
  /** Judges the senders of domains whose reports changed. */
  judge(domains: Iterable<string>): Promise<void>;
}): ImportEngine {
  const { store, ingest } = parts;
  const progressListeners = new Set<(progress: ImportProgress) => void>();
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

  const engine: Imports = {
    importFiles: (files, onProgress) =>
      inTurnOfImports(async () => imported(await ingest.importFiles(files, onProgress))),
    pauseImport: async (importId) => ingest.pause(importId),
    async resumeImport(importId) {
      if (ingest.isLive(importId)) return ingest.resume(importId);
      await inTurnOfImports(async () => {
        await ingest.resume(importId, tellProgress);
        await ended(importId);
      });
    },
    async onImportProgress(listener) {
      progressListeners.add(listener);
    },
    unfinishedImports: () => unfinishedImports(store, ingest.held),
    cancelImport: (importId) => ingest.cancel(importId),
    listImports: async () =>
      (await store.imports.list()).filter((it) => !it.importId.startsWith(SAMPLE_IMPORT_PREFIX)),
    importSummary: (importId) => store.imports.get(importId),
    async undoImport(importId) {
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
  };
  return { engine, inTurn: inTurnOfImports, ended, tellProgress, stop: () => progressListeners.clear() };
}
