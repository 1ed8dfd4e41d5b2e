import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as mailLimits from '../core/lib/parse-mail.ts';
import * as readLimits from '../core/report/limits.ts';
import { SHELF_LIMITS } from '../core/store/reports/shelf.ts';
import * as unpackLimits from '../core/unpack/limits.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the limits in the README are those of the code', () => {
  const constants: Record<string, unknown> = { ...unpackLimits, ...readLimits, ...mailLimits };
  const rows = [...readme.matchAll(/\| ([\d.]+)( MB)? \| `(MAX_\w+)` \|/g)];
  const told = rows.map(([, , , name]) => name).sort();
  expect(told).toEqual(
    Object.keys(constants)
      .filter((name) => name.startsWith('MAX_'))
      .sort(),
  );
  for (const [, value, megabytes, name] of rows)
    expect(constants[name!], name).toBe(Number(value) * (megabytes ? 1024 * 1024 : 1));
});

test('so are the bounds of the shelf', () => {
  const { entries, bytes, entryBytes } = SHELF_LIMITS;
  const MB = 1024 * 1024;
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `at most ${entries} files that could not be read, together ${bytes / MB} MB and each up to ${entryBytes / MB} MB`,
  );
});

test('the gate of continuous integration is the command that the README names', () => {
  const script = readFileSync(join(root, '.ci/run'), 'utf8');
  expect(script).toMatch(/^exec npm test$/m);
  expect(readme).toContain('npm test');
});
