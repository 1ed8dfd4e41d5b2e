/** Compressed JavaScript of the app's first load: what index.html names, and all that those files import at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildApp } from '../../support/app-build.ts';
import type { BenchResult } from '../bench-row.ts';

const BUDGET_KB = 80;

export default async function appSize(): Promise<BenchResult[]> {
  const folder = buildApp();
  const first = new Set<string>();
  const add = (name: string) => {
    if (first.has(name)) return;
    first.add(name);
    const code = readFileSync(join(folder, 'assets', name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) add(imported!);
  };
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const [, name] of page.matchAll(/"\.\/assets\/([^"]+\.js)"/g)) add(name!);
  const bytes = [...first].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length,
    0,
  );
  const value = bytes / 1000;
  return [
    {
      name: 'app shell, first load',
      value,
      unit: 'kB gzip',
      budget: `< ${BUDGET_KB} kB`,
      within: value < BUDGET_KB,
      peer: '',
      peerValue: null,
      ratio: null,
    },
  ];
}
