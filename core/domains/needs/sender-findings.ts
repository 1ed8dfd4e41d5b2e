import { dayStart } from '../../lib/days.ts';
import type { SenderFinding } from '../../model/need.ts';

/** Days up to the newest report in which a sender is new, and a known one is seen to fail. */
export const NEW_DAYS = 14;
export const RECENT_DAYS = 7;
/** Fewer messages come from a test, a single letter, or a forged report; they need nobody today. */
export const REAL_VOLUME = 50;
/** Days with passing mail from which a sender is known: one good day is no habit. */
export const KNOWN_DAYS = 5;
/** Up to this share of failures a sender is in order: broken messages and time-outs at receivers cause as much. */
export const USUAL_FAILURES = 0.05;
/** Fewer failures in a week than this may be one newsletter's stray copies. */
export const MIN_FAILURES = 20;

/** Mail of one sender by day. */
export interface SenderHistory {
  key: string;
  name: string;
  /** UTC day on which any stored report first named one of its addresses. */
  firstDay: number;
  /** Oldest first. Mail that the user ignores is left out. */
  days: {
    day: number;
    messages: number;
    passed: number;
    /** Failing, and let through. */
    delivered: number;
    /** Of addresses that are known not to be in the SPF record. */
    outside: number;
  }[];
  /** Nearly all of its mail passes by DKIM, or it forwards: what is said of SPF is no fault. */
  explained: boolean;
  /** It forwards, or is not the user's: that its mail fails is no fault either. */
  excused: boolean;
}

/**
 * Senders that are new, and known ones that began to fail, most messages first. A sender is new only where the domain's
 * reports go back further: in a first import everything would be.
 *
 * @param span UTC days of the domain's first and newest report
 */
export function senderFindings(
  senders: readonly SenderHistory[],
  span: { firstDay: number; newestDay: number },
): { newSenders: SenderFinding[]; failing: SenderFinding[] } {
  const newSenders: SenderFinding[] = [];
  const failing: SenderFinding[] = [];
  for (const sender of senders) {
    if (sender.excused) continue;
    const fails = beginsToFail(sender, span.newestDay);
    if (fails !== null) failing.push(fails);
    else if (sender.explained) continue;
    else if (span.firstDay <= span.newestDay - NEW_DAYS && sender.firstDay > span.newestDay - NEW_DAYS) {
      const found = summed(sender, sender.days, sender.firstDay);
      const outside = sender.days.reduce((sum, each) => sum + each.outside, 0);
      // What is refused everywhere needs nobody; what gets in does, forged or forgotten.
      const got = found.messages - found.failed + found.delivered;
      if (outside * 2 > found.messages && got >= REAL_VOLUME) newSenders.push(found);
    }
  }
  const byMessages = (a: SenderFinding, b: SenderFinding) =>
    b.messages - a.messages || (a.key < b.key ? -1 : 1);
  return { newSenders: newSenders.sort(byMessages), failing: failing.sort(byMessages) };
}

/** Since when a sender that was in order fails; null where it was never known, or does not. */
function beginsToFail(sender: SenderHistory, newestDay: number): SenderFinding | null {
  const isBad = ({ messages, passed }: SenderHistory['days'][number]): boolean =>
    messages - passed > messages * USUAL_FAILURES;
  const withMail = sender.days.filter(({ messages }) => messages > 0);
  const recent = withMail.filter(({ day }) => day > newestDay - RECENT_DAYS);
  const now = summed(sender, recent, newestDay);
  if (now.failed < MIN_FAILURES || now.failed <= now.messages * USUAL_FAILURES) return null;
  const first = recent.find(isBad);
  if (first === undefined) return null;
  // The days in a row that were bad before this week belong to it.
  let at = withMail.indexOf(first);
  while (at > 0 && isBad(withMail[at - 1]!)) at--;
  const before = summed(sender, withMail.slice(0, at), newestDay);
  const knownDays = withMail.slice(0, at).filter(({ passed }) => passed > 0).length;
  const wasFine = before.failed <= before.messages * USUAL_FAILURES;
  if (knownDays < KNOWN_DAYS || before.messages < REAL_VOLUME || !wasFine) return null;
  return summed(sender, withMail.slice(at), withMail[at]!.day);
}

function summed(sender: SenderHistory, days: SenderHistory['days'], since: number): SenderFinding {
  const finding = { key: sender.key, name: sender.name, since: dayStart(since) };
  const sums = { messages: 0, failed: 0, delivered: 0 };
  for (const { messages, passed, delivered } of days) {
    sums.messages += messages;
    sums.failed += messages - passed;
    sums.delivered += delivered;
  }
  return { ...finding, ...sums };
}
