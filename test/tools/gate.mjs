// Runs the steps of a gate one after the other; says last what each took and what failed, and the one closing line.
import { join } from 'node:path';
import { runVitest } from './run-vitest.mjs';
import { root, run } from './setup.mjs';

/** A step that passes or fails as a whole. */
export const command = (name, ...argv) => ({
  name,
  run: () => {
    const ok = run(join(root, 'node_modules/.bin', argv[0]), argv.slice(1)) === 0;
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, failures: ok ? [] : [name] };
  },
});

/** A vitest project; every test counts. */
export const vitest = (project) => ({ name: `tests: ${project}`, run: () => runVitest(project) });

/** Runs all steps, also after a failure, and ends the process with the gate's result. */
export function gate(steps) {
  const done = steps.map((step) => {
    console.log(`\n── ${step.name}`);
    const started = Date.now();
    const counts = step.run();
    return { name: step.name, seconds: (Date.now() - started) / 1000, ...counts };
  });
  console.log(`\n${closingLines(done).join('\n')}`);
  process.exit(done.some((it) => it.failed > 0) ? 1 : 0);
}

/**
 * One line a part, then what failed by name, then the counts alone.
 * @param {readonly { name: string, seconds: number, passed: number, failed: number, skipped: number, failures: string[] }[]} done
 * @returns {string[]}
 */
export function closingLines(done) {
  const sum = (key) => done.reduce((total, it) => total + it[key], 0);
  const width = Math.max(...done.map((it) => it.name.length));
  const parts = done.map((it) => {
    const result = it.failed > 0 ? `${it.failed} failed` : 'ok';
    return `${it.name.padEnd(width)}  ${it.seconds.toFixed(1).padStart(7)} s  ${result}`;
  });
  const failures = done.flatMap((it) => it.failures);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  return [
    ...parts,
    ...(failures.length > 0 ? ['', 'Failed:', ...failures.map((it) => `  ${it}`)] : []),
    '',
    `${sum('passed')} passed, ${sum('failed')} failed${skipped}`,
  ];
}
