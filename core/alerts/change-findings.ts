import { utcDay } from '../lib/days.ts';
import type { AlertDomain, AlertRule, DnsChange } from '../model/alert.ts';
import type { Finding } from './mail-findings.ts';

/** Changes of watched DNS records, by the day on which they were seen: one finding a record, so that each is told. */
export function dnsChanged(rule: AlertRule, domain: AlertDomain): Finding[] {
  const byDay = new Map<number, Map<string, DnsChange[]>>();
  for (const change of domain.changes) {
    if (!rule.watches.includes(change.what)) continue;
    const day = utcDay(change.at);
    const facts = byDay.get(day) ?? new Map<string, DnsChange[]>();
    byDay.set(day, facts);
    const fact = `${change.what} ${change.name}`;
    facts.set(fact, [...(facts.get(fact) ?? []), change]);
  }
  const findings: Finding[] = [];
  for (const [day, facts] of byDay) {
    const count = [...facts.values()].reduce((sum, changes) => sum + changes.length, 0);
    if (count < Math.max(1, rule.threshold)) continue;
    for (const [fact, changes] of facts) findings.push({ day, fact, data: { messages: 0, changes } });
  }
  return findings.sort((a, b) => a.day - b.day);
}
