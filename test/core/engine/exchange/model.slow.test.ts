import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSchedule, schedule } from '../../../support/exchange-model.ts';

test('whatever users, clocks and carriers do, all stores come to hold what the last clicks say', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (it) => {
      expect(await runSchedule(it)).toEqual([]);
    }),
    { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 14) },
  );
}, 600_000);
