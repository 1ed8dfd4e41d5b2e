/** A page that attacks the extension: nothing leaks, nothing hangs, nothing is fetched that nobody asked for. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_ATTACHMENTS } from '../../extension/content/page-marks.ts';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { chooseInExtension, storedReports } from '../support/extension-store.ts';
import { type HostilePage, startHostilePage } from '../support/hostile-page.ts';
import { type PlainDoh, startPlainDoh } from '../support/plain-doh.ts';

const DOMAIN = 'id123.attacker.example';

/** What the page has for its attacks. */
declare const cover: HTMLElement;
declare let blink: ReturnType<typeof setInterval>;
declare let attack: (event: Event) => void;

let hostile: HostilePage;
let doh: PlainDoh;
let browser: ExtensionBrowser;
let page: Page;
/** What the flood costs without the extension. */
let alone: number;

beforeAll(async () => {
  hostile = await startHostilePage();
  doh = await startPlainDoh({ [DOMAIN]: 'v=spf1 -all' });
  // as users have it: the marks' roots are closed
  browser = await startExtensionBrowser({ closedShadow: true });
  // opens the store
  await storedReports(browser);
  await chooseInExtension(browser, { resolver: doh.url, confirmed: [DOMAIN] });
  page = await browser.context.newPage();
  await page.goto(hostile.url);
  alone = await longestGap();
  await page.goto(hostile.url);
  await enableSite(browser, page);
  await page.reload();
});
afterAll(async () => {
  await browser?.stop();
  await doh?.stop();
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

const MARKS = '[data-rualens="report"]:not(#forged)';
const states = () => page.locator(MARKS).evaluateAll((all) => all.map((it) => it.getAttribute('data-state')));
/** Requests beside the page itself. */
const files = () => hostile.asked.filter((path) => path !== '/' && path !== '/favicon.ico');
const rounds = () => page.evaluate(() => (globalThis as unknown as { rounds: number }).rounds);

/** Waits for rounds of the page's own clock: a tenth of a second each, and as slow as the page is. */
async function roundsPass(count: number): Promise<void> {
  const from = await rounds();
  await expect.poll(rounds, { timeout: 60_000 }).toBeGreaterThan(from + count);
}

/** Presses the button at the end of a mark, where a person would. */
async function press(mark: number): Promise<void> {
  await page.bringToFront();
  const host = page.locator(MARKS).nth(mark);
  await host.scrollIntoViewIfNeeded();
  const box = (await host.boundingBox())!;
  await page.mouse.click(box.x + box.width - 40, box.y + 17);
}

/** The same once the mark as it is now has been in view for longer than any mark has to be. */
async function pressAfterAWhile(mark: number): Promise<void> {
  await page.bringToFront();
  await page.locator(MARKS).nth(mark).scrollIntoViewIfNeeded();
  await roundsPass(12);
  await press(mark);
}

/** Styles of the element around the first mark. */
const veil = (style: string) =>
  page.evaluate((css) => {
    document.getElementById('veil')!.style.cssText = css;
  }, style);

test('a page that is not known gets no request without a click, and forged clicks are none', async () => {
  await expect.poll(async () => (await states()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
  // the page presses all marks ten times a second
  await roundsPass(30);
  expect(new Set(await states())).toEqual(new Set(['named']));
  expect(files()).toEqual([]);
  expect(hostile.strangers.filter((path) => path !== '/favicon.ico')).toEqual([]);
  expect(await page.evaluate(() => (globalThis as { root?: unknown }).root ?? null)).toBeNull();
});

test.each([
  ['all but transparent', 'opacity: 0.001'],
  ['filtered away', 'filter: contrast(0)'],
  ['cut off', 'clip-path: inset(0 90% 0 0)'],
])('a click of a person on a mark that is %s does nothing', async (_, style) => {
  await veil(style);
  await press(0);
  await roundsPass(20);
  expect(files()).toEqual([]);
  await veil('');
});

test.each([
  ['a picture that lets the pointer through', () => document.body.append(cover)],
  // the page's own forged events are not meant
  [
    'a picture that comes with the click',
    () => {
      attack = (event) => event.isTrusted && document.body.append(cover);
      window.addEventListener('click', attack, true);
    },
  ],
  [
    'a picture that goes when the button of the mouse is pressed',
    () => {
      document.body.append(cover);
      attack = (event) => event.isTrusted && cover.remove();
      window.addEventListener('pointerdown', attack, true);
    },
  ],
  [
    'a picture that comes and goes twenty times a second',
    () => {
      blink = setInterval(() => (cover.isConnected ? cover.remove() : document.body.append(cover)), 25);
    },
  ],
])('[MARK-1] a click on a mark under %s does nothing', async (_, prepare) => {
  await page.locator(MARKS).first().scrollIntoViewIfNeeded();
  // it has been seen before: else it would be refused for that
  await roundsPass(12);
  await page.evaluate(prepare);
  await roundsPass(12);
  await press(0);
  await roundsPass(20);
  await page.evaluate(() => {
    clearInterval(blink);
    window.removeEventListener('click', attack, true);
    window.removeEventListener('pointerdown', attack, true);
    cover.remove();
  });
  expect(files()).toEqual([]);
});

test('a click on a mark that is seen reads that file, from the page itself whatever its base says', async () => {
  await pressAfterAWhile(0);
  await expect.poll(async () => (await states())[0], { timeout: 60_000 }).toBe('report');
  expect(files()).toHaveLength(1);
  expect(files()[0]).toMatch(/^\/dl\/0\//);
  await pressAfterAWhile(1);
  await expect.poll(async () => (await states())[1], { timeout: 60_000 }).toBe('rejected');
  expect(hostile.strangers.filter((path) => path !== '/favicon.ico')).toEqual([]);
});

test('what the store decides does not show in the page, and nobody was asked about the domain', async () => {
  const seen = () =>
    page
      .locator(MARKS)
      .first()
      .evaluate((it) => ({
        attributes: [...it.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
        box: JSON.stringify([it.clientHeight, it.clientWidth]),
      }));
  const before = await seen();
  expect(before.attributes.join()).not.toMatch(/spf|stored/);
  expect(doh.questions).toEqual([]);
  await pressAfterAWhile(0);
  await expect
    .poll(async () => (await storedReports(browser)).map((it) => it.domain), { timeout: 30_000 })
    .toEqual([DOMAIN]);
  await page.bringToFront();
  await roundsPass(10);
  expect(await seen()).toEqual(before);
});

test('rewritten prototypes see nothing of the extension', async () => {
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen.filter((it) => it.startsWith('attachShadow') || it.startsWith('fetch'))).toEqual([]);
  expect(await page.evaluate(() => Object.keys(globalThis).filter((it) => /rualens/i.test(it)))).toEqual([]);
});

test('10,000 links: the page stays usable, and none is read', async () => {
  const before = hostile.asked.length;
  // the flood alone stalls a page; the extension may add to it, not multiply it
  expect((await longestGap()) - alone).toBeLessThan(800);
  expect(hostile.asked.length - before).toBe(0);
  expect((await states()).length).toBeLessThanOrEqual(MAX_ATTACHMENTS);
});

test('the extension’s own questions are answered to its own pages only', async () => {
  const answered = await page.evaluate(async () => {
    const api = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome;
    return api?.runtime?.sendMessage !== undefined;
  });
  expect(answered).toBe(false);
});
