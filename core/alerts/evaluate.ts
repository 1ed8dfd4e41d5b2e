import { utcDay } from '../lib/days.ts';
import type { AlertDomain, AlertRule, RaisedAlert } from '../model/alert.ts';
import type { UnixSeconds } from '../model/report.ts';
import { dnsChanged } from './change-findings.ts';
import { compliantWithIssues, type Finding, fromBlocked, nonCompliant } from './mail-findings.ts';
import { reportsStopped } from './silence-findings.ts';

/** Days back that an alert may still be notified of; older ones are listed only. */
const NOTIFIED_DAYS = 7;
/** Days back that are evaluated, and shown while a rule is edited. */
export const EVALUATED_DAYS = 90;

/**
 * What the rules find for these domains now. An alert's id is rule, domain and day (and the record, where several
 * may change in a day), so that evaluating again finds the same alert with the figures of all reports there are.
 */
export function evaluateAlerts(
  rules: readonly AlertRule[],
  domains: readonly AlertDomain[],
  now: UnixSeconds,
): RaisedAlert[] {
  const today = utcDay(now);
  const raised: RaisedAlert[] = [];
  for (const rule of rules) {
    if (!rule.enabled) continue;
    for (const domain of domains) {
      for (const finding of findings(rule, domain, today)) {
        raised.push({
          alert: {
            id: [rule.id, domain.domain, finding.day, ...(finding.fact ? [finding.fact] : [])].join('|'),
            rule: rule.id,
            kind: rule.kind,
            domain: domain.domain,
            day: finding.day,
            at: now,
            state: 'unread',
            notified: false,
            data: finding.data,
          },
          notify:
            finding.day >= utcDay(rule.created) &&
            (finding.lasts === true || finding.day > today - NOTIFIED_DAYS),
        });
      }
    }
  }
  return raised;
}

/** What a rule would have raised in the last 90 days, newest first; shown while it is edited. */
export function previewRule(
  rule: AlertRule,
  domains: readonly AlertDomain[],
  now: UnixSeconds,
): { day: number; domain: string; data: Record<string, unknown> }[] {
  const today = utcDay(now);
  return domains
    .flatMap((domain) =>
      findings(rule, domain, today).map(({ day, data }) => ({ day, domain: domain.domain, data })),
    )
    .sort((a, b) => b.day - a.day || (a.domain < b.domain ? -1 : 1));
}

function findings(rule: AlertRule, domain: AlertDomain, today: number): Finding[] {
  if (rule.domains.length > 0 && !rule.domains.includes(domain.domain)) return [];
  return byKind(rule, domain, today).filter(({ day }) => day <= today && day > today - EVALUATED_DAYS);
}

function byKind(rule: AlertRule, domain: AlertDomain, today: number): Finding[] {
  switch (rule.kind) {
    case 'non-compliant-mail':
      return nonCompliant(rule, domain);
    case 'compliant-with-issues':
      return compliantWithIssues(rule, domain);
    case 'reports-stopped':
      return reportsStopped(rule, domain, today);
    case 'dns-changed':
      return dnsChanged(rule, domain);
    case 'mail-from-blocked':
      return fromBlocked(rule, domain);
  }
}
