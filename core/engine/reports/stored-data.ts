import type { Store } from '../../store/store.ts';
import type { DataFigures, DataFilter, ReportsRoom } from './face.ts';

/** Counting and deleting by domain and period. `deleteReports` judges the domains anew. */
export function createStoredData(
  store: Store,
  deleteReports: ReportsRoom['delete'],
): Pick<ReportsRoom, 'countData' | 'deleteData'> {
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
