import type { SendingState } from '../model/dmarc.ts';
import type { UnixSeconds } from '../model/report.ts';

/** A passing message counts for this long: a quarter, so that mail sent once in three months is seen. */
const SENDING_WINDOW_DAYS = 90;

/**
 * Silence about passing mail says something only while reports come: receivers report daily, some weekly, few once a
 * month. Older ones say nothing of today.
 */
const FRESH_DAYS = 30;
/** Reporters' clocks may be a day ahead; what is dated further ahead proves nothing. */
const AHEAD_DAYS = 1;

const SECONDS_PER_DAY = 86_400;

export interface SendingFacts {
  declared: 'sends' | 'non-sending' | null;
  /** Last UTC day with a message that passed DMARC; null without one. */
  lastPassedDay: number | null;
  /** End of the newest report; null without reports. */
  lastReport: UnixSeconds | null;
  now: UnixSeconds;
  windowDays?: number;
}

/**
 * Whether a domain sends, by what reports of the last days say, today with them. Only passing mail proves it: failing mail is what spoofers write, so a parked
 * domain full of it still shows no passing mail. Passing mail outweighs being declared non-sending.
 */
export function sendingState(facts: SendingFacts): SendingState {
  if (facts.declared === 'sends') return 'sends';
  const window = facts.windowDays ?? SENDING_WINDOW_DAYS;
  const today = Math.floor(facts.now / SECONDS_PER_DAY);
  const within = (day: number | null, days: number): boolean =>
    day !== null && day > today - days && day <= today + AHEAD_DAYS;
  if (within(facts.lastPassedDay, window)) return 'sends';
  const newest = facts.lastReport === null ? null : Math.floor(facts.lastReport / SECONDS_PER_DAY);
  return within(newest, Math.min(window, FRESH_DAYS)) ? 'no-passing-mail' : 'unknown';
}
