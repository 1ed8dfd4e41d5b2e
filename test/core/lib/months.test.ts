import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthOf, monthPeriod, monthsBefore } from '../../../core/lib/months.ts';

test('months lie end to end, and each time is in its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (time) => {
      const month = monthOf(time);
      const period = monthPeriod(month)!;
      expect(time >= period.begin && time < period.end).toBe(true);
      expect(monthOf(period.end)).toBe(monthsBefore(month, -1));
      if (period.begin > 0) expect(monthOf(period.begin - 1)).toBe(monthsBefore(month, 1));
    }),
  );
});

test('what names no month is none', () => {
  for (const text of ['', '2026', '2026-00', '2026-13', '2026-1', '1969-12', '2026-11-01', 'x'])
    expect([monthPeriod(text), monthsBefore(text, 1)], text).toEqual([null, null]);
});
