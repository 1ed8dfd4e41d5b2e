import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { sources } from '../support/source-tree.ts';
import { releaseNotes } from './release-notes.ts';
import { billOfMaterials } from './sbom.ts';

const root = join(import.meta.dirname, '../..');

test('the changelog tells of the version that package.json names', () => {
  const notes = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), packageFile.version);
  expect(notes.length).toBeGreaterThan(200);
});

test('notes are those of one version', () => {
  const changelog = '# Changelog\n\n## 1.1.0, unreleased\n\n- new\n\n## 1.1, 2026-01-01\n\n- old\n\n## 1.0\n';
  expect(releaseNotes(changelog, '1.1.0')).toBe('# Rualens 1.1.0\n\n- new\n');
  expect(releaseNotes(changelog, '1.1')).toBe('# Rualens 1.1\n\n- old\n');
  expect(() => releaseNotes(changelog, '1.0')).toThrow('nothing of 1.0');
  expect(() => releaseNotes(changelog, '2.0')).toThrow('nothing of 2.0');
});

test('the list of packages has those that run, with their hashes, and no tools', () => {
  const hash = Buffer.from('ab'.repeat(64), 'hex').toString('base64');
  const locked = { version: '2.0.0', integrity: `sha512-${hash}`, license: 'MIT' };
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/@a/b': locked,
    'node_modules/c/node_modules/d': { ...locked, license: 'see LICENSE' },
    'node_modules/tool': { version: '1.0.0', dev: true },
    'node_modules/types': { version: '1.0.0', devOptional: true },
  };
  expect(billOfMaterials({ packages }, '1.0.0')).toMatchObject({
    components: [
      {
        name: '@a/b',
        purl: 'pkg:npm/%40a/b@2.0.0',
        hashes: [{ alg: 'SHA-512', content: 'ab'.repeat(64) }],
        licenses: [{ license: { id: 'MIT' } }],
      },
      { name: 'd', licenses: [{ license: { name: 'see LICENSE' } }] },
    ],
  });
  expect(() => billOfMaterials({ packages: { 'node_modules/e': { version: '1.0.0' } } }, '1')).toThrow(
    'e has no',
  );
});

test('what the shells and the core import is a dependency, so that the list has it', () => {
  const packages = sources
    // run while building
    .filter(({ path }) => !/^(?:extension|pwa)\/(?:build\/|(?:web-)?manifest\.ts)/.test(path))
    .flatMap(({ imports }) => imports)
    .filter(
      (path) =>
        /^(?:@[\w-]+\/)?[\w.-]+(?:\/|$)/.test(path) && !/^(?:core|pwa|extension|\.\.)\/|\.\w+$/.test(path),
    )
    .map((path) => /^(?:@[\w-]+\/)?[\w.-]+/.exec(path)?.[0] ?? '');
  expect([...new Set(packages)].filter((name) => !(name in packageFile.dependencies))).toEqual([]);
  expect(packages.length).toBeGreaterThan(100);
});
