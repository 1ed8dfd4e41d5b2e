import { expect, test } from 'vitest';
import { outcomesOfDay } from '../../../../pwa/screens/reports/outcomes.ts';
import { dayRanges, STOPPED_DAYS, stoppedSince } from '../../../../pwa/screens/reports/reporter-gaps.ts';

test('missing days are told as runs; a reporter is stopped only while others go on', () => {
  expect(dayRanges([])).toEqual([]);
  expect(dayRanges([3, 4, 5, 9, 11, 12])).toEqual([
    [3, 5],
    [9, 9],
    [11, 12],
  ]);
  expect(stoppedSince({ lastDay: 100 }, 100 + STOPPED_DAYS)).toBe(false);
  expect(stoppedSince({ lastDay: 100 }, 101 + STOPPED_DAYS)).toBe(true);
});

test('the outcomes of a day add up to its messages, also where a receiver held back mail that passes', () => {
  const totals = {
    messages: 10,
    passed: 7,
    dkimAligned: 7,
    spfAligned: 0,
    none: 2,
    quarantine: 6,
    reject: 2,
  };
  const outcomes = outcomesOfDay(totals);
  expect(outcomes).toEqual({ passed: 7, letThrough: 0, quarantine: 1, reject: 2 });
  expect(Object.values(outcomes).reduce((a, b) => a + b)).toBe(10);
});
