import { expect, test } from 'vitest';
import { dayStart, dayText, reportDay, utcDay } from '../../../core/lib/days.ts';

test('a report counts for the UTC date of the middle of its range [READ-1]', () => {
  const begin = Date.UTC(2026, 4, 30, 22) / 1000;
  expect(dayText(utcDay(begin))).toBe('2026-05-30');
  expect(dayText(reportDay(begin, begin + 86_399))).toBe('2026-05-31');
  expect(dayText(reportDay(begin, begin + 3_600))).toBe('2026-05-30');
  expect(dayStart(utcDay(begin))).toBe(Date.UTC(2026, 4, 30) / 1000);
});
