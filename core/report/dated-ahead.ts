import type { Note, UnixSeconds } from '../model/report.ts';

/** Clocks of reporters may be a day ahead; what lies further has not happened yet. Seconds. */
const CLOCK_SLACK = 86_400;

/** A note where a report tells of a time that is still to come: a wrong clock, or a forged report. */
export function datedAhead(report: object, now: UnixSeconds): Note[] {
  const end = 'end' in report ? report.end : null;
  if (typeof end !== 'number' || end <= now + CLOCK_SLACK) return [];
  const found = new Date(end * 1000).toISOString().slice(0, 10);
  return [{ code: 'dated-ahead', path: 'date_range/end', found, assumed: '' }];
}
