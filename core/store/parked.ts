import { textDigest } from '../lib/hash.ts';
import { dueOf, isStamp, LOWEST_STAMP, laterStamp } from '../merge/hybrid-clock.ts';
import { decisionName, isNewer } from '../merge/newer-decision.ts';
import { mergeRegisters, stampsOf } from '../merge/presence.ts';
import { isRecord } from '../merge/read-rows.ts';
import type { ParkedSource } from '../model/parked.ts';
import type { Decision, PresenceRegister, Stamp } from '../model/stored.ts';
import type { StoreContext } from './context.ts';
import type { ParkedRow } from './rows.ts';
import { hasRows } from './rows-with.ts';

/** Rows parked at most; further ones are counted as refused. */
const MAX_AHEAD = 20_000;
const MAX_MALFORMED = 1_000;
/** Characters of a malformed row that is kept whole, for a version that can read it. */
const MAX_KEPT_CHARS = 16_384;
const MAX_LABEL_CHARS = 600;

export type Exchanged = { decision: Decision } | { register: PresenceRegister };

/** When a row may be taken in: the latest of its stamps decides. */
export function dueOfRow(row: Exchanged): number {
  return Math.max(0, dueOf(latestStamp(row)));
}

/** The latest of a row's stamps. */
export function latestStamp(row: Exchanged): Stamp {
  const stamps = 'decision' in row ? [row.decision.stamp] : stampsOf(row.register);
  return stamps.reduce((latest, it) => laterStamp(latest, it), LOWEST_STAMP);
}

function keyOf(row: Exchanged): string {
  return 'decision' in row
    ? `d${decisionName(row.decision.kind, row.decision.key)}`
    : `r${row.register.secondKey ?? row.register.id}`;
}

/** Keeps rows whose writer's clock is too far ahead until their time has come. Returns how many found no room. */
export async function parkAhead(
  context: StoreContext,
  rows: readonly Exchanged[],
  from: ParkedSource,
): Promise<number> {
  const { parked } = context.db;
  let room =
    MAX_AHEAD - (rows.length > 0 ? await parked.where('due').below(Number.MAX_SAFE_INTEGER).count() : 0);
  let refused = 0;
  for (const row of rows) {
    const key = keyOf(row);
    const known = await parked.get(key);
    const joined = known?.why === 'ahead' ? join(known.row as Exchanged, row) : row;
    if (known === undefined && room-- <= 0) refused++;
    else
      await parked.put({ key, why: 'ahead', due: dueOfRow(joined), at: context.clock(), from, row: joined });
  }
  return refused;
}

function join(a: Exchanged, b: Exchanged): Exchanged {
  if ('decision' in a && 'decision' in b) return isNewer(b.decision, a.decision) ? b : a;
  if ('register' in a && 'register' in b) return { register: mergeRegisters(a.register, b.register) };
  return b;
}

/**
 * Notes rows that this version cannot read, of each name the newest. One that is short is kept whole, for a later
 * version.
 */
export async function parkMalformed(
  context: StoreContext,
  rows: readonly unknown[],
  from: ParkedSource,
): Promise<void> {
  const { parked } = context.db;
  let room =
    MAX_MALFORMED - (rows.length > 0 ? await parked.where('due').equals(Number.MAX_SAFE_INTEGER).count() : 0);
  for (const row of rows) {
    const text = JSON.stringify(row) ?? '';
    const label = labelOf(row);
    const key = label === null ? `x${textDigest(text)}` : `m${label}`;
    const known = await parked.get(key);
    if (known === undefined && room-- <= 0) return;
    if (known !== undefined && stampIn(known.row) > stampIn(row)) continue;
    await parked.put({
      key,
      why: 'malformed',
      due: Number.MAX_SAFE_INTEGER,
      at: context.clock(),
      from,
      row: text.length <= MAX_KEPT_CHARS ? row : null,
    });
  }
}

/** The name that a readable row of this kind and key has, so that one settles the other. */
function labelOf(row: unknown): string | null {
  if (!isRecord(row) || typeof row.kind !== 'string' || typeof row.key !== 'string') return null;
  return row.kind.length + row.key.length > MAX_LABEL_CHARS ? null : decisionName(row.kind, row.key);
}

/** Rows that were taken in: what was parked under their names is settled, unless it is newer. */
export async function settle(context: StoreContext, rows: readonly Exchanged[]): Promise<void> {
  const { parked } = context.db;
  if (rows.length === 0 || !(await hasRows(parked))) return;
  // Rows that cannot be read lie beside those that are ahead; earlier versions gave both the same key.
  const names = rows.flatMap((row) => [keyOf(row), `m${keyOf(row).slice(1)}`]);
  const found = await parked.bulkGet(names);
  const settled = found.filter((it, i) => it !== undefined && isSettledBy(it, rows[Math.floor(i / 2)]!));
  await parked.bulkDelete(settled.map((it) => it!.key));
}

function isSettledBy(row: ParkedRow, taken: Exchanged): boolean {
  if (row.why === 'malformed') return stampIn(row.row) <= latestStamp(taken);
  const ahead = row.row as Exchanged;
  return 'decision' in ahead && 'decision' in taken && !isNewer(ahead.decision, taken.decision);
}

/** Stamp of a row that cannot be read otherwise; below all others where it has none. */
function stampIn(row: unknown): Stamp {
  return isRecord(row) && isStamp(row.stamp) ? row.stamp : '';
}
