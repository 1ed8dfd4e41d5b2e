// Runs tests with vitest and says what passed and, by name, what failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, run } from './setup.mjs';

/** Two files at a time: the end-to-end tests wait for servers and clocks more than for the processor. */
const AT_ONCE = 2;

/**
 * Tests of one project, all or those of the named files; their output goes where ours goes.
 * @param {string} project
 * @param {readonly string[]} [files] paths, or parts of them
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[] }} `failures`: `file > test`
 */
export function runVitest(project, files = []) {
  const dir = mkdtempSync(join(tmpdir(), 'rualens-gate-'));
  const file = join(dir, 'result.json');
  const args = [
    'run',
    `--maxWorkers=${AT_ONCE}`,
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...files,
  ];
  try {
    const vitest = join(root, 'node_modules/.bin/vitest');
    const status = run(process.execPath, [join(import.meta.dirname, 'supervise.mjs'), vitest, ...args]);
    return countsOf(readResult(file), status, project);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {any} result what vitest's JSON reporter wrote; null where it wrote nothing
 * @param {number} status vitest's exit code
 * @param {string} project
 */
export function countsOf(result, status, project) {
  if (result === null)
    return { passed: 0, failed: 1, skipped: 0, failures: [`${project}: vitest ended without a result`] };
  const failures = result.testResults.flatMap(failuresOf);
  // A file that does not load, or an error outside a test, fails the run without failing a test.
  if (status !== 0 && failures.length === 0) failures.push(`${project}: an error outside a test`);
  return {
    passed: result.numPassedTests,
    failed: failures.length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures,
  };
}

function failuresOf({ name, status, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults
    .filter((it) => it.status === 'failed')
    .map((it) => `${file} > ${it.fullName}`);
  return failed.length === 0 && status === 'failed' ? [`${file}: the file did not run to its end`] : failed;
}
