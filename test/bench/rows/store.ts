/**
 * Storing in Chromium: files are chosen in a page and go through unpacking, reading and the store in its
 * worker, as in the app. Speed beside `xmllint --stream --noout` over the same files unpacked, which stores
 * nothing; sizes as encoded, and as the browser counts them on its disk.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync, unzipSync, zipSync } from 'fflate';
import { chromium, type Page } from 'playwright';
import { buildStorePage, serveFolder } from '../../support/store-page.ts';
import { generateFiles } from '../../tools/generated-reports.ts';
import { type BenchResult, median } from '../bench-row.ts';

const ROUNDS = 3;
/** Below 1 for a quick look; the budgets are meant for 1. */
const SCALE = Number(process.env.RUALENS_BENCH_SCALE ?? 1);
const MB = 1024 * 1024;

interface Imported {
  ms: number;
  imported: number;
  records: number;
}

interface Sizes {
  usage: number;
  blocks: number;
  packMeta: number;
  headers: number;
  sums: number;
  spans: number;
  raws: number;
}

export default async function store(): Promise<BenchResult[]> {
  const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-bench-store-'));
  await buildStorePage(join(root, 'page'));
  const served = await serveFolder(join(root, 'page'));
  const withPage = async <T>(run: (page: Page) => Promise<T>): Promise<T> => {
    const profile = mkdtempSync(join(root, 'profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: ['--no-sandbox'],
    });
    try {
      const page = await context.newPage();
      await page.goto(served.url);
      await page.evaluate(() => window.ask('open'));
      return await run(page);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  try {
    return [
      await manyFiles(root, withPage),
      ...(await smallReports(root, withPage)),
      ...(await million(root, withPage)),
    ];
  } finally {
    await served.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

type WithPage = <T>(run: (page: Page) => Promise<T>) => Promise<T>;

async function importFolder(page: Page, folder: string): Promise<Imported> {
  await page.setInputFiles(
    '#files',
    readdirSync(folder).map((name) => join(folder, name)),
  );
  return (await page.evaluate(() => window.ask('import'))) as Imported;
}

async function manyFiles(root: string, withPage: WithPage): Promise<BenchResult> {
  const [folder, unpacked] = [join(root, 'many'), join(root, 'many-xml')];
  for (const it of [folder, unpacked]) mkdirSync(it);
  const count = Math.round(2_000 * SCALE);
  for (const { name, bytes } of generateFiles({ files: count, records: 50, fixed: true })) {
    writeFileSync(join(folder, name), bytes);
    const xml = name.endsWith('.gz')
      ? gunzipSync(bytes)
      : name.endsWith('.zip')
        ? Object.values(unzipSync(bytes))[0]!
        : bytes;
    writeFileSync(join(unpacked, `${name}.xml`), xml);
  }
  const xmlFiles = readdirSync(unpacked).map((name) => join(unpacked, name));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    execFileSync('xmllint', ['--stream', '--noout', ...xmlFiles], { stdio: 'ignore' });
    theirs.push(performance.now() - start);
    const result = await withPage((page) => importFolder(page, folder));
    if (result.imported !== count) throw new Error(`${result.imported} of ${count} reports were imported`);
    ours.push(result.ms);
  }
  const [value, peerValue] = [median(ours), median(theirs)];
  const ratio = value / peerValue;
  return {
    name: 'import of 2,000 files, 100,000 records, Chromium, medians of 3',
    value,
    unit: 'ms',
    budget: 'ratio <= 5',
    within: ratio <= 5,
    peer: 'xmllint --stream, unpacked',
    peerValue,
    ratio,
  };
}

/** Reports in zips of a thousand, since choosing 50,000 files measures the file dialog. */
function writeZips(folder: string, files: number, records: number, fixed: boolean): number {
  mkdirSync(folder);
  let members: Record<string, [Uint8Array, { level: 0 }]> = {};
  let inZip = 0;
  let zips = 0;
  let gzipBytes = 0;
  const flush = () => {
    writeFileSync(join(folder, `${zips++}.zip`), zipSync(members));
    members = {};
    inZip = 0;
  };
  for (const { name, bytes } of generateFiles({ files, records, fixed, mix: ['gz'], days: 90 })) {
    members[name] = [bytes, { level: 0 }];
    gzipBytes += bytes.length;
    if (++inZip === 1_000) flush();
  }
  if (inZip > 0) flush();
  return gzipBytes;
}

/** Time from a page without a store to the answer of the Domains page. */
async function coldStart(page: Page): Promise<number> {
  await page.reload();
  const opened = (await page.evaluate(() => window.ask('open'))) as number;
  const views = (await page.evaluate(() => window.ask('views'))) as { domainsMs: number };
  return opened + views.domainsMs;
}

function figure(
  name: string,
  value: number,
  unit: string,
  budget: string,
  within: boolean | null,
): BenchResult {
  return { name, value, unit, budget, within, peer: '', peerValue: null, ratio: null };
}

async function smallReports(root: string, withPage: WithPage): Promise<BenchResult[]> {
  const folder = join(root, 'small');
  const count = Math.round(50_000 * SCALE);
  writeZips(folder, count, 3, false);
  const { result, cold } = await withPage(async (page) => {
    const imported = await importFolder(page, folder);
    return { result: imported, cold: await coldStart(page) };
  });
  if (result.imported !== count) throw new Error(`${result.imported} of ${count} reports were imported`);
  rmSync(folder, { recursive: true });
  const value = result.imported / (result.ms / 1000);
  const what = `50,000 small reports (${(result.records / count).toFixed(1)} records each), once`;
  return [
    figure(`import of ${what}, Chromium`, value, 'reports/s', '>= 500', value >= 500),
    figure(`${what}: opened and Domains answered, cold`, cold, 'ms', '<= 1000 ms', cold <= 1000),
  ];
}

async function million(root: string, withPage: WithPage): Promise<BenchResult[]> {
  const folder = join(root, 'million');
  const gzipBytes = writeZips(folder, Math.round(2_000 * SCALE), 500, true);
  const { sizes, cold } = await withPage(async (page) => {
    await importFolder(page, folder);
    const measured = (await page.evaluate(() => window.ask('sizes'))) as Sizes;
    return { sizes: measured, cold: await coldStart(page) };
  });
  rmSync(folder, { recursive: true });
  const kept = sizes.blocks + sizes.packMeta + sizes.sums + sizes.spans;
  const row = (name: string, value: number, unit: string, budget: string, within: boolean | null) =>
    figure(`1,000,000 records in 2,000 reports: ${name}`, value, unit, budget, within);
  return [
    row('blocks and summaries', kept / MB, 'MB', '<= 40 MB', kept <= 40 * MB),
    row('headers', sizes.headers / MB, 'MB', '', null),
    row('on disk, with documents', sizes.usage / MB, 'MB', '', null),
    {
      ...row('documents', sizes.raws / MB, 'MB', 'ratio <= 1', sizes.raws <= gzipBytes),
      peer: 'their gzip files',
      peerValue: gzipBytes / MB,
      ratio: sizes.raws / gzipBytes,
    },
    row('store opened and Domains answered, cold', cold, 'ms', '<= 1000 ms', cold <= 1000),
  ];
}
