/**
 * Export and restore of 20,000 small reports in Chromium, as the app does them in its worker, with the processor time
 * they take, which says the same on a busy machine, and the memory: growth of the browser's processes over idle, sampled.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { chromium, type Page } from 'playwright';
import { buildStorePage, serveFolder } from '../../support/store-page.ts';
import { generateFiles } from '../../tools/generated-reports.ts';
import type { BenchResult } from '../bench-row.ts';

/** Below 1 for a quick look; the budgets are meant for 1. */
const SCALE = Number(process.env.RUALENS_BENCH_SCALE ?? 1);
const REPORTS = Math.round(20_000 * SCALE);
const IN_ZIP = 1_000;
const SAMPLE_MS = 100;
const KB_OF_MB = 1024;
/** What Linux counts in for programs, whatever it uses itself. */
const TICKS_A_SECOND = 100;

interface Measured {
  seconds: number;
  /** Of all processes of the browser. */
  processor: number;
  /** Peak over idle, MB. */
  growth: number;
}

export default async function backup(): Promise<BenchResult[]> {
  const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-bench-backup-'));
  await buildStorePage(join(root, 'page'));
  const served = await serveFolder(join(root, 'page'));
  const file = join(root, 'all.rualens');
  try {
    writeReports(join(root, 'files'));
    const exported = await withPage(root, served.url, async (page, measure) => {
      const names = readdirSync(join(root, 'files')).map((name) => join(root, 'files', name));
      await page.setInputFiles('#files', names);
      await page.evaluate(() => window.ask('import'));
      const download = page.waitForEvent('download', { timeout: 600_000 });
      const result = await measure(() =>
        page.evaluate(async () => {
          const { file, ms } = (await window.ask('export')) as { file: Blob; ms: number };
          const link = document.createElement('a');
          link.href = URL.createObjectURL(file);
          link.download = 'all.rualens';
          link.click();
          return ms;
        }),
      );
      await (await download).saveAs(file);
      return result;
    });
    const restored = await withPage(root, served.url, async (page, measure) => {
      await page.setInputFiles('#files', file);
      return measure(async () => {
        const result = (await page.evaluate(() => window.ask('restore'))) as { reports: number; ms: number };
        if (result.reports !== REPORTS) throw new Error(`${result.reports} of ${REPORTS} came back`);
        return result.ms;
      });
    });
    return [...rows('export', exported, 10), ...rows('restore', restored, 20)];
  } finally {
    await served.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function rows(what: string, measured: Measured, most: number): BenchResult[] {
  const row = (name: string, value: number, unit: string, limit: number | null): BenchResult => ({
    ...{ name: `${what} of ${REPORTS} small reports, Chromium${name}`, value, unit },
    ...{
      budget: limit === null ? '' : `<= ${limit} ${unit}`,
      within: limit === null ? null : value <= limit,
    },
    ...{ peer: '', peerValue: null, ratio: null },
  });
  return [
    row('', measured.seconds, 's', most),
    row(': processor time', measured.processor, 's', null),
    row(': peak memory over idle', measured.growth, 'MB', 300),
  ];
}

function writeReports(folder: string): void {
  mkdirSync(folder);
  let members: Record<string, [Uint8Array, { level: 0 }]> = {};
  let zips = 0;
  for (const { name, bytes } of generateFiles({ files: REPORTS, records: 3, mix: ['gz'], days: 90 })) {
    members[name] = [bytes, { level: 0 }];
    if (Object.keys(members).length < IN_ZIP) continue;
    writeFileSync(join(folder, `${zips++}.zip`), zipSync(members));
    members = {};
  }
  writeFileSync(join(folder, `${zips}.zip`), zipSync(members));
}

type Measure = (work: () => Promise<number>) => Promise<Measured>;

async function withPage<T>(
  root: string,
  url: string,
  run: (page: Page, measure: Measure) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(root, 'profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox'],
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(url);
    await page.evaluate(() => window.ask('open'));
    return await run(page, async (work) => {
      const idle = used(profile);
      let peak = idle.kilobytes;
      const timer = setInterval(() => {
        peak = Math.max(peak, used(profile).kilobytes);
      }, SAMPLE_MS);
      const ms = await work();
      clearInterval(timer);
      const processor = used(profile).seconds - idle.seconds;
      return { seconds: ms / 1000, processor, growth: (peak - idle.kilobytes) / KB_OF_MB };
    });
  } finally {
    await context.close();
  }
}

/** Memory and processor time of the browser over this profile and of all its processes. */
function used(profile: string): { kilobytes: number; seconds: number } {
  const children = new Map<number, number[]>();
  let browser = 0;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
    const command = read(`/proc/${pid}/cmdline`);
    if (command.includes(profile) && !command.includes('--type=')) browser = pid;
  }
  const all: number[] = [];
  for (const pids = browser === 0 ? [] : [browser]; pids.length > 0; ) {
    const pid = pids.pop()!;
    all.push(pid);
    pids.push(...(children.get(pid) ?? []));
  }
  const total = (of: (pid: number) => number) => all.reduce((sum, pid) => sum + of(pid), 0);
  return {
    kilobytes: total((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)),
    seconds: total(ticksOf) / TICKS_A_SECOND,
  };
}

/** utime and stime, proc(5); the name before them may hold blanks. */
function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)!.split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** A process may be gone meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
