/**
 * Random schedules of imports, undoings, deletions, decisions and exchanges between two to four stores, over clocks
 * and carriers that fail; see test/support/exchange-model.ts.
 *
 *   npm run fuzz -- --exchange [--count 10000] [--seed N]
 */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { runSchedule, schedule } from '../support/exchange-model.ts';

/** Says its seed; a schedule that breaks a rule is shrunk and printed. Returns whether all held. */
export async function fuzzExchange(numRuns: number, given: string | undefined): Promise<boolean> {
  const seed = given === undefined ? Date.now() & 0x7fffffff : Number(given);
  console.log(`${numRuns} schedules, seed ${seed}`);
  let done = 0;
  const result = await fc.check(
    fc.asyncProperty(schedule, async (it) => {
      const broken = await runSchedule(it);
      if (++done % 250 === 0) console.log(`${done} schedules`);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    }),
    { numRuns, seed },
  );
  if (result.failed) console.error(fc.defaultReportMessage(result));
  else console.log(`all ${result.numRuns} schedules held`);
  return !result.failed;
}
