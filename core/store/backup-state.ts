import { LOWEST_STAMP } from '../merge/hybrid-clock.ts';
import type { BackupStore } from './backup-store.ts';
import type { StoreContext } from './context.ts';
import { withReserve } from './reserve.ts';
import { StoreFull } from './store-full.ts';

/** Row of `meta` about the last backup. */
const KEY = 'backup';

interface Noted {
  /** Milliseconds since 1970. */
  at: number;
  /** Change number up to which it holds all. */
  seq: number;
}

/** What changed since the last backup. What the program itself decided is no decision. */
export async function backupState({ db }: StoreContext): ReturnType<BackupStore['state']> {
  const noted = (await db.meta.get(KEY))?.value as Noted | undefined;
  const since = noted?.seq ?? 0;
  const decisions = db.decisions.where('seq').above(since);
  return {
    last: noted === undefined ? null : Math.floor(noted.at / 1000),
    decisions: await decisions.filter((row) => row.stamp !== LOWEST_STAMP).count(),
    reports: await db.reports.where('seq').above(since).count(),
    mark: ((await db.meta.get('seq'))?.value as number | undefined) ?? 0,
  };
}

/** Notes that a backup up to this change was made. */
export async function noteBackup(context: StoreContext, seq: number): Promise<void> {
  const value: Noted = { at: context.clock(), seq };
  try {
    await withReserve(context, () => context.db.meta.put({ key: KEY, value }));
  } catch (error) {
    // The backup is there all the same; the reminder comes once too often.
    if (!(error instanceof StoreFull)) throw error;
    return;
  }
  context.emit({ topic: 'settings', domains: [] });
}
