import { dayStart, utcDay } from '../../lib/days.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { DomainSummary } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';

/** Reporters' clocks may be a day ahead, see core/report/dated-ahead.ts. */
const AHEAD_DAYS = 1;

/**
 * A domain's sums with the edges of what has happened: a report that is dated ahead, by a wrong clock or forged, must not
 * hide what the others say of today. Days are read only where there is such a report.
 */
export async function edgesByNow<T extends DomainSummary | null>(
  store: Store,
  summary: T,
  now: UnixSeconds,
): Promise<T> {
  const end = dayStart(utcDay(now) + AHEAD_DAYS + 1);
  if (summary === null || (summary.lastEnd ?? 0) < end) return summary;
  const days = await store.summaries.days(summary.domain, { begin: 0, end });
  const last = (of: readonly { day: number }[]): number | null =>
    of.length === 0 ? null : of.reduce((max, { day }) => Math.max(max, day), 0);
  const lastDay = last(days);
  return {
    ...summary,
    lastEnd: lastDay === null ? null : dayStart(lastDay + 1) - 1,
    lastPassedDay: last(days.filter(({ passed, strayPassed }) => passed > strayPassed)),
  };
}
