import { dayStart, utcDay } from '../../lib/days.ts';
import type { Period } from '../../model/period.ts';
import type { DayTotals, MessageTotals } from '../../model/totals.ts';
import { noTotals } from './totals.ts';

/** Days drawn at most, so that "all" of a store with one forged date of 1970 stays drawable: 20 years. */
const MAX_CHART_DAYS = 7_305;

/** One entry for each UTC day of the period, oldest first; days without reports are zero. */
export function chartDays(days: readonly (MessageTotals & { day: number })[], period: Period): DayTotals[] {
  const span = daysOfPeriod(days, period);
  if (span === null) return [];
  const byDay = new Map(days.map((each) => [each.day, each]));
  const chart: DayTotals[] = [];
  for (let day = span.first; day <= span.last; day++) {
    const found = byDay.get(day);
    chart.push({
      day,
      messages: found?.messages ?? 0,
      passed: found?.passed ?? 0,
      dkimAligned: found?.dkimAligned ?? 0,
      spfAligned: found?.spfAligned ?? 0,
      none: found?.none ?? 0,
      quarantine: found?.quarantine ?? 0,
      reject: found?.reject ?? 0,
    });
  }
  return chart;
}

/** First and last day to draw: the period, but for an open side the data; null where there is nothing. */
function daysOfPeriod(
  days: readonly { day: number }[],
  period: Period,
): { first: number; last: number } | null {
  let first = utcDay(period.begin);
  let last = utcDay(period.end - 1);
  if (last - first >= MAX_CHART_DAYS || !Number.isFinite(first) || !Number.isFinite(last)) {
    const known = days.map((each) => each.day).filter((day) => day >= first && day <= last);
    if (known.length === 0) return null;
    last = Math.min(
      last,
      known.reduce((a, b) => Math.max(a, b)),
    );
    first = Math.max(
      first,
      known.reduce((a, b) => Math.min(a, b)),
      last - MAX_CHART_DAYS + 1,
    );
  }
  return first <= last ? { first, last } : null;
}

/** Bins of a trend line: whole days, at most `max` bins. */
export function trendBins(
  days: readonly { day: number }[],
  period: Period,
  max = 90,
): { begin: number; seconds: number; count: number } {
  const span = daysOfPeriod(days, period);
  if (span === null) return { begin: 0, seconds: 86_400, count: 1 };
  const length = span.last - span.first + 1;
  const perBin = Math.ceil(length / max);
  return { begin: dayStart(span.first), seconds: perBin * 86_400, count: Math.ceil(length / perBin) };
}

/** Sums of the days of a period. */
export function totalsOfDays(days: readonly MessageTotals[]): MessageTotals {
  const total = noTotals();
  for (const day of days) {
    for (const key of Object.keys(total) as (keyof MessageTotals)[]) total[key] += day[key];
  }
  return total;
}
