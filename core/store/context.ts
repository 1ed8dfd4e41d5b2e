import type { Clock } from '../lib/clock.ts';
import type { HybridClock } from '../lib/hybrid-clock.ts';
import type { Stamp } from '../model/stored.ts';
import type { KnownReports } from './reports/known-reports.ts';
import type { StoreDatabase } from './schema.ts';
import type { StoreChange } from './store.ts';

/** What the parts of the store share. */
export interface StoreContext {
  db: StoreDatabase;
  clock: Clock;
  /** This page's or worker's name among those that have the store open. */
  instance: string;
  hybrid: HybridClock;
  /** What is stored already, so that new reports need no look-up. */
  known: KnownReports;
  /** Names of the pages that have the store open; null where the platform cannot tell. */
  alive(): Promise<Set<string> | null>;
  emit(change: StoreChange): void;
  /** What the platform says of used and allowed bytes. */
  estimate(): Promise<{ usage: number; quota: number } | null>;
}

/** Next change number; call inside a transaction that may write `meta`. */
export async function nextSeq(context: StoreContext): Promise<number> {
  const { meta } = context.db;
  const seq = ((await meta.get('seq'))?.value as number | undefined) ?? 0;
  await meta.put({ key: 'seq', value: seq + 1 });
  return seq + 1;
}

/** A stamp, noted in the same transaction, so that no later run of the program goes behind it. */
export async function nextStamp(context: StoreContext): Promise<Stamp> {
  const stamp = context.hybrid.now();
  await context.db.meta.put({ key: 'clock', value: stamp });
  return stamp;
}
