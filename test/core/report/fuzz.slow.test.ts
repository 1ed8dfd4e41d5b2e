import { expect, test } from 'vitest';
import { fuzzInput, fuzzOne } from '../../tools/fuzz-inputs.ts';

test('four hundred damaged inputs end in results: no exception, no hang', async () => {
  const outcomes = new Map<string, number>();
  for (let seed = 500_000; seed < 500_400; seed++) {
    for (const outcome of await fuzzOne(fuzzInput(seed).bytes))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // All four ways to end must have been met, or the inputs have become too tame or too broken
  expect([...outcomes.keys()].sort()).toEqual(['not-a-report', 'rejected', 'repaired', 'report']);
}, 60_000);
