/**
 * The browser is killed in the middle of an import, again and again, at random moments. What was stored
 * stays stored and whole, nothing is there twice, and the rest can be imported afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomOf } from '../support/random.ts';
import { buildStorePage, type ServedFolder, serveFolder } from '../support/store-page.ts';
import { generateFiles } from '../tools/generated-reports.ts';

const KILLS = 20;
const FILES_A_ROUND = 150;
const SEED = Number(process.env.RUALENS_SEED ?? 7);

const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-kill-'));
const files: { path: string; records: number; messages: number }[] = [];
let served: ServedFolder;
let running: ChildProcess | null = null;

beforeAll(async () => {
  mkdirSync(join(root, 'files'));
  for (const file of generateFiles({ files: KILLS * FILES_A_ROUND, records: 20, seed: SEED })) {
    const path = join(root, 'files', file.name);
    writeFileSync(path, file.bytes);
    files.push({ path, records: file.truth.records, messages: file.truth.messages });
  }
  await buildStorePage(join(root, 'page'));
  served = await serveFolder(join(root, 'page'));
});

afterAll(async () => {
  kill();
  await served?.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends the browser and all its processes without a chance to tidy up. */
function kill(): void {
  if (running?.pid) process.kill(-running.pid, 'SIGKILL');
  running = null;
}

async function openBrowser(): Promise<{ browser: Browser; page: Page }> {
  const profile = join(root, 'profile');
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  const flags = ['--headless', '--no-sandbox', '--no-first-run', '--remote-debugging-port=0'];
  const child = spawn('/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running = child;
  const address = await new Promise<string>((found, failed) => {
    let text = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(text);
      if (match) found(match[1]!);
    });
    child.on('exit', () => failed(new Error(`the browser ended: ${text.slice(-500)}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  const page = await browser.contexts()[0]!.newPage();
  await page.goto(served.url);
  return { browser, page };
}

interface State {
  count: { reports: number; records: number };
  listed: number;
  scannedReports: number;
  scannedRecords: number;
  scannedMessages: number;
  dayReports: number;
  dayMessages: number;
  addressMessages: number;
  imports: { importId: string; state: string; imported: number }[];
}

/** Every figure of the store agrees with every other: no report is half there, none is there twice. */
async function consistent(page: Page): Promise<State> {
  const state = (await page.evaluate(() => window.ask('state'))) as State;
  const { reports, records } = state.count;
  expect(state).toMatchObject({ listed: reports, scannedReports: reports, dayReports: reports });
  expect(state.scannedRecords).toBe(records);
  expect(state.dayMessages).toBe(state.scannedMessages);
  expect(state.addressMessages).toBe(state.scannedMessages);
  expect(state.imports.reduce((sum, it) => sum + it.imported, 0)).toBe(reports);
  return state;
}

test(`killed ${KILLS} times in the middle of an import`, { timeout: 900_000 }, async () => {
  const random = randomOf(SEED);
  const cut: number[] = [];
  let half = 0;
  let committed = 0;
  let shortest = 400;
  for (let round = 0; round < KILLS; round++) {
    const { browser, page } = await openBrowser();
    // Goes on by itself with what was kept of the import that was cut off.
    await page.evaluate(() => window.ask('start'));
    const state = await consistent(page);
    half = state.imports.filter((it) => it.imported > 0 && it.imported < FILES_A_ROUND).length;
    expect(state.count.reports, 'nothing committed is lost').toBeGreaterThanOrEqual(committed);
    expect(state.imports.every((it) => it.state !== 'running')).toBe(true);

    const batch = files.slice(round * FILES_A_ROUND, (round + 1) * FILES_A_ROUND);
    await page.setInputFiles(
      '#files',
      batch.map((it) => it.path),
    );
    const start = Date.now();
    const ended = page
      .evaluate(() => window.ask('import'))
      .then(
        () => true,
        () => false,
      );
    // Somewhere in the time that an import takes here; the first rounds find out how long that is.
    const wait = random(Math.max(50, shortest * 1.2));
    const over = await Promise.race([ended, new Promise<boolean>((go) => setTimeout(() => go(false), wait))]);
    if (over) shortest = Math.max(50, (Date.now() - start) * 0.7);
    else {
      shortest += 40;
      cut.push(wait);
      const asked = page.evaluate(() => window.ask('committed'));
      const known = await Promise.race([
        asked.catch(() => null),
        new Promise((go) => setTimeout(() => go(null), 150)),
      ]);
      if (typeof known === 'number') committed = known;
    }
    kill();
    await ended;
    await browser.close().catch(() => {});
  }
  // Not every moment hits the middle, but most must, or this test shows nothing.
  expect(cut.length).toBeGreaterThan(KILLS / 2);
  expect(half, 'kills that left an import half stored').toBeGreaterThan(2);

  const { browser, page } = await openBrowser();
  await page.evaluate(() => window.ask('start'));
  await consistent(page);
  // The user drops everything once more: what is there is a duplicate, what is missing is added.
  for (let at = 0; at < files.length; at += 500) {
    await page.setInputFiles(
      '#files',
      files.slice(at, at + 500).map((it) => it.path),
    );
    await page.evaluate(() => window.ask('import'));
  }
  const state = await consistent(page);
  expect(state.count.reports).toBe(files.length);
  expect(state.scannedRecords).toBe(files.reduce((sum, it) => sum + it.records, 0));
  expect(state.scannedMessages).toBe(files.reduce((sum, it) => sum + it.messages, 0));
  await browser.close();
  kill();
});
