import { expect, test } from 'vitest';
import { datedAhead } from '../../../core/report/dated-ahead.ts';
import { noteSentence } from '../../../core/words/note.ts';

const NOW = 1_780_000_000;

test('a report of a day to come is noted; a clock a day ahead, and a report without a range, are not', () => {
  expect(datedAhead({ end: NOW + 86_400 }, NOW)).toEqual([]);
  expect(datedAhead({}, NOW)).toEqual([]);
  const [note] = datedAhead({ end: NOW + 86_400 * 270 }, NOW);
  expect(note?.code).toBe('dated-ahead');
  expect(noteSentence(note!, 'en')).toContain('2027-02');
});
