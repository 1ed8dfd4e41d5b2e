import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { buildPage, serveFolder } from '../../support/store-page.ts';
import { hugeFile } from '../../tools/generated-reports.ts';
import { type BenchResult, median } from '../bench-row.ts';

const RECORDS = 100_000;
const ROUNDS = 3;

/** One report of 100,000 records in Chromium, to column blocks, beside fast-xml-parser making plain objects of it. */
export default async function readChromium(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-bench-'));
  await buildPage('read-page', folder);
  writeFileSync(join(folder, 'huge.xml'), hugeFile({ records: RECORDS }).bytes);
  const served = await serveFolder(folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto(served.url);
      const {
        ours: own,
        peer,
        records,
        peerRecords,
      } = await page.evaluate(() => window.measure('/huge.xml'));
      if (records !== RECORDS || peerRecords !== RECORDS)
        throw new Error(`read ${records} and ${peerRecords}`);
      ours.push(own);
      theirs.push(peer);
    }
    const [value, peerValue] = [median(ours), median(theirs)];
    return [
      {
        name: `read ${RECORDS.toLocaleString('en')} records in Chromium, cold, medians of ${ROUNDS}`,
        value,
        unit: 'ms',
        budget: 'ratio >= 8',
        within: peerValue / value >= 8,
        peer: 'fast-xml-parser',
        peerValue,
        ratio: peerValue / value,
      },
    ];
  } finally {
    await browser.close();
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
