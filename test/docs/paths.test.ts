/** Holds that documents speak of files and commands that exist, and count what they list. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
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
