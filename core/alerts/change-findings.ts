import { utcDay } from '../lib/days.ts';
import type { AlertDomain, AlertRule, DnsChange } from '../model/alert.ts';
import type { Finding } from './mail-findings.ts';

/** Changes of watched DNS records, by the day on which they were seen. */
export function dnsChanged(rule: AlertRule, domain: AlertDomain): Finding[] {
  const byDay = new Map<number, DnsChange[]>();
  for (const change of domain.changes) {
    if (!rule.watches.includes(change.what)) continue;
    const day = utcDay(change.at);
    const list = byDay.get(day) ?? [];
    byDay.set(day, list);
    list.push(change);
  }
  return [...byDay.entries()]
    .filter(([, changes]) => changes.length >= Math.max(1, rule.threshold))
    .map(([day, changes]) => ({ day, data: { messages: 0, changes } }))
    .sort((a, b) => a.day - b.day);
}
