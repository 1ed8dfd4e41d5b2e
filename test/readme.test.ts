import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as readLimits from '../core/report/limits.ts';
import * as unpackLimits from '../core/unpack/limits.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the limits in the README are those of the code', () => {
  const constants: Record<string, unknown> = { ...unpackLimits, ...readLimits };
  const rows = [...readme.matchAll(/\| ([\d.]+)( MB)? \| `(MAX_\w+)` \|/g)];
  expect(rows.length).toBeGreaterThan(10);
  for (const [, value, megabytes, name] of rows)
    expect(constants[name!], name).toBe(Number(value) * (megabytes ? 1024 * 1024 : 1));
});

test('the gate of continuous integration is the command that the README names', () => {
  const script = readFileSync(join(root, '.ci/run'), 'utf8');
  expect(script).toMatch(/^exec npm test$/m);
  expect(readme).toContain('npm test');
});
