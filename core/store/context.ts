import type { Clock } from '../lib/clock.ts';
import { stampAfter } from '../merge/hybrid-clock.ts';
import type { Stamp } from '../model/stored.ts';
import type { KnownReports } from './reports/known-reports.ts';
import type { StoreDatabase } from './schema.ts';
import type { StoreChange } from './store.ts';

/** What the parts of the store share. */
export interface StoreContext {
  db: StoreDatabase;
  clock: Clock;
  /** This page's or worker's name among those that have the store open; it ends each stamp made here. */
  instance: string;
  /** What is stored already, so that new reports need no look-up. */
  known: KnownReports;
  /** Names of the pages that have the store open; null where the platform cannot tell. */
  alive(): Promise<Set<string> | null>;
  emit(change: StoreChange): void;
  /** What the platform says of used and allowed bytes. */
  estimate(): Promise<{ usage: number; quota: number } | null>;
  /** Bytes kept free for deletions; see reserve.ts. */
  reserveBytes: number;
  /** The reserve was given up, and could not be filled again yet. */
  reserveSpent: boolean;
}

/** Next change number; call inside a transaction that may write `meta`. */
export async function nextSeq(context: StoreContext): Promise<number> {
  const { meta } = context.db;
  const seq = ((await meta.get('seq'))?.value as number | undefined) ?? 0;
  await meta.put({ key: 'seq', value: seq + 1 });
  return seq + 1;
}

/**
 * A stamp above all that the store holds: the highest one made or witnessed is read and noted in the same
 * transaction, so that neither another tab nor a later run, nor a clock that was set back, goes behind it.
 */
export async function nextStamp(context: StoreContext): Promise<Stamp> {
  const { meta } = context.db;
  const last = (await meta.get('clock'))?.value as Stamp | undefined;
  const stamp = stampAfter(last ?? null, context.clock(), context.instance);
  await meta.put({ key: 'clock', value: stamp });
  return stamp;
}

/** Later stamps will be above these. Inside the transaction that takes the rows in. */
export async function witness(context: StoreContext, stamps: Iterable<Stamp>): Promise<void> {
  const { meta } = context.db;
  const last = ((await meta.get('clock'))?.value as Stamp | undefined) ?? '';
  let highest = last;
  for (const stamp of stamps) if (stamp > highest) highest = stamp;
  if (highest > last) await meta.put({ key: 'clock', value: highest });
}
