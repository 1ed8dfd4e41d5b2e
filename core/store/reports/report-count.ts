import type { StoreContext } from '../context.ts';
import type { ReportRow } from '../rows.ts';

export interface ReportCount {
  reports: number;
  records: number;
  rawBytes: number;
}

/** Inside a transaction that may write `meta`. */
export async function changeCount(
  context: StoreContext,
  rows: readonly ReportRow[],
  sign: 1 | -1,
): Promise<void> {
  const count = await readCount(context);
  for (const row of rows) {
    count.reports += sign;
    count.records += sign * row.records;
    count.rawBytes += sign * row.raw[2];
  }
  await context.db.meta.put({ key: 'count', value: count });
}

export async function readCount(context: StoreContext): Promise<ReportCount> {
  const row = await context.db.meta.get('count');
  return (row?.value as ReportCount | undefined) ?? { reports: 0, records: 0, rawBytes: 0 };
}
