/**
 * Feeds damaged reports and containers to the readers: `npm run fuzz [-- --count 100000] [--seed 1]`. Same seed, same inputs.
 * With `--pump` it reads files in which one token is repeated instead, in every place of every format, and tells those that take
 * more than linear time.
 * With `--exchange` it runs schedules of the exchange instead, 10,000 where no count is given; see fuzz-exchange.ts.
 * A failure prints the seed of its input, which `--seed N --count 1` gives again. No hang, no exception, no memory beyond the caps.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzInput, fuzzOne } from './fuzz-inputs.ts';
import { allPumped, slowFiles } from './pump.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string' },
    pump: { type: 'boolean' },
    exchange: { type: 'boolean' },
  },
});
if (values.exchange) {
  const { fuzzExchange } = await import('./fuzz-exchange.ts');
  process.exit((await fuzzExchange(Number(values.count ?? 10_000), values.seed)) ? 0 : 1);
}
if (values.pump) {
  const slow = await slowFiles(allPumped(), 100_000);
  console.log(slow.length === 0 ? 'every pumped file takes linear time' : slow);
  process.exit(slow.length > 0 ? 1 : 0);
}
const count = Number(values.count ?? 100_000);
const seed = Number(values.seed ?? 1);

/** Milliseconds of CPU time one input may take; the slowest honest one takes a few. What else the machine does is no matter. */
const SLOW = 5000;
const started = performance.now();
const outcomes: Record<string, number> = {};
let slowest = 0;
let failures = 0;
for (let i = 0; i < count; i++) {
  const input = fuzzInput(seed + i);
  const before = process.cpuUsage();
  // A loop that never yields could not be interrupted from here: its input is at hand for the one who does
  writeFileSync(join(tmpdir(), 'rualens-fuzz-last.bin'), input.bytes);
  try {
    for (const outcome of await fuzzOne(input.bytes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  } catch (error) {
    failures++;
    console.error(`seed ${seed + i} (${input.kind}): ${error instanceof Error ? error.stack : error}`);
  }
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  slowest = Math.max(slowest, took);
  if (took > SLOW) {
    failures++;
    console.error(`seed ${seed + i} (${input.kind}): took ${Math.round(took)} ms`);
  }
  if ((i + 1) % 10_000 === 0) {
    console.log(`${i + 1} inputs, ${Math.round((performance.now() - started) / 1000)} s, ${rss()} MB`);
  }
}
console.log(
  `${count} inputs from seed ${seed} in ${Math.round((performance.now() - started) / 1000)} s; slowest ${Math.round(slowest)} ms; ` +
    `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB; ${JSON.stringify(outcomes)}; ${failures} failures`,
);
process.exitCode = failures > 0 ? 1 : 0;

function rss(): number {
  return Math.round(process.memoryUsage().rss / 1024 / 1024);
}
