import type { Transaction } from 'dexie';
import { reportDay } from '../lib/days.ts';
import { isPresent, stampsOf } from '../merge/presence.ts';
import type { Stamp } from '../model/stored.ts';
import type { DecisionRow, MetaRow, RegisterRow, ReportRow, TotalsRow, TrashRow } from './rows.ts';

/**
 * Registers say whether they are wanted, trash is found by second key, the clock is above every stamp there is, and
 * the first and last reports of domains count no reports of another kind.
 */
export async function upgradeToThree(tx: Transaction): Promise<void> {
  let highest: Stamp = ((await tx.table<MetaRow, string>('meta').get('clock'))?.value as Stamp) ?? '';
  const see = (stamps: readonly Stamp[]) => {
    for (const stamp of stamps) if (stamp > highest) highest = stamp;
  };
  await tx
    .table<RegisterRow & { covered?: boolean }, string>('registers')
    .toCollection()
    .modify((row) => {
      see(stampsOf(row));
      delete row.covered;
      if (row.local !== true && isPresent(row)) row.wanted = 1;
    });
  await tx
    .table<TrashRow, number>('trash')
    .toCollection()
    .modify((row) => {
      row.second = row.row.second;
    });
  await tx.table<DecisionRow, [string, string]>('decisions').each((row) => see([row.stamp]));
  const edges = new Map<string, { first: number; last: number; passed: number }>();
  await tx.table<ReportRow, number>('reports').each((row) => {
    see(stampsOf({ holds: row.holds, deleted: row.deleted ?? null }));
    if (row.head === null) return;
    const known = edges.get(row.domain);
    const passed = row.passed > 0 ? reportDay(row.begin, row.end) : Number.NEGATIVE_INFINITY;
    edges.set(row.domain, {
      first: Math.min(known?.first ?? row.begin, row.begin),
      last: Math.max(known?.last ?? row.end, row.end),
      passed: Math.max(known?.passed ?? passed, passed),
    });
  });
  await tx
    .table<TotalsRow, string>('totals')
    .toCollection()
    .modify((row) => {
      const edge = edges.get(row.domain);
      if (edge === undefined) return;
      row.firstBegin = edge.first;
      row.lastEnd = edge.last;
      row.lastPassedDay = edge.passed;
    });
  if (highest !== '') await tx.table<MetaRow, string>('meta').put({ key: 'clock', value: highest });
}
