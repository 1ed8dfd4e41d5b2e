import { dueOf } from '../merge/hybrid-clock.ts';
import { isPresent } from '../merge/presence.ts';
import { isRecord, readDecision, readRegister } from '../merge/read-rows.ts';
import type { ParkedSource } from '../model/parked.ts';
import type { Decision, PresenceRegister, Stamp } from '../model/stored.ts';
import type { StoreContext } from './context.ts';
import { readChanges } from './exchange-changes.ts';
import type { ExchangeMerge, ExchangeStore } from './exchange-store.ts';
import { dueOfRow, type Exchanged, parkAhead, parkMalformed } from './parked.ts';
import { parkedView } from './parked-view.ts';
import { mergePresence } from './reports/merge-presence.ts';
import { secondNumber } from './reports/report-keys.ts';
import { readRaw, rowOf } from './reports/report-queries.ts';
import { holdAgain, reportStates } from './reports/report-states.ts';
import { withReserve } from './reserve.ts';
import type { ParkedRow, ReportRow } from './rows.ts';
import { mergeDecisions } from './said/merge-decisions.ts';
import { staysHere } from './said/stays-here.ts';
import { guarded } from './with-quota-errors.ts';

/** Registers and decisions in one message. */
const MAX_EXCHANGED_ROWS = 2_000;

/**
 * Keeps two stores equal: each asks the other for pages of changes since the last, merges them, and fetches
 * the reports it wants. Registers and decisions merge in any order and any number of times, so a message
 * lost or sent twice does no harm, and an echo ends by itself.
 */
export function createExchange(context: StoreContext): ExchangeStore {
  const { db } = context;
  return {
    changes: (since, limit = MAX_EXCHANGED_ROWS) => readChanges(context, since, limit),
    merge: (page, from = 'exchange') => merge(context, page, from),
    async wanted(limit) {
      const rows = await db.registers.where('wanted').equals(1).limit(limit).toArray();
      return rows.map((row) => row.secondKey ?? row.id);
    },
    async report(name) {
      const row = (await rowOf(context, name)) ?? (await rowBySecondKey(context, name));
      if (row === null || staysHere(row)) return null;
      const raw = await readRaw(context, row.id);
      return raw === null ? null : { id: name, fileName: row.file, mail: row.mail ?? null, gzip: raw.gzip };
    },
    async documentsOf(name) {
      const rows = await db.registers.where('secondKey').equals(name).toArray();
      return rows.filter(isPresent).map((row) => row.id);
    },
    states: (names) => reportStates(context, names),
    async decisions() {
      const rows = await db.decisions.toArray();
      return new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
    },
    holdAgain: (registers) => holdAgain(context, registers),
    async parked() {
      const rows = await db.parked.toArray();
      return rows.sort((a, b) => b.at - a.at).map(parkedView);
    },
    countParked: () => db.parked.count(),
    countWanted: () => db.registers.where('wanted').equals(1).count(),
    takeParked: (which) => takeParked(context, which),
  };
}

async function rowBySecondKey(context: StoreContext, name: string): Promise<ReportRow | null> {
  const rows = await context.db.reports.where('second').equals(secondNumber(name)).toArray();
  return rows.find((row) => row.secondKey === name) ?? null;
}

export function nothingMerged(): ExchangeMerge {
  return {
    removed: 0,
    decisions: 0,
    refused: 0,
    parked: 0,
    domains: new Set(),
    anyDomain: false,
    asksDns: false,
  };
}

async function merge(context: StoreContext, page: unknown, from: ParkedSource): Promise<ExchangeMerge> {
  const result = nothingMerged();
  if (!isRecord(page) || !Array.isArray(page.registers) || !Array.isArray(page.decisions)) {
    return { ...result, refused: 1 };
  }
  // A page may hold one change number whole, and so be longer than what was asked for.
  const rows: Exchanged[] = [];
  const malformed: unknown[] = [];
  for (const value of page.registers) {
    const register = readRegister(value);
    if (register === null) malformed.push(value);
    else rows.push({ register });
  }
  for (const value of page.decisions) {
    const decision = readDecision(value);
    if (decision === null) malformed.push(value);
    else rows.push({ decision });
  }
  result.refused += malformed.length;
  const taken = await takenUntil(context);
  // Not compared the other way round: whatever the clock gives, a row is taken or parked.
  const isTaken = (row: Exchanged) => dueOfRow(row) <= taken;
  const ahead = rows.filter((row) => !isTaken(row));
  if (ahead.length + malformed.length > 0) {
    const refused = await guarded(context, () =>
      context.db.transaction('rw', context.db.parked, async () => {
        await parkMalformed(context, malformed, from);
        return parkAhead(context, ahead, from);
      }),
    );
    result.refused += refused;
    result.parked += ahead.length - refused;
    context.emit({ topic: 'waiting', domains: [] });
  }
  await take(context, rows.filter(isTaken), result);
  return result;
}

/**
 * Rows that are due by this time are taken, milliseconds since 1970. Where stamps of this store lie further ahead
 * already, such as its own that come back, others of that time do no more harm.
 */
async function takenUntil(context: StoreContext): Promise<number> {
  const highest = (await context.db.meta.get('clock'))?.value as Stamp | undefined;
  return Math.max(context.clock(), highest === undefined ? 0 : dueOf(highest));
}

async function take(context: StoreContext, rows: readonly Exchanged[], result: ExchangeMerge): Promise<void> {
  const registers: PresenceRegister[] = [];
  const decisions: Decision[] = [];
  for (const row of rows) {
    if ('register' in row) registers.push(row.register);
    else decisions.push(row.decision);
  }
  await mergePresence(context, registers, result);
  await mergeDecisions(context, decisions, result);
  result.asksDns ||= result.removed > 0;
}

async function takeParked(
  context: StoreContext,
  which: 'due' | 'all' | readonly string[],
): Promise<ExchangeMerge> {
  const { parked } = context.db;
  const result = nothingMerged();
  const until = which === 'due' ? await takenUntil(context) : Number.MAX_SAFE_INTEGER - 1;
  const found = await parked.where('due').belowOrEqual(until).toArray();
  const ahead = typeof which === 'string' ? found : found.filter((it) => which.includes(it.key));
  if (ahead.length === 0) return result;
  await take(
    context,
    ahead.map((it) => it.row as Exchanged),
    result,
  );
  await dropTaken(context, ahead);
  context.emit({ topic: 'waiting', domains: [] });
  return result;
}

/** Parked rows that were taken go, unless another was parked in their place meanwhile. */
async function dropTaken(context: StoreContext, taken: readonly ParkedRow[]): Promise<void> {
  const { parked } = context.db;
  await withReserve(context, () =>
    context.db.transaction('rw', parked, async () => {
      const now = await parked.bulkGet(taken.map((it) => it.key));
      const same = taken.filter(
        (it, i) => now[i]?.why === it.why && now[i].due === it.due && now[i].at === it.at,
      );
      await parked.bulkDelete(same.map((it) => it.key));
    }),
  );
}

/** Reads anew what an earlier version could not read. Called when the store opens; rows not taken stay parked. */
export async function readMalformedAgain(context: StoreContext): Promise<void> {
  const { parked } = context.db;
  const rows = await parked.where('due').equals(Number.MAX_SAFE_INTEGER).toArray();
  const readable = rows.filter((it) => readDecision(it.row) !== null || readRegister(it.row) !== null);
  if (readable.length === 0) return;
  for (const from of ['exchange', 'backup'] as const) {
    const mine = readable.filter((it) => (it.from ?? 'exchange') === from).map((it) => it.row);
    const page = {
      registers: mine.filter((it) => readRegister(it) !== null),
      decisions: mine.filter((it) => readDecision(it) !== null),
    };
    if (mine.length > 0) await merge(context, page, from);
  }
  await dropTaken(context, readable);
}
