import type { Period } from '../model/period.ts';

/** UTC days. A day is a whole number: days since 1970-01-01, UTC. */

const SECONDS_PER_DAY = 86_400;

/** The UTC day of a time in Unix seconds. */
export function utcDay(seconds: number): number {
  return Math.floor(seconds / SECONDS_PER_DAY);
}

/** The day a report counts for: the UTC date of the middle of its range, both in Unix seconds. */
export function reportDay(begin: number, end: number): number {
  return utcDay(begin + (end - begin) / 2);
}

/** First second of a day, Unix seconds. */
export function dayStart(day: number): number {
  return day * SECONDS_PER_DAY;
}

/** `2026-05-31` for a day. */
export function dayText(day: number): string {
  return new Date(dayStart(day) * 1000).toISOString().slice(0, 10);
}

/** The whole `days` days up to and with `today`. */
export function lastDays(today: number, days: number): Period {
  return { begin: dayStart(today - days + 1), end: dayStart(today + 1) };
}
