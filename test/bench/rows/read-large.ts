import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { readDocument } from '../../../core/report/read-document.ts';
import { hugeFile } from '../../tools/generated-reports.ts';
import { type BenchResult, median } from '../bench-row.ts';

const RECORDS = 100_000;
const ROUNDS = 5;

/**
 * One report of 100,000 records, from bytes in memory to column blocks and a digest, on one thread, beside xmllint reading the
 * same file as a stream and fast-xml-parser making plain objects of it. xmllint checks more of XML than we do and keeps nothing.
 */
export default async function readLarge(): Promise<BenchResult[]> {
  const { bytes } = hugeFile({ records: RECORDS });
  const folder = mkdtempSync(join(tmpdir(), 'rualens-bench-'));
  const file = join(folder, 'huge.xml');
  writeFileSync(file, bytes);
  try {
    const ours: number[] = [];
    const xmllint: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(() => read(bytes)));
      xmllint.push(await timed(() => execFileSync('xmllint', ['--stream', '--noout', file])));
    }
    // Minutes a round: once is enough for a factor of twenty
    const text = new TextDecoder().decode(bytes);
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'record' });
    const fxp = await timed(() => parser.parse(text));
    const value = median(ours);
    const row = (peer: string, peerValue: number, wanted: number): BenchResult => ({
      name: `read ${RECORDS.toLocaleString('en')} records (${Math.round(bytes.length / 1e6)} MB) vs ${peer}`,
      value,
      unit: 'ms',
      budget: `ratio >= ${wanted}`,
      within: peerValue / value >= wanted,
      peer,
      peerValue,
      ratio: peerValue / value,
    });
    return [row('xmllint --stream --noout', median(xmllint), 1.5), row('fast-xml-parser', fxp, 20)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(bytes: Uint8Array): Promise<void> {
  let records = 0;
  const [result] = await readDocument(
    {
      kind: 'document',
      path: 'huge.xml',
      name: 'huge.xml',
      size: bytes.length,
      bytes,
      async *chunks() {
        yield bytes;
      },
      mail: null,
      packed: null,
      notes: [],
    },
    {
      onBlock: (block) => {
        records += block.count;
      },
      onRestart: () => {},
    },
  );
  if (records !== RECORDS || result?.outcome !== 'report') throw new Error(`read ${records} records`);
}

async function timed(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
