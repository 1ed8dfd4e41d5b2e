// Runs the steps of a gate one after the other, counts what passed and prints the one closing line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

/** A step that passes or fails as a whole. */
export const command = (name, ...argv) => ({ name, run: () => one(run(bin(argv[0]), argv.slice(1)) === 0) });

/** A vitest project; every test counts. */
export const vitest = (project) => ({
  name: `tests: ${project}`,
  run: () => {
    const dir = mkdtempSync(join(tmpdir(), 'rualens-gate-'));
    const file = join(dir, 'result.json');
    // Two files at a time: the end-to-end tests wait for servers and clocks more than for the processor.
    const args = [
      'run',
      '--maxWorkers=2',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const status = run(bin('vitest'), args);
    const counts = readCounts(file, status);
    rmSync(dir, { recursive: true, force: true });
    return counts;
  },
});

const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function readCounts(file, status) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const counts = {
      passed: result.numPassedTests,
      failed: result.numFailedTests,
      skipped: result.numPendingTests + result.numTodoTests,
    };
    // A file that does not load, or an error outside a test, fails the run without failing a test.
    if (status !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } catch {
    return one(false);
  }
}

/** Runs all steps, also after a failure, and ends the process with the gate's result. */
export function gate(steps) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for (const step of steps) {
    const started = Date.now();
    console.log(`\n── ${step.name}`);
    const counts = step.run();
    for (const key of Object.keys(total)) total[key] += counts[key];
    if (counts.failed > 0) failures.push(step.name);
    console.log(
      `── ${step.name}: ${counts.failed ? 'failed' : 'ok'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exit(total.failed > 0 ? 1 : 0);
}
