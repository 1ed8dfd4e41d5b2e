import type { UnixSeconds } from '../../model/report.ts';

/** Older than this, a backup is old. */
export const BACKUP_OLD_SECONDS = 30 * 86_400;
/** Decisions that nobody wants to make again; reports can be had again from the mailbox, most of the time. */
export const MUCH_DECIDED = 20;

/** Clocks that differ by less are as good as right. */
const CLOCK_SECONDS = 86_400;

/**
 * Whether the user is reminded to make a backup: the last one is old, or there is none, and much was decided since.
 *
 * @param last when the last backup was made; null for never
 * @param decisions decided since then
 */
export function isBackupDue(last: UnixSeconds | null, decisions: number, now: UnixSeconds): boolean {
  // One in the future was made while the clock was wrong: how old it is nobody knows.
  const isOld = last === null || now - last >= BACKUP_OLD_SECONDS || last - now > CLOCK_SECONDS;
  return isOld && decisions >= MUCH_DECIDED;
}
