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
const FILES = 2_400;
/** Records of a report, about; few, so that looking the whole store through after each kill is quick. */
const RECORDS = 3;
/** Files beyond those stored, at most, after which the browser is killed; several times what is stored at once. */
const AHEAD = 1_000;
/** Progress is told every 100 ms, so the moment is random by more than that, milliseconds. */
const JITTER = 150;
const SEED = Number(process.env.RUALENS_SEED ?? 7);

const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-kill-'));
const files: { path: string; records: number; messages: number }[] = [];
let served: ServedFolder;
let running: ChildProcess | null = null;
let profile = join(root, 'profile');

beforeAll(async () => {
  mkdirSync(join(root, 'files'));
  for (const file of generateFiles({ files: FILES, records: RECORDS, seed: SEED })) {
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
  let before = 0;
  let committed = 0;
  let cut = 0;
  let grown = 0;
  for (let round = 0; round < KILLS; round++) {
    let { browser, page } = await openBrowser();
    let state = await consistent(page);
    if (state.count.reports === FILES) {
      // All is in: on with an empty store, so that kills go on hitting new work.
      kill();
      await browser.close().catch(() => {});
      profile = join(root, `profile-${round}`);
      before = 0;
      committed = 0;
      ({ browser, page } = await openBrowser());
      state = await consistent(page);
    }
    expect(state.count.reports, 'nothing committed is lost').toBeGreaterThanOrEqual(committed);
    expect(state.imports.every((it) => it.state !== 'running')).toBe(true);
    if (state.count.reports > before && state.count.reports < FILES) grown++;
    before = state.count.reports;

    // All files once more: those that are there are duplicates, and the rest goes on from there.
    await page.setInputFiles(
      '#files',
      files.map((it) => it.path),
    );
    const ended = page
      .evaluate(() => window.ask('import'))
      .then(
        () => true,
        () => false,
      );
    // In the middle of new work while there is some, however fast the machine is
    const moment = before < FILES ? Math.min(FILES - 1, before + random(AHEAD)) : random(FILES);
    const wait = page
      .waitForFunction((count) => (window.progress?.files.done ?? 0) >= count, moment, { polling: 10 })
      .then(() => new Promise((go) => setTimeout(go, random(JITTER))))
      .then(
        () => false,
        () => true,
      );
    if (!(await Promise.race([ended, wait]))) cut++;
    const asked = page.evaluate(() => window.ask('committed')).catch(() => null);
    const known = await Promise.race([asked, new Promise((go) => setTimeout(() => go(null), 200))]);
    if (typeof known === 'number') committed = known;
    kill();
    await ended;
    await browser.close().catch(() => {});
  }
  // Not every moment hits the middle, but many must, or this test shows nothing.
  expect(cut).toBeGreaterThan(KILLS / 2);
  expect(grown, 'kills after which an import was there in part').toBeGreaterThan(1);

  const { browser, page } = await openBrowser();
  // Goes on by itself with imports whose files were kept; the others are listed as unfinished.
  await page.evaluate(() => window.ask('start'));
  await consistent(page);
  await page.setInputFiles(
    '#files',
    files.map((it) => it.path),
  );
  await page.evaluate(() => window.ask('import'));
  const state = await consistent(page);
  expect(state.count.reports).toBe(FILES);
  expect(state.scannedRecords).toBe(files.reduce((sum, it) => sum + it.records, 0));
  expect(state.scannedMessages).toBe(files.reduce((sum, it) => sum + it.messages, 0));
  await browser.close();
  kill();
});
