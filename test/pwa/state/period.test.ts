import { expect, test } from 'vitest';
import { readPeriod } from '../../../pwa/state/period.ts';

const DAY = 86_400;
/** 2026-03-14, 15:00 UTC. */
const NOW = Date.UTC(2026, 2, 14, 15) / 1000;
const midnight = Date.UTC(2026, 2, 15) / 1000;

test('days count back from the end of today, UTC', () => {
  expect(readPeriod('7', NOW)).toEqual({ begin: midnight - 7 * DAY, end: midnight });
  expect(readPeriod(null, NOW)).toEqual({ begin: midnight - 30 * DAY, end: midnight });
});

test('an own period holds both of its days', () => {
  const begin = Date.UTC(2026, 0, 1) / 1000;
  expect(readPeriod('2026-01-01..2026-01-01', NOW)).toEqual({ begin, end: begin + DAY });
});

test('nonsense reads as the default', () => {
  for (const text of ['2026-02-01..2026-01-01', '-5', '2026-99-99..2026-99-99', 'x']) {
    expect(readPeriod(text, NOW)).toEqual(readPeriod('30', NOW));
  }
});
