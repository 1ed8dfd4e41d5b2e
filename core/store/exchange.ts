import type { Decision, PresenceRegister } from '../model/stored.ts';
import { nextSeq, type StoreContext } from './context.ts';
import {
  isExchangedKind,
  isRecord,
  MAX_EXCHANGED_ROWS,
  readDecision,
  readRegister,
} from './exchange-shape.ts';
import type { ExchangeMerge, ExchangePage, ExchangeStore } from './exchange-store.ts';
import { isPresent, mergeRegisters, sameRegister } from './reports/presence.ts';
import { readRaw, rowOf } from './reports/report-queries.ts';
import { applyRegisters, registerOf } from './reports/report-remove.ts';
import type { DecisionRow, RegisterRow, ReportRow } from './rows.ts';
import { domainsOf, topicOf } from './said/decisions.ts';
import { guarded } from './with-quota-errors.ts';

/** Imports of the sample company; what only they hold stays here. */
export const SAMPLE_IMPORT_PREFIX = 'sample';

/**
 * Keeps two stores equal: each asks the other for pages of changes since the last, merges them, and fetches
 * the reports it wants. Registers and decisions merge in any order and any number of times, so a message
 * lost or sent twice does no harm, and an echo ends by itself.
 */
export function createExchange(context: StoreContext): ExchangeStore {
  const { db } = context;
  return {
    changes: (since, limit = MAX_EXCHANGED_ROWS) => readChanges(context, since, limit),
    merge: (page) => merge(context, page),
    async wanted(limit) {
      const rows = await db.registers
        .filter((row) => row.covered !== true && isPresent(row))
        .limit(limit)
        .primaryKeys();
      return rows;
    },
    async report(id) {
      const row = await rowOf(context, id);
      if (row === null || staysHere(row)) return null;
      const raw = await readRaw(context, id);
      return raw === null ? null : { id, fileName: row.file, mail: row.mail ?? null, gzip: raw.gzip };
    },
  };
}

/** Failure reports are personal data, and the sample is nobody's. */
function staysHere(row: ReportRow): boolean {
  return row.kind === 'failure' || isSampleOnly(row.holds);
}

function isSampleOnly(holds: Record<string, unknown>): boolean {
  const imports = Object.keys(holds);
  return imports.length > 0 && imports.every((it) => it.startsWith(SAMPLE_IMPORT_PREFIX));
}

async function readChanges(context: StoreContext, since: number, limit: number): Promise<ExchangePage> {
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
          .map(({ id, holds, deleted }) => ({ id, holds, deleted })),
      ],
      decisions: decisions
        .filter((row) => isExchangedKind(row.kind) && !samples.has(row.key.split(' ')[0]!))
        .map(({ seq: _, ...decision }) => decision),
      next,
      more: next < last,
    };
  });
}

async function sampleDomains(context: StoreContext): Promise<Set<string>> {
  const rows = await context.db.decisions
    .where('[kind+key]')
    .between(['domain-sample', ''], ['domain-sample', '\uffff'])
    .toArray();
  return new Set(rows.filter((row) => row.value === true).map((row) => row.key));
}

async function merge(context: StoreContext, page: unknown): Promise<ExchangeMerge> {
  const result: ExchangeMerge = { wanted: [], removed: 0, decisions: 0, refused: 0 };
  if (!isRecord(page) || !Array.isArray(page.registers) || !Array.isArray(page.decisions)) {
    return { ...result, refused: 1 };
  }
  // A page may hold one change number whole, and so be longer than what was asked for.
  const registers = page.registers.flatMap((it) => accept(context, readRegister(it), result));
  const decisions = page.decisions.flatMap((it) => accept(context, readDecision(it), result));
  await mergePresence(context, registers, result);
  await mergeDecisions(context, decisions, result);
  return result;
}

/** Counts what is malformed or stamped in the far future, and hands on the rest. */
function accept<T extends PresenceRegister | Decision>(
  context: StoreContext,
  value: T | null,
  result: ExchangeMerge,
): T[] {
  const stamps = value === null ? [] : 'stamp' in value ? [value.stamp] : stampsOf(value);
  if (value !== null && stamps.every((stamp) => context.hybrid.witness(stamp))) return [value];
  result.refused++;
  return [];
}

function stampsOf(register: PresenceRegister): string[] {
  const all = Object.values(register.holds).flatMap((hold) => [hold.at, hold.undone]);
  return [...all, register.deleted].filter((stamp) => stamp !== null);
}

async function mergePresence(
  context: StoreContext,
  registers: readonly PresenceRegister[],
  result: ExchangeMerge,
): Promise<void> {
  const { db } = context;
  const ids = registers.map((it) => it.id);
  const stored = await db.reports.where('id').anyOf(ids).toArray();
  const here = new Map(stored.map((row) => [row.id, row]));
  const changed = new Map<string, PresenceRegister>();
  for (const register of registers) {
    const row = here.get(register.id);
    if (row === undefined || staysHere(row)) continue;
    const merged = mergeRegisters(registerOf(row), register);
    if (!sameRegister(merged, registerOf(row))) changed.set(register.id, merged);
  }
  result.removed += await applyRegisters(context, changed);
  const absent = registers.filter((it) => !here.has(it.id));
  if (absent.length === 0) return;
  await guarded(context, () =>
    db.transaction('rw', [db.meta, db.registers], async () => {
      const known = await db.registers.bulkGet(absent.map((it) => it.id));
      const seq = await nextSeq(context);
      const rows: RegisterRow[] = [];
      absent.forEach((register, i) => {
        const mine = known[i];
        const merged = mine === undefined ? register : mergeRegisters(mine, register);
        if (mine?.covered !== true && isPresent(merged)) result.wanted.push(register.id);
        if (mine === undefined || !sameRegister(merged, mine)) {
          rows.push({ ...merged, seq, ...flags(mine) });
        }
      });
      await db.registers.bulkPut(rows);
    }),
  );
}

function flags(row: RegisterRow | undefined): Pick<RegisterRow, 'local' | 'covered'> {
  return { ...(row?.local ? { local: true } : {}), ...(row?.covered ? { covered: true } : {}) };
}

async function mergeDecisions(
  context: StoreContext,
  given: readonly Decision[],
  result: ExchangeMerge,
): Promise<void> {
  if (given.length === 0) return;
  // A page may hold a decision twice, in any order
  const latest = new Map<string, Decision>();
  for (const it of given) {
    const id = JSON.stringify([it.kind, it.key]);
    const before = latest.get(id);
    if (before === undefined || it.stamp > before.stamp) latest.set(id, it);
  }
  const decisions = [...latest.values()];
  const { db } = context;
  const newer = await guarded(context, () =>
    db.transaction('rw', [db.meta, db.decisions], async () => {
      const known = await db.decisions.bulkGet(decisions.map((it) => [it.kind, it.key] as [string, string]));
      const seq = await nextSeq(context);
      const rows = decisions.filter((it, i) => known[i] === undefined || it.stamp > known[i].stamp);
      await db.decisions.bulkPut(rows.map((it) => ({ ...it, seq })));
      return rows;
    }),
  );
  result.decisions = newer.length;
  for (const kind of new Set(newer.map((it) => it.kind))) {
    const entries = newer.filter((it) => it.kind === kind);
    context.emit({ topic: topicOf(kind), domains: domainsOf(kind, entries) });
  }
}
