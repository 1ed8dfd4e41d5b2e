import type { DomainDay } from '../../model/stored.ts';
import type { ReporterRow } from './face.ts';

/** Reporters of a domain in a period with their gaps, most messages first. Days are UTC days. */
export function reporterRows(days: readonly DomainDay[]): ReporterRow[] {
  const seen = new Map<string, { reports: number; messages: number; days: number[] }>();
  for (const day of days) {
    for (const each of day.reporters) {
      const row = seen.get(each.reporter) ?? { reports: 0, messages: 0, days: [] };
      seen.set(each.reporter, row);
      row.reports += each.reports;
      row.messages += each.messages;
      row.days.push(day.day);
    }
  }
  return [...seen.entries()]
    .map(([reporter, row]) => ({
      reporter,
      reports: row.reports,
      messages: row.messages,
      lastDay: row.days.reduce((a, b) => Math.max(a, b)),
      missingDays: gaps(row.days),
    }))
    .sort((a, b) => b.messages - a.messages || (a.reporter < b.reporter ? -1 : 1));
}

/** Gap days listed at most for one reporter; one that reports twice in ten years has no gaps worth a list. */
const MAX_GAP_DAYS = 366;

/** Days without a report between the first and the last, ascending. */
function gaps(days: number[]): number[] {
  const has = new Set(days);
  const sorted = [...has].sort((a, b) => a - b);
  const missing: number[] = [];
  for (let day = sorted[0]! + 1; day < sorted.at(-1)! && missing.length < MAX_GAP_DAYS; day++) {
    if (!has.has(day)) missing.push(day);
  }
  return missing;
}
