import type {
  AlertDay,
  AlertDomain,
  AlertRule,
  AlertSender,
  MailTotals,
  NamedSender,
} from '../model/alert.ts';
import type { AddressStatus, Counts } from '../model/sender.ts';

/** Senders that an alert names; the rest is counted. */
const MAX_NAMED = 5;

/** A day on which a rule fires for a domain, with the figures of its sentence. */
export interface Finding {
  day: number;
  /** What tells it from another finding of the rule on the same day; absent where there is only one. */
  fact?: string;
  /** It still goes on today, so that it is news whenever it is first seen. */
  lasts?: boolean;
  data: Record<string, unknown>;
}

/** Mail that fails DMARC, of the statuses of the rule. */
export function nonCompliant(rule: AlertRule, domain: AlertDomain): Finding[] {
  return perDay(rule, domain, (totals) => totals.failed);
}

/** Mail that passes DMARC although SPF or DKIM failed. */
export function compliantWithIssues(rule: AlertRule, domain: AlertDomain): Finding[] {
  return perDay(rule, domain, (totals) => totals.issues);
}

/**
 * `messages` of `of` (all of the domain's mail of that day); `left` are of the same kind, but of senders that the
 * rule leaves out.
 */
function perDay(rule: AlertRule, domain: AlertDomain, count: (totals: MailTotals) => number): Finding[] {
  const findings: Finding[] = [];
  for (const { day, senders } of domain.days) {
    const by: Partial<Counts<AddressStatus>> = {};
    let messages = 0;
    let of = 0;
    let left = 0;
    const found: AlertSender[] = [];
    for (const sender of senders) {
      of += sender.totals.messages;
      const counted = count(sender.totals);
      if (counted === 0) continue;
      if (!isWatched(rule, sender)) left += counted;
      else {
        by[sender.status] = (by[sender.status] ?? 0) + counted;
        messages += counted;
        found.push(sender);
      }
    }
    if (messages < Math.max(1, rule.threshold)) continue;
    const { threshold } = rule;
    findings.push({ day, data: { messages, of, left, threshold, by, ...named(found, count) } });
  }
  return findings;
}

function isWatched({ statuses }: AlertRule, { status, partially }: AlertSender): boolean {
  if (statuses.includes(status)) return true;
  return partially && (status === 'in' || status === 'not') && statuses.includes('partially');
}

/**
 * Mail from a Blocked domain: what passes, or fails and is delivered. Rejected mail is what blocking is for and
 * only counted. Nobody may send, whatever his status; what the user ignores counts where the rule says so. A
 * report of the day of the lock does not tell what came before it, so the day after is the first that counts.
 */
export function fromBlocked(rule: AlertRule, domain: AlertDomain): Finding[] {
  const since = domain.blockedSince;
  if (since === null) return [];
  return domain.days.flatMap(({ day, senders }): Finding[] => {
    if (day <= since) return [];
    const counted = rule.statuses.includes('ignored') ? senders : watched(senders);
    const { passed, failedDelivered } = total(counted);
    const { messages: of, held } = total(senders);
    const messages = passed + failedDelivered;
    if (messages < Math.max(1, rule.threshold)) return [];
    const found = counted.filter(({ totals }) => through(totals) > 0);
    return [{ day, data: { messages, of, passed, failedDelivered, held, ...named(found, through) } }];
  });
}

/** Messages that got in: passed, or failed and delivered. */
function through({ passed, failedDelivered }: MailTotals): number {
  return passed + failedDelivered;
}

/** A day's senders without the mail that the user ignores. */
export function watched(senders: AlertDay['senders']): AlertDay['senders'] {
  return senders.filter(({ status }) => status !== 'ignored');
}

/** The senders behind a finding, the one with most messages first. */
function named(
  found: readonly AlertSender[],
  count: (totals: MailTotals) => number,
): { senders: NamedSender[]; senderCount: number } {
  const senders = found
    .map(({ key, name, status, totals }) => ({ key, name, status, messages: count(totals) }))
    .sort((a, b) => b.messages - a.messages || (a.key < b.key ? -1 : 1));
  return {
    senders: senders.slice(0, MAX_NAMED),
    senderCount: new Set(senders.map(({ key }) => key)).size,
  };
}

/** Sums over a day's senders. */
export function total(senders: AlertDay['senders']): MailTotals {
  const sum: MailTotals = { messages: 0, passed: 0, failed: 0, issues: 0, failedDelivered: 0, held: 0 };
  for (const { totals } of senders) {
    for (const key of Object.keys(sum) as (keyof MailTotals)[]) sum[key] += totals[key];
  }
  return sum;
}
