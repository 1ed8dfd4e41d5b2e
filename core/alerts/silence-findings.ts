import type { AlertDomain, AlertRule } from '../model/alert.ts';
import type { Finding } from './mail-findings.ts';

/** A domain or a reporter is watched once it has this many days with reports: fewer show no rhythm to miss. */
const WATCHED_FROM_DAYS = 5;

/**
 * Silence of a domain, or of a reporter that used to report: one finding a gap, dated to the first day that
 * is too much. The own rhythm counts: a weekly reporter is late after twice its longest usual gap.
 *
 * @param today UTC day; today itself is not over and is not missed yet
 */
export function reportsStopped(rule: AlertRule, domain: AlertDomain, today: number): Finding[] {
  const found = new Map<number, { domain: boolean; reporters: string[]; lastDay: number; lasts: boolean }>();
  const add = (gap: Gap, reporter: string | null): void => {
    const entry = found.get(gap.day) ?? { domain: false, reporters: [], lastDay: gap.lastDay, lasts: false };
    entry.lasts ||= gap.lasts;
    // Each has a rhythm of its own, so gaps of one day may have begun on different ones.
    entry.lastDay = Math.max(entry.lastDay, gap.lastDay);
    if (reporter === null) entry.domain = true;
    else entry.reporters.push(reporter);
    found.set(gap.day, entry);
  };
  const silent = Math.max(1, rule.silentDays);
  const days = domain.reported.map((each) => each.day);
  if (days.length >= WATCHED_FROM_DAYS) {
    const usual = Math.max(silent, 2 * longestUsualGap(days));
    for (const gap of gaps(days, today, usual)) add(gap, null);
  }
  if (rule.perReporter) {
    for (const [reporter, reported] of daysByReporter(domain)) {
      if (reported.length < WATCHED_FROM_DAYS) continue;
      const own = Math.max(silent, 2 * longestUsualGap(reported));
      for (const gap of gaps(reported, today, own)) add(gap, reporter);
    }
  }
  return [...found.entries()]
    .map(([day, { reporters, lasts, ...rest }]) => ({
      day,
      ...(lasts ? { lasts } : {}),
      data: { ...rest, reporters: reporters.sort(), silentDays: silent },
    }))
    .sort((a, b) => a.day - b.day);
}

interface Gap {
  /** First day that is too much. */
  day: number;
  lastDay: number;
  /** No report has ended it. */
  lasts: boolean;
}

function gaps(days: number[], today: number, allowed: number): Gap[] {
  const found: Gap[] = [];
  days.forEach((lastDay, i) => {
    const day = lastDay + allowed + 1;
    const next = days[i + 1];
    if (day < (next ?? today)) found.push({ day, lastDay, lasts: next === undefined });
  });
  return found;
}

/** Third-longest distance between reports: one or two outages do not make a rhythm. */
function longestUsualGap(days: number[]): number {
  const distances = days
    .slice(1)
    .map((day, i) => day - days[i]!)
    .sort((a, b) => b - a);
  return distances[Math.min(2, distances.length - 1)]!;
}

function daysByReporter(domain: AlertDomain): Map<string, number[]> {
  const byReporter = new Map<string, number[]>();
  for (const day of domain.reported) {
    for (const reporter of day.reporters) {
      const days = byReporter.get(reporter) ?? [];
      byReporter.set(reporter, days);
      days.push(day.day);
    }
  }
  return byReporter;
}
