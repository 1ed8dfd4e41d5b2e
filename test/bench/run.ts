/**
 * `npm run bench [-- --json] [name …]`: measures each row in test/bench/rows beside its peers.
 * With names, only the rows whose file name contains one of them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult, BenchRow } from './bench-row.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });

const folder = join(import.meta.dirname, 'rows');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .filter((name) => positionals.length === 0 || positionals.some((wanted) => name.includes(wanted)))
  .sort();

const results: BenchResult[] = [];
for (const file of files) {
  if (!values.json) console.error(`… ${file.replace(/\.ts$/, '')}`);
  const row = (await import(join(folder, file))) as { default: BenchRow };
  const measured = await row.default();
  results.push(...measured);
  if (!values.json) for (const result of measured) console.log(line(result));
}
if (values.json) console.log(JSON.stringify(results, null, 2));

function line(r: BenchResult): string {
  const verdict = r.within === null ? '' : r.within ? 'within' : 'OVER';
  const peer = r.peer ? `${r.peer}: ${r.peerValue === null ? '-' : round(r.peerValue)}` : '';
  const ratio = r.ratio === null ? '' : `ratio ${round(r.ratio)}`;
  return [
    r.name.padEnd(52),
    `${round(r.value)} ${r.unit}`.padEnd(20),
    peer.padEnd(34),
    ratio.padEnd(12),
    r.budget,
    verdict,
  ]
    .join(' ')
    .trimEnd();
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
