/**
 * What the extension costs: its size, and the time it takes on a page of 10,000 elements while 1,000 of them
 * change, counted in the browser as script time of the content script's own world.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type CDPSession, chromium } from 'playwright';
import { packageExtension } from '../../tools/package.ts';
import { type BenchResult, median } from '../bench-row.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const RUNS = 5;
const ELEMENTS = 10_000;
const MUTATIONS = 1_000;

export default async function extension(): Promise<BenchResult[]> {
  const packages = (['chrome', 'firefox'] as const).map((browser) => ({
    browser,
    ...packageExtension(browser),
  }));
  const script = readFileSync(join(root, 'dist', 'chrome', 'content', 'main.js'));
  const gzip = gzipSync(script, { level: 9 }).length / 1000;
  const marks = readFileSync(join(root, 'dist', 'chrome', 'content', 'marks-script.js'));
  const marksGzip = gzipSync(marks, { level: 9 }).length / 1000;
  const cost = await measurePage(script.toString());
  return [
    row('content script', gzip, 'kB gzip', 'below 15', gzip < 15),
    row('marks, with the first attachment', marksGzip, 'kB gzip', '', null),
    row(
      `script for ${MUTATIONS} mutations on ${ELEMENTS} elements`,
      cost.storm,
      'ms',
      'below 50',
      cost.storm < 50,
    ),
    row('script in 5 s after idle', cost.idle, 'ms', 'below 5', cost.idle < 5),
    ...packages.map((it) => row(`package for ${it.browser}`, it.bytes / 1_000_000, 'MB zip', '', null)),
  ];
}

function row(name: string, value: number, unit: string, budget: string, within: boolean | null): BenchResult {
  return { name: `extension: ${name}`, value, unit, budget, within, peer: '', peerValue: null, ratio: null };
}

/** Script time of a page with the content script, less that of the same page without it. */
async function measurePage(script: string): Promise<{ storm: number; idle: number }> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const storms: number[] = [];
  const idles: number[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const without = await runOnce(browser, '');
      const withScript = await runOnce(browser, script);
      storms.push(Math.max(0, withScript.storm - without.storm));
      idles.push(Math.max(0, withScript.idle - without.idle));
    }
  } finally {
    await browser.close();
  }
  return { storm: median(storms), idle: median(idles) };
}

async function runOnce(
  browser: Awaited<ReturnType<typeof chromium.launch>>,
  script: string,
): Promise<{ storm: number; idle: number }> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.setContent('<main></main>');
  await page.evaluate((count) => {
    const list = document.createElement('ul');
    for (let i = 0; i < count / 2; i += 1) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `/mail/${i}`;
      link.title = `Message ${i}`;
      item.append(link);
      list.append(item);
    }
    document.querySelector('main')?.append(list);
  }, ELEMENTS);
  // the page's own world stands in for the isolated one: the same code, the same observers
  if (script)
    await page.evaluate(
      `globalThis.chrome = { runtime: { id: 'x', sendMessage: async () => undefined }, i18n: { getUILanguage: () => 'en' } };\n${script}`,
    );
  await page.waitForTimeout(500);
  const before = await scriptTime(session);
  await page.evaluate(async (count) => {
    const list = document.querySelector('ul');
    for (let i = 0; i < count; i += 1) {
      const item = document.createElement('li');
      item.textContent = String(i);
      list?.append(item);
      if (i % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, MUTATIONS);
  await page.waitForTimeout(600);
  const storm = (await scriptTime(session)) - before;
  const quiet = await scriptTime(session);
  await page.waitForTimeout(5_000);
  const idle = (await scriptTime(session)) - quiet;
  await page.close();
  return { storm, idle };
}

async function scriptTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find((it) => it.name === 'ScriptDuration')?.value ?? 0) * 1000;
}
