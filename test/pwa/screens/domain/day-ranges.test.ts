import { expect, test } from 'vitest';
import { dayRanges } from '../../../../pwa/screens/domain/day-ranges.ts';

test('every missing day is named, neighbours as one range', () => {
  expect(dayRanges([])).toEqual([]);
  expect(dayRanges([9, 3, 4, 5, 11, 10, 20])).toEqual([
    [3, 5],
    [9, 11],
    [20, 20],
  ]);
});
