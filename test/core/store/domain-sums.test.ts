import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordBlock } from '../../../core/model/records.ts';
import { addRun, countDays } from '../../../core/store/codec/day-runs.ts';
import { DomainSums } from '../../../core/store/codec/domain-sums.ts';
import { anyBlock } from '../../support/random-blocks.ts';

test('runs hold the same days as a set, in any order of adding', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 }))), (added) => {
      const runs: number[] = [];
      const days = new Set<number>();
      for (const [first, length] of added) {
        addRun(runs, first, length);
        for (let day = first; day < first + length; day++) days.add(day);
      }
      const found: number[] = [];
      for (let i = 0; i < runs.length; i += 2) {
        for (let day = runs[i]!; day < runs[i]! + runs[i + 1]!; day++) found.push(day);
      }
      expect(found).toEqual([...days].sort((a, b) => a - b));
      expect(countDays(runs)).toBe(days.size);
      // No two runs touch, else a daily sender would grow by the day.
      for (let i = 2; i < runs.length; i += 2) expect(runs[i]!).toBeGreaterThan(runs[i - 2]! + runs[i - 1]!);
    }),
  );
});

/** Counts that can be added in any order without rounding. */
const wholeBlock = anyBlock.map(
  (block): RecordBlock => ({
    ...block,
    strings: block.strings.map((it) => it.replace(/\p{Surrogate}/gu, '\ufffd')),
    messages: block.messages.map((it) => (Number.isSafeInteger(it) && it >= 0 ? it % 1e6 : 1)),
  }),
);

test('sums of parts, encoded and merged in any order, are the sums of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), wholeBlock), { maxLength: 6 }),
      (reports) => {
        const whole = new DomainSums();
        for (const [day, block] of reports) whole.add(day, block);
        const merged = new DomainSums();
        for (const [day, block] of reports.toReversed()) {
          const part = new DomainSums();
          part.add(day, block);
          merged.merge(DomainSums.decode(part.encode()));
        }
        expect(new Map(DomainSums.decode(merged.encode()).addresses)).toEqual(new Map(whole.addresses));
        expect(new Map(merged.froms)).toEqual(new Map(whole.froms));
      },
    ),
    { numRuns: 60 },
  );
});
