import type { StoreContext } from '../context.ts';
import { guarded } from '../with-quota-errors.ts';
import { readCount } from './report-count.ts';
import { reportNames } from './report-names.ts';
import { putReports } from './report-put.ts';
import {
  listRows,
  readBody,
  readRaw,
  reportBlocks,
  rowOf,
  scanBlocks,
  toStoredReport,
} from './report-queries.ts';
import { deleteRows, undoImport } from './report-remove.ts';
import type { ReportStore } from './report-store.ts';
import { restoreReports, trashReports } from './report-trash.ts';
import { dropStaged, stageBlock } from './staging.ts';

export function createReportStore(context: StoreContext): ReportStore {
  const { db } = context;
  return {
    stageBlock: (block, alreadyStaged) => stageBlock(context, block, alreadyStaged),
    dropStaged: (blocks) => dropStaged(context, blocks),
    put: (importId, reports, notes = {}) => putReports(context, importId, reports, notes),
    async get(id) {
      const row = await rowOf(context, id);
      return row === null ? null : toStoredReport(row);
    },
    list: async (filter) => (await listRows(context, filter)).map(toStoredReport),
    names: () => reportNames(context),
    count: () => readCount(context),
    scan: (domain, period) => scanBlocks(context, domain, period),
    blocks: (id) => reportBlocks(context, id),
    body: (id) => readBody(context, id),
    raw: (id) => readRaw(context, id),
    async setKeep(id, keep) {
      await guarded(context, () =>
        db.transaction('rw', db.reports, async () => {
          const row = await rowOf(context, id);
          if (row === null) return;
          if (keep) row.keep = true;
          else delete row.keep;
          await db.reports.put(row);
        }),
      );
      context.emit({ topic: 'reports', domains: [] });
    },
    trash: (ids) => trashReports(context, ids),
    restore: (token) => restoreReports(context, token),
    undoImport: (importId) => undoImport(context, importId),
    async deleteFailuresBefore(time) {
      const old = (await listRows(context, { kind: 'failure' })).filter((row) => row.at < time && !row.keep);
      await deleteRows(
        context,
        old.map((row) => row.n),
      );
      return old.length;
    },
  };
}
