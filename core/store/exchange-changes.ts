import { DECISION_KINDS, isDecisionKind } from '../merge/decision-kinds.ts';
import type { StoreContext } from './context.ts';
import type { ExchangePage } from './exchange-store.ts';
import { registerOf } from './reports/report-remove.ts';
import type { DecisionRow, RegisterRow, ReportRow } from './rows.ts';
import { isSampleOnly, SAMPLE_IMPORT_PREFIX, staysHere } from './said/stays-here.ts';

/** A page of changes (see ExchangeStore.changes). */
export async function readChanges(
  context: StoreContext,
  since: number,
  limit: number,
): Promise<ExchangePage> {
  const { db } = context;
  return db.transaction('r', [db.meta, db.reports, db.registers, db.decisions], async () => {
    const last = ((await db.meta.get('seq'))?.value as number | undefined) ?? 0;
    const cap = Math.max(1, Math.floor(limit / 3));
    const after = <T>(table: {
      where(index: string): {
        above(value: number): { limit(n: number): { sortBy(by: string): Promise<T[]> } };
      };
    }) => table.where('seq').above(since).limit(cap).sortBy('seq');
    const parts = [
      await after<ReportRow>(db.reports as never),
      await after<RegisterRow>(db.registers as never),
      await after<DecisionRow>(db.decisions as never),
    ] as const;
    // A part that was cut off is complete up to the number before its last; a number wholly cut is read whole.
    let next = last;
    for (const rows of parts) {
      if (rows.length < cap) continue;
      const final = rows.at(-1)!.seq;
      next = Math.min(next, final > rows[0]!.seq ? final - 1 : final);
    }
    const whole = async <T extends { seq: number }>(
      rows: readonly T[],
      table: typeof db.reports,
    ): Promise<T[]> => {
      if (rows.length < cap || rows.at(-1)!.seq > next) return rows.filter((row) => row.seq <= next);
      return (await table.where('seq').between(since, next, false, true).toArray()) as unknown as T[];
    };
    const reports = await whole(parts[0], db.reports);
    const registers = await whole(parts[1], db.registers as never);
    const decisions = await whole(parts[2], db.decisions as never);
    const samples = await sampleDomains(context);
    return {
      registers: [
        ...reports.filter((row) => !staysHere(row)).map(registerOf),
        ...registers
          .filter((row) => row.local !== true && !isSampleOnly(row.holds))
          .map(({ seq: _, local: _local, wanted: _wanted, ...register }) => register),
      ],
      decisions: decisions.filter((row) => travels(row, samples)).map(({ seq: _, ...decision }) => decision),
      next,
      more: next < last,
    };
  });
}

/** Whether a decision may leave the store. */
export function travels(row: Pick<DecisionRow, 'kind' | 'key'>, samples: ReadonlySet<string>): boolean {
  if (!isDecisionKind(row.kind)) return false;
  return DECISION_KINDS[row.kind].travels !== 'stays' && !isOfSample(row, samples);
}

/** Whether a decision is about the sample: it stays here, and goes with it. */
export function isOfSample(row: Pick<DecisionRow, 'kind' | 'key'>, samples: ReadonlySet<string>): boolean {
  if (row.kind === 'service') return row.key.startsWith(`${SAMPLE_IMPORT_PREFIX}-`);
  return isDecisionKind(row.kind) && samples.has(DECISION_KINDS[row.kind].subject(row.key) ?? '');
}

export async function sampleDomains(context: StoreContext): Promise<Set<string>> {
  const rows = await context.db.decisions
    .where('[kind+key]')
    .between(['domain-sample', ''], ['domain-sample', '\uffff'])
    .toArray();
  return new Set(rows.filter((row) => row.value === true).map((row) => row.key));
}
