/** Ties docs/RULES.md to the tests: a rule without a test, or a test of no rule, says what to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = import.meta.dirname;
const text = readFileSync(join(root, '../docs/RULES.md'), 'utf8');
const rules = [...text.matchAll(/^- \*\*([A-Z]+-\d+)\*\* ([\s\S]*?)(?=\n- |\n\n|$(?![\s\S]))/gm)].map(
  ([, id, words]) => ({ id: id!, words: words! }),
);
/** A test's title ends with the rules it holds: `[ALERT-3]`. */
const NAMED = /\[([A-Z]+-\d+)\]/g;

const named = new Map<string, string>();
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  // Screenshots of failed tests lie in folders that are named like their test.
  if (!entry.isFile() || !/\.(test|e2e)\.tsx?$/.test(entry.name) || entry.name === 'rules.test.ts') continue;
  const path = join(entry.parentPath, entry.name);
  for (const [, id] of readFileSync(path, 'utf8').matchAll(NAMED)) named.set(id!, relative(root, path));
}

test('rules are numbered once, and each has its source', () => {
  expect(rules.length).toBeGreaterThan(50);
  const ids = rules.map(({ id }) => id);
  expect(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    'give each rule an id of its own',
  ).toEqual([]);
  const bare = rules.filter(({ words }) => !/\*Source:\s+\S[\s\S]*\.\*/.test(words)).map(({ id }) => id);
  expect(bare, 'end the rule with *Source: …*').toEqual([]);
});

test('each rule has a test that names it', () => {
  const untested = rules.map(({ id }) => id).filter((id) => !named.has(id));
  expect(untested, 'put [ID] at the end of the title of a test that holds the rule').toEqual([]);
});

test('no test names a rule that is not there', () => {
  const known = new Set(rules.map(({ id }) => id));
  const strays = [...named].filter(([id]) => !known.has(id)).map(([id, path]) => `${path}: ${id}`);
  expect(strays, 'write the rule into docs/RULES.md, or name another').toEqual([]);
});
