import type { Engine } from '../model/engine.ts';
import type { DataFigures, DataFilter, StoredDataEngine, UnfinishedImport } from '../model/stored-data.ts';
import type { Store } from '../store/store.ts';
import type { HeldImport } from './ingest.ts';

/** Counting and deleting by domain and period. `deleteReports` judges the domains anew. */
export function createStoredDataEngine(
  store: Store,
  deleteReports: Engine['deleteReports'],
): StoredDataEngine {
  return {
    async countData(filter) {
      const rows = await store.reports.list(filter);
      const figures: DataFigures = {
        reports: rows.length,
        messages: 0,
        domains: [...new Set(rows.map((row) => row.domain))].sort(),
        kept: 0,
        begin: null,
        end: null,
      };
      for (const row of rows) {
        if (row.kind === 'aggregate') figures.messages += row.messages;
        if (row.keep) figures.kept++;
        figures.begin = Math.min(figures.begin ?? row.begin, row.begin);
        figures.end = Math.max(figures.end ?? row.end, row.end);
      }
      return figures;
    },
    async deleteData(filter: DataFilter) {
      const ids = (await store.reports.list(filter)).map((row) => row.id);
      return { token: await deleteReports(ids), reports: ids.length };
    },
  };
}

/**
 * Imports that were cut off or that a full disk stopped, newest first, with what is left of each.
 * @param held what the page itself knows of a stopped import; null of all others
 */
export async function unfinishedImports(
  store: Store,
  held: (importId: string) => HeldImport | null = () => null,
): Promise<UnfinishedImport[]> {
  const cutOff = (await store.imports.list()).filter(
    (it) => !it.undone && (it.state === 'paused' || it.state === 'failed' || held(it.importId) !== null),
  );
  return Promise.all(
    cutOff.map(async ({ importId, started, problem }) => {
      const [done, left, missing] = await Promise.all([
        store.imports.done(importId),
        store.imports.inputs(importId),
        store.imports.missing(importId),
      ]);
      const total = done.size + left.length + missing;
      const stopped = held(importId);
      const here = stopped?.inputs.length ?? left.length;
      const why = stopped?.problem ?? problem ?? null;
      const files = { total, done: done.size, left: here, missing: Math.max(0, total - done.size - here) };
      return { importId, started, files, problem: why?.code === 'store-full' ? why : null };
    }),
  );
}
