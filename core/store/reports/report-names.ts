import type { StoreContext } from '../context.ts';
import type { ReportName } from './report-store.ts';

/** Rows read at once. */
const PAGE = 2_000;

/** Names of all reports, newest import first (see ReportStore.names). */
export async function* reportNames({ db }: StoreContext): AsyncGenerator<ReportName[]> {
  for (let below = Number.POSITIVE_INFINITY; ; ) {
    const rows = await db.reports.where('n').below(below).reverse().limit(PAGE).toArray();
    const last = rows.at(-1);
    if (last === undefined) return;
    below = last.n;
    // The id of other kinds stands in what lies beside the row.
    const others = rows.filter(({ head }) => head === null);
    const bodies = await db.bodies.bulkGet(others.map(({ n }) => n));
    const idOf = new Map(
      bodies.flatMap((row) =>
        row !== undefined && 'reportId' in row.body ? [[row.n, row.body.reportId]] : [],
      ),
    );
    yield rows.map(({ n, id, kind, domain, reporter, head, file }) => {
      return { id, kind, domain, reporter, reportId: head?.[3] ?? idOf.get(n) ?? '', file };
    });
  }
}
