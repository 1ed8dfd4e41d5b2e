import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dueOf,
  isStamp,
  LOWEST_STAMP,
  laterStamp,
  MAX_STAMP_AHEAD_MS,
  stampAfter,
} from '../../../core/merge/hybrid-clock.ts';

test('stamps only go up, whatever the wall clock does and whoever is heard', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -2e8, max: 2e8 }), fc.boolean())), (steps) => {
      let wall = 1_800_000_000_000;
      let last: string | null = null;
      for (const [jump, heard] of steps) {
        wall += jump;
        if (heard) last = laterStamp(last, stampAfter(null, wall + 3_600_000, 'bbbbbbbb'));
        const stamp = stampAfter(last, wall, 'aaaaaaaa');
        expect(isStamp(stamp)).toBe(true);
        expect(last === null || stamp > last).toBe(true);
        expect(stamp > LOWEST_STAMP).toBe(true);
        last = stamp;
      }
    }),
  );
});

test('stamps of one moment are counted, also past the end of the counter', () => {
  const full = `${(5_000_000).toString(36).padStart(9, '0')}zzzzaaaaaaaa`;
  const next = stampAfter(full, 1_000, 'cccccccc');
  expect(next > full).toBe(true);
  expect(isStamp(next)).toBe(true);
});

test('a stamp is due once our clock is less than a day behind it', () => {
  const now = 1_800_000_000_000;
  expect(dueOf(stampAfter(null, now + MAX_STAMP_AHEAD_MS, 'aaaaaaaa'))).toBe(now);
  expect(isStamp('zzz')).toBe(false);
});
