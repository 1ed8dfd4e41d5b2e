import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hugeFile } from '../../tools/generated-reports.ts';
import { type BenchResult, median } from '../bench-row.ts';

const SMALL = 30_000;
const LARGE = 300_000;
const ROUNDS = 3;
const CHILD = join(import.meta.dirname, '../../support/read-streamed.ts');

/** Growth of peak memory over idle while a report is streamed from a file, for 300,000 records and for 30,000. */
export default async function readMemory(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rualens-bench-'));
  try {
    const growth = (records: number) => {
      const file = join(folder, `${records}.xml`);
      writeFileSync(file, hugeFile({ records }).bytes);
      return {
        peak: median(Array.from({ length: ROUNDS }, () => measured(file, records, false))),
        live: measured(file, records, true),
      };
    };
    const small = growth(SMALL);
    const large = growth(LARGE);
    const row = (what: 'peak' | 'live', budget: string): BenchResult => ({
      name: `${what} memory growth, ${LARGE.toLocaleString('en')} records streamed`,
      value: large[what],
      unit: 'MB',
      budget,
      within: budget ? large[what] / small[what] <= 1.3 : null,
      peer: `${SMALL.toLocaleString('en')} records`,
      peerValue: small[what],
      ratio: large[what] / small[what],
    });
    // Peak memory holds what the collector has not come round to yet; live memory is what reading needs.
    return [row('peak', 'ratio <= 1.3'), row('live', '')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process of its own for each reading, since peak memory never goes down. */
function measured(file: string, records: number, live: boolean): number {
  const flags = live ? ['--expose-gc'] : [];
  const out = execFileSync(process.execPath, [...flags, '--import', 'tsx', CHILD, file], {
    encoding: 'utf8',
  });
  const { found, growth } = JSON.parse(out) as { found: number; growth: number };
  if (found !== records) throw new Error(`read ${found} of ${records} records`);
  return growth;
}
