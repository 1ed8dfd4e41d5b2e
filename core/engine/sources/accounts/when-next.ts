import type { UnixSeconds } from '../../../model/report.ts';
import type { KeptSource, SourceProblem, SourceProblemCode } from '../../../model/source.ts';

/** Seconds between two looks while the app is open. */
export const LOOK_EVERY = 15 * 60;
/** Longest time between two tries of a source that is held up. */
const MAX_BACK_OFF = 6 * 3600;

/** No look is put off longer: a server may ask for a day, and a clock be a little wrong. */
const MAX_AHEAD = 2 * 86_400;

/** What only the user can mend: trying again by itself would change nothing, and may lock an account. */
const FOR_THE_USER: ReadonlySet<SourceProblemCode> = new Set([
  'no-key',
  'locked',
  'bad-address',
  'insecure',
  'other-origin',
  'redirect-loop',
  'sign-in',
  'forbidden',
  'no-permission',
  'no-mail-account',
  'folder-gone',
]);

export function needsUser(problem: SourceProblem | null): boolean {
  return problem !== null && FOR_THE_USER.has(problem.code);
}

/** Whether a source is to be looked at by itself now. */
export function isDue({ settings, next }: Pick<KeptSource, 'settings' | 'next'>, now: UnixSeconds): boolean {
  if (settings.paused || next === null) return false;
  // later than is ever set: the clock was wrong then
  return next <= now || next > now + MAX_AHEAD;
}

/** When to look again after a look that was held up for the so-manieth time in a row; null: not by itself. */
export function nextAfter(problem: SourceProblem, failures: number, now: UnixSeconds): UnixSeconds | null {
  if (needsUser(problem)) return null;
  const backOff = Math.min(MAX_BACK_OFF, LOOK_EVERY * 2 ** Math.min(10, failures - 1));
  return now + Math.max(problem.wait ?? 0, backOff);
}
