import type { SourceFigures } from '../model/source.ts';
import type { StoreContext } from './context.ts';
import type { SourceProgress } from './source-store.ts';

/** What a transaction stored along with the progress. */
interface StoredAlong extends Pick<SourceFigures, 'reports' | 'duplicates' | 'rejected'> {
  importId: string | null;
}

/** Moves a source on, inside the transaction that stores what it gave. */
export async function noteSource(
  { db }: StoreContext,
  progress: SourceProgress,
  { importId, ...stored }: StoredAlong,
): Promise<void> {
  const row = await db.sources.get(progress.source);
  // taken away meanwhile: what came stays, and there is nothing to go on with
  if (row === undefined) return;
  const change = { ...progress.figures, ...stored };
  // begun again in another page meanwhile: what came is counted, and the place is that of the new beginning
  const current = progress.begun === (row.begun ?? 0);
  await db.sources.put({
    ...row,
    cursor: (current ? progress.cursor : null) ?? row.cursor,
    total: (current ? progress.total : null) ?? row.total,
    importId: importId ?? row.importId,
    figures: added(row.figures, change),
    last: added(row.last, change),
  });
  if (current) await db.sourceItems.bulkPut(progress.marks.map((mark) => ({ source: row.id, mark })));
}

function added(figures: SourceFigures, change: SourceFigures): SourceFigures {
  const sum = (name: keyof SourceFigures) => figures[name] + change[name];
  return {
    listed: sum('listed'),
    passed: sum('passed'),
    opened: sum('opened'),
    failed: sum('failed'),
    reports: sum('reports'),
    duplicates: sum('duplicates'),
    notReports: sum('notReports'),
    rejected: sum('rejected'),
  };
}
