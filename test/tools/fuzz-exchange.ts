/**
 * Random schedules of imports, undoings, deletions, decisions and exchanges between two to four stores, over clocks
 * and carriers that fail; see test/support/exchange-model.ts.
 *
 *   npm run fuzz:exchange -- [--schedules 10000] [--seed N]
 *
 * Says its seed; a schedule that breaks a rule is shrunk and printed.
 */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { runSchedule, schedule } from '../support/exchange-model.ts';

function option(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
}

const numRuns = option('schedules', 10_000);
const seed = option('seed', Date.now() & 0x7fffffff);
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
if (result.failed) {
  console.error(fc.defaultReportMessage(result));
  process.exitCode = 1;
} else console.log(`all ${result.numRuns} schedules held`);
