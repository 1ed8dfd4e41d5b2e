import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closingLines } from './gate.mjs';
import { countsOf } from './run-vitest.mjs';

const file = (name: string, status: string, tests: [string, string][]) => ({
  name: join(import.meta.dirname, '../..', name),
  status,
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});
const result = (passed: number, ...testResults: object[]) => ({
  numPassedTests: passed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults,
});

test('a part a line with its time, then what failed by name, then the counts alone', () => {
  const lines = closingLines([
    { name: 'types', seconds: 3.21, passed: 1, failed: 0, skipped: 0, failures: [] },
    { name: 'tests: e2e', seconds: 601.5, passed: 7, failed: 1, skipped: 2, failures: ['a.e2e.ts > one'] },
  ]);
  expect(lines).toEqual([
    'types           3.2 s  ok',
    'tests: e2e    601.5 s  1 failed',
    '',
    'Failed:',
    '  a.e2e.ts > one',
    '',
    '8 passed, 1 failed, 2 skipped',
  ]);
});

test('failed tests are named with their file; all that passed names none', () => {
  const failed = file('test/a.test.ts', 'failed', [
    ['suite one', 'passed'],
    ['suite two', 'failed'],
  ]);
  expect(countsOf(result(1, failed), 1, 'unit')).toEqual({
    passed: 1,
    failed: 1,
    skipped: 1,
    failures: ['test/a.test.ts > suite two'],
  });
  expect(countsOf(result(1, file('test/a.test.ts', 'passed', [['one', 'passed']])), 0, 'unit')).toMatchObject(
    {
      failed: 0,
      failures: [],
    },
  );
});

test.each([
  ['a file that does not load', result(0, file('test/a.test.ts', 'failed', [])), 1, 'test/a.test.ts'],
  ['an error outside a test', result(1, file('test/a.test.ts', 'passed', [['one', 'passed']])), 1, 'outside'],
  ['no result at all', null, 1, 'without a result'],
  ['killed before it wrote', null, 0, 'without a result'],
])('%s fails the run', (_, given, status, words) => {
  const { failed, failures } = countsOf(given, status, 'unit');
  expect(failed).toBe(1);
  expect(failures).toEqual([expect.stringContaining(words)]);
});
