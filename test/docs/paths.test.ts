/** Holds that documents speak of files and commands that exist, and count what they list. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../core/store/schema.ts';
import { sources } from '../support/source-tree.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'core/store/MIGRATIONS.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

test.each(documents)('%s names files that exist', (document) => {
  const paths = [...read(document).matchAll(/`((?:core|pwa|extension|test|docs)\/[\w./-]*)`/g)];
  const missing = paths.map(([, path]) => path!).filter((path) => !existsSync(join(root, path)));
  expect(missing, 'the file moved or went: say where the thing is now').toEqual([]);
});

test.each(documents)('%s links to files that exist', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
  const folder = join(root, document, '..');
  const missing = links.map(([, link]) => link!).filter((link) => !existsSync(join(folder, link)));
  expect(missing).toEqual([]);
});

test.each(documents)('%s names commands that are scripts', (document) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...read(document).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test('each journey has as many files as its title says, each once', () => {
  const journeys = read('docs/ARCHITECTURE.md').split(/^### /m).slice(1);
  expect(journeys).toHaveLength(3);
  for (const journey of journeys) {
    const told = Number(/: (\d+) files$/m.exec(journey)?.[1]);
    const files = [...journey.matchAll(/^\| \d+ \| `([^`]+)`/gm)].map(([, path]) => path);
    expect(files).toHaveLength(told);
    expect(new Set(files).size).toBe(told);
  }
});

test('each version of the store has its line', () => {
  const lines = [...read('core/store/MIGRATIONS.md').matchAll(/^\| (\d+) \|/gm)].map(([, n]) => Number(n));
  expect(lines).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1));
});

test('CONTRIBUTING says how to add to each registry', () => {
  const told = read('CONTRIBUTING.md');
  const registries = sources.filter(({ path }) => path.endsWith('/registry.ts'));
  expect(registries.length).toBeGreaterThan(5);
  const missing = registries.map(({ path }) => dirname(path)).filter((folder) => !told.includes(folder));
  expect(missing).toEqual([]);
});

test('each document names its reader in its first lines', () => {
  const readers = documents.filter((path) => path !== 'README.md' && path !== 'CONTRIBUTING.md');
  const without = readers.filter(
    (path) => !/^For (?:those|whoever)|^What Rualens says/m.test(read(path).slice(0, 400)),
  );
  expect(without).toEqual([]);
});
