import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesOf } from './inspect-paths.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'paths-'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function found(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const each of filesOf(path)) {
    names.push(`${relative(root, each.path)}${'error' in each ? `: ${each.error.split(',')[0]}` : ''}`);
  }
  return names;
}

test('links that lead back are told and not followed, however they cross', async () => {
  for (const name of ['a', 'b']) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'r.xml'), '');
    for (const to of ['up', 'again']) symlinkSync('..', join(root, name, to));
  }
  symlinkSync('../b', join(root, 'a', 'beside'));
  symlinkSync('nowhere', join(root, 'gone'));
  const again = 'a folder that was read already';
  expect(await found(root)).toEqual([
    `a/again: ${again}`,
    `a/beside/again: ${again}`,
    'a/beside/r.xml',
    `a/beside/up: ${again}`,
    'a/r.xml',
    `a/up: ${again}`,
    `b: ${again}`,
    expect.stringContaining('gone: ENOENT'),
  ]);
});

test('any name of a file is only a name', async () => {
  const names = ['--json', '$(x) "; \' .xml', '\n', '..xml', 'ü.xml'];
  for (const name of names) writeFileSync(join(root, name), '');
  expect((await found(root)).sort()).toEqual([...names].sort());
});
