import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { missingEntries, withoutIntegrity } from './tools/complete-lockfile.mjs';

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
  packages: Record<string, { resolved?: string; integrity?: string }>;
};

test('the lockfile names the packages of every platform', () => {
  const missing = Object.keys(missingEntries(lock));
  expect(missing, 'run `npm run lockfile` and commit package-lock.json').toEqual([]);
});

test('the lockfile names no download addresses', () => {
  const withAddress = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.startsWith('http'));
  expect(withAddress.map(([path]) => path)).toEqual([]);
});

test('a hash of SHA-512 guards every package', () => {
  expect(
    withoutIntegrity(lock),
    'run `npm install --package-lock-only` and commit package-lock.json',
  ).toEqual([]);
  const weak = Object.entries(lock.packages).filter(
    ([, it]) => it.integrity?.startsWith('sha512-') === false,
  );
  expect(weak.map(([path]) => path)).toEqual([]);
});
