import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHybridClock, isStamp, MAX_STAMP_AHEAD_MS } from '../../../core/lib/hybrid-clock.ts';

test('stamps only go up, whatever the wall clock does and whoever is heard', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(10_000), fc.boolean())), (steps) => {
      let wall = 1_800_000_000_000;
      const mine = createHybridClock({ clock: () => wall, node: 'aaaaaaaa' });
      const other = createHybridClock({ clock: () => wall + 5_000, node: 'bbbbbbbb' });
      let last = '';
      for (const [jump, heard] of steps) {
        wall += jump - 5_000;
        if (heard) {
          const theirs = other.now();
          expect(mine.witness(theirs)).toBe(true);
          if (theirs > last) last = theirs;
        }
        const stamp = mine.now();
        expect(isStamp(stamp)).toBe(true);
        expect(stamp > last).toBe(true);
        last = stamp;
      }
    }),
  );
});

test('a later run goes on after the last stamp of the one before, even if the clock was set back', () => {
  const first = createHybridClock({ clock: () => 5_000_000, node: 'aaaaaaaa' });
  const last = first.now();
  expect(createHybridClock({ clock: () => 1_000, node: 'cccccccc', last }).now() > last).toBe(true);
});

test('a stamp of the far future is refused and does not drag the clock along', () => {
  const clock = createHybridClock({ clock: () => 1_000_000, node: 'aaaaaaaa' });
  const far = createHybridClock({ clock: () => 1_000_001 + MAX_STAMP_AHEAD_MS, node: 'bbbbbbbb' }).now();
  expect(clock.witness(far)).toBe(false);
  expect(clock.now() < far).toBe(true);
  expect(clock.witness('zzz')).toBe(false);
});
