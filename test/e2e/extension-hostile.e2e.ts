/** A page that attacks the extension: nothing leaks, nothing hangs, nothing is fetched that should not be. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_ATTACHMENTS, MAX_READS } from '../../extension/content/page-marks.ts';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { storedReports } from '../support/extension-store.ts';
import { type HostilePage, startHostilePage } from '../support/hostile-page.ts';

let hostile: HostilePage;
let browser: ExtensionBrowser;
let page: Page;
/** What the flood costs without the extension. */
let alone: number;

beforeAll(async () => {
  hostile = await startHostilePage();
  // as users have it: the marks' roots are closed
  browser = await startExtensionBrowser({ closedShadow: true });
  page = await browser.context.newPage();
  await page.goto(hostile.url);
  alone = await longestGap();
  await page.goto(hostile.url);
  await enableSite(browser, page);
  await page.reload();
});
afterAll(async () => {
  await browser?.stop();
  await hostile?.stop();
});

/** Floods the page; the longest time between two frames, in milliseconds. */
async function longestGap(): Promise<number> {
  await page.evaluate(() => {
    const world = globalThis as unknown as { flood(count: number): void; gaps: number[] };
    world.gaps.length = 0;
    world.flood(10_000);
  });
  await page.waitForTimeout(4_000);
  return await page.evaluate(() => Math.max(...(globalThis as unknown as { gaps: number[] }).gaps));
}

const states = () =>
  page
    .locator('[data-rualens="report"]:not(#forged)')
    .evaluateAll((all) => all.map((it) => it.getAttribute('data-state')));

test('only the page’s own origin is asked, and a redirect or a login page gives nothing', async () => {
  await expect.poll(states, { timeout: 15_000 }).toContain('report');
  await expect.poll(states).toContain('rejected');
  await page.waitForTimeout(1_000);
  expect(hostile.strangers.filter((path) => path !== '/favicon.ico')).toEqual([]);
});

test('clicks that the page makes do nothing, and the panel cannot be reached', async () => {
  await page.waitForTimeout(1_000);
  expect(await states()).not.toContain('stored');
  expect(await storedReports(browser)).toEqual([]);
  expect(await page.evaluate(() => (globalThis as { root?: unknown }).root ?? null)).toBeNull();
});

test('rewritten prototypes see nothing of the extension', async () => {
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen.filter((it) => it.startsWith('attachShadow') || it.startsWith('fetch'))).toEqual([]);
  expect(await page.evaluate(() => Object.keys(globalThis).filter((it) => /rualens/i.test(it)))).toEqual([]);
});

test('10,000 links: the page stays usable, and few are read', async () => {
  const before = hostile.asked.length;
  // the flood alone stalls a page; the extension may add to it, not multiply it
  expect((await longestGap()) - alone).toBeLessThan(800);
  expect(hostile.asked.length - before).toBeLessThanOrEqual(MAX_ATTACHMENTS);
  expect(hostile.asked.length).toBeLessThan(MAX_READS);
  expect((await states()).length).toBeLessThanOrEqual(MAX_ATTACHMENTS);
});

test('the extension’s own questions are answered to its own pages only', async () => {
  const answered = await page.evaluate(async () => {
    const api = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome;
    return api?.runtime?.sendMessage !== undefined;
  });
  expect(answered).toBe(false);
});
