import type { AlertDay, AlertDomain, AlertRule, StatusTotals } from '../model/alert.ts';
import type { SenderStatus } from '../model/sender.ts';

/** A day on which a rule fires for a domain, with the figures of its sentence. */
export interface Finding {
  day: number;
  data: Record<string, unknown>;
}

/** Mail that fails DMARC, of senders with the rule's statuses. */
export function nonCompliant(rule: AlertRule, domain: AlertDomain): Finding[] {
  return perDay(rule, domain, (totals) => totals.failed);
}

/** Mail that passes DMARC although SPF or DKIM failed. */
export function compliantWithIssues(rule: AlertRule, domain: AlertDomain): Finding[] {
  return perDay(rule, domain, (totals) => totals.issues);
}

function perDay(rule: AlertRule, domain: AlertDomain, count: (totals: StatusTotals) => number): Finding[] {
  const findings: Finding[] = [];
  for (const day of domain.days) {
    const by: Partial<Record<SenderStatus, number>> = {};
    let messages = 0;
    let of = 0;
    for (const status of rule.statuses) {
      const totals = day.byStatus[status];
      if (!totals) continue;
      of += totals.messages;
      const found = count(totals);
      if (found === 0) continue;
      by[status] = found;
      messages += found;
    }
    if (messages >= Math.max(1, rule.threshold)) {
      findings.push({ day: day.day, data: { messages, of, threshold: rule.threshold, by } });
    }
  }
  return findings;
}

/**
 * Mail from a Blocked domain: what passes, or fails and is delivered. Rejected mail is what blocking is for
 * and only counted. Statuses do not matter: nobody may send.
 */
export function fromBlocked(rule: AlertRule, domain: AlertDomain): Finding[] {
  const since = domain.blockedSince;
  if (since === null) return [];
  const findings: Finding[] = [];
  for (const day of domain.days) {
    if (day.day < since) continue;
    const { passed, failedDelivered, messages } = total(day);
    const alarming = passed + failedDelivered;
    if (alarming < Math.max(1, rule.threshold)) continue;
    findings.push({
      day: day.day,
      data: { messages: alarming, passed, failedDelivered, held: messages - alarming },
    });
  }
  return findings;
}

function total(day: AlertDay): StatusTotals {
  const sum: StatusTotals = { messages: 0, passed: 0, failed: 0, issues: 0, failedDelivered: 0 };
  for (const totals of Object.values(day.byStatus)) {
    for (const key of Object.keys(sum) as (keyof StatusTotals)[]) sum[key] += totals[key];
  }
  return sum;
}
