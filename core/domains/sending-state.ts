import type { SendingState } from '../model/dmarc.ts';
import type { UnixSeconds } from '../model/report.ts';

/** A passing message counts for this long: a quarter, so that mail sent once in three months is seen. */
const SENDING_WINDOW_DAYS = 90;

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
 * Whether a domain sends. Only passing mail proves it: failing mail is what spoofers write, so a parked
 * domain full of it still shows no passing mail. Passing mail outweighs being declared non-sending.
 */
export function sendingState(facts: SendingFacts): SendingState {
  if (facts.declared === 'sends') return 'sends';
  const window = facts.windowDays ?? SENDING_WINDOW_DAYS;
  const first = Math.floor(facts.now / SECONDS_PER_DAY) - window;
  if (facts.lastPassedDay !== null && facts.lastPassedDay >= first) return 'sends';
  const covered = facts.lastReport !== null && Math.floor(facts.lastReport / SECONDS_PER_DAY) >= first;
  return covered ? 'no-passing-mail' : 'unknown';
}
