import type { Period } from '../model/period.ts';
import type { UnixSeconds } from '../model/report.ts';

/** A UTC month as `2026-11`. */
export function monthOf(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().slice(0, 7);
}

/** The whole month; null where the text names none. */
export function monthPeriod(month: string): Period | null {
  const found = /^(\d{4})-(\d\d)$/.exec(month);
  const [year, number] = [Number(found?.[1]), Number(found?.[2])];
  if (found === null || year < 1970 || number < 1 || number > 12) return null;
  return { begin: Date.UTC(year, number - 1, 1) / 1000, end: Date.UTC(year, number, 1) / 1000 };
}

/** So many months back (or ahead, where negative); null where the text names none. */
export function monthsBefore(month: string, count: number): string | null {
  const period = monthPeriod(month);
  if (period === null) return null;
  const begin = new Date(period.begin * 1000);
  const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() - count, 1) / 1000;
  return at < 0 ? null : monthOf(at);
}
