// `npm run test:repeat -- N [--busy] [files]`: the end-to-end tests, or named files of them, N times in a row.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { runVitest } from './run-vitest.mjs';

const args = process.argv.slice(2);
const busy = args.includes('--busy');
const [count, ...files] = args.filter((it) => it !== '--busy');
const times = Number(count);
if (!Number.isInteger(times) || times < 1) {
  console.error('How many times? npm run test:repeat -- 5 [--busy] [test/e2e/file.e2e.ts …]');
  process.exit(1);
}

/** Keeps one core busy, and ends by itself when the process that started it is gone. */
const BUSY_LOOP =
  'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e7; i++);';
const load = busy
  ? Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', BUSY_LOOP]))
  : [];

const runs = [];
for (let run = 1; run <= times; run++) {
  console.log(`\n── run ${run} of ${times}${busy ? ', machine kept busy' : ''}`);
  const started = Date.now();
  runs.push({ run, ...runVitest('e2e', files), seconds: (Date.now() - started) / 1000 });
}
for (const child of load) child.kill('SIGKILL');

console.log('');
for (const { run, passed, failures, seconds } of runs) {
  const result = failures.length > 0 ? `${failures.length} failed` : 'ok';
  console.log(`run ${run}  ${seconds.toFixed(1).padStart(7)} s  ${passed} passed  ${result}`);
  for (const failure of failures) console.log(`  ${failure}`);
}
const failed = runs.filter((it) => it.failed > 0).length;
console.log(`\n${times - failed} of ${times} runs passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
