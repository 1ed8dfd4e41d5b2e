import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { readDocument } from '../../../core/report/read-document.ts';
import { hugeFile } from '../../tools/generated-reports.ts';
import { type BenchResult, median } from '../bench-row.ts';
import { countRecords } from '../count-records.ts';

const RECORDS = 100_000;
const ROUNDS = 5;
/** Rounds with fast-xml-parser, which takes ten seconds. */
const SLOW_ROUNDS = 3;

/**
 * One report of 100,000 records, from bytes in memory to column blocks, on one thread, beside xmllint reading the same file as a
 * stream and fast-xml-parser making plain objects of it. xmllint checks more of XML than we do and keeps nothing. The digest
 * by which reports are told apart belongs to storing, and has a row of its own; it runs beside the reader.
 */
export default async function readLarge(): Promise<BenchResult[]> {
  const { bytes } = hugeFile({ records: RECORDS });
  const folder = mkdtempSync(join(tmpdir(), 'rualens-bench-'));
  const file = join(folder, 'huge.xml');
  writeFileSync(file, bytes);
  try {
    const ours: number[] = [];
    const digested: number[] = [];
    const xmllint: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await timed(() => counted(bytes)));
      xmllint.push(await timed(() => execFileSync('xmllint', ['--stream', '--noout', file])));
      digested.push(await timed(() => read(bytes)));
    }
    const text = new TextDecoder().decode(bytes);
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'record' });
    const fxp: number[] = [];
    for (let round = 0; round < SLOW_ROUNDS; round++) {
      fxp.push(await timed(() => parser.parse(text)));
      ours.push(await timed(() => counted(bytes)));
    }
    const what = `read ${RECORDS.toLocaleString('en')} records (${Math.round(bytes.length / 1e6)} MB)`;
    const row = (name: string, value: number, peer: string, peerValue: number, wanted: number | null) => ({
      name: `${what} ${name}`,
      value,
      unit: 'ms',
      budget: wanted === null ? '' : `ratio >= ${wanted}`,
      within: wanted === null ? null : peerValue / value >= wanted,
      peer,
      peerValue,
      ratio: peerValue / value,
    });
    const lint = 'xmllint --stream --noout';
    return [
      row('to column blocks, medians', median(ours), lint, median(xmllint), 1.5),
      row('to column blocks, medians', median(ours), 'fast-xml-parser', median(fxp), 20),
      row('with its digest, medians of 5', median(digested), lint, median(xmllint), null),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted(bytes: Uint8Array): void {
  const records = countRecords(bytes);
  if (records !== RECORDS) throw new Error(`read ${records} records`);
}

/** The whole way of a document, which hashes it beside reading. */
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
