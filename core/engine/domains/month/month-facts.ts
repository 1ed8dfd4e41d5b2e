import { monthOf, monthPeriod, monthsBefore } from '../../../lib/months.ts';
import type { MonthFacts, MonthSum } from '../../../model/month-report.ts';
import type { DomainDay } from '../../../model/stored.ts';
import type { Store } from '../../../store/store.ts';
import { dnsChanges } from '../../facts/dns-changes.ts';

/** Months of the trend, the asked one among them. */
export const TREND_MONTHS = 6;
/** Months offered. */
const MAX_MONTHS = 24;
/** Days with reports from which on the last whole month is worth a report. */
const ENOUGH_DAYS = 15;
const DAY = 86_400;

/**
 * One month of a domain, out of the sums that the Domains page has as well.
 * @param asked `2026-11`; null: the last whole month, or the running one where that has hardly any reports
 */
export async function monthFacts(
  { store, now }: { store: Store; now(): number },
  domain: string,
  asked: string | null,
): Promise<MonthFacts | null> {
  const current = monthOf(now());
  const days = await store.summaries.days(domain);
  const sums = byMonth(days);
  const last = monthsBefore(current, 1) ?? current;
  const usual = (sums.get(last)?.days ?? 0) >= ENOUGH_DAYS ? last : current;
  const month = asked ?? usual;
  const period = monthPeriod(month);
  if (period === null || period.begin > now()) return null;
  const within = (time: number): boolean => time >= period.begin && time < period.end;
  const trend: MonthSum[] = [];
  for (let back = TREND_MONTHS - 1; back >= 0; back--) {
    const each = monthsBefore(month, back);
    if (each !== null) trend.push(sums.get(each) ?? { month: each, messages: 0, passed: 0, days: 0 });
  }
  const changes = await dnsChanges(store, domain);
  const [first] = await store.snapshots.list(`_dmarc.${domain}`);
  return {
    domain,
    month,
    period,
    daysSoFar: Math.ceil((Math.min(now(), period.end) - period.begin) / DAY),
    running: period.end > now(),
    trend,
    months: [...sums.keys()]
      .filter((each) => each <= current)
      .sort()
      .reverse()
      .slice(0, MAX_MONTHS),
    watchedSince: first?.at ?? null,
    dnsChanges: changes.filter(({ at }) => within(at)).reverse(),
    ownChanges: (await store.changes.list(domain))
      .filter(({ time, result }) => within(time) && (result === 'done' || result === 'by-hand'))
      .sort((a, b) => b.time - a.time),
  };
}

function byMonth(days: readonly DomainDay[]): Map<string, MonthSum> {
  const sums = new Map<string, MonthSum>();
  for (const { day, messages, passed } of days) {
    const month = monthOf(day * DAY);
    const sum = sums.get(month) ?? { month, messages: 0, passed: 0, days: 0 };
    sum.messages += messages;
    sum.passed += passed;
    sum.days++;
    sums.set(month, sum);
  }
  return sums;
}
