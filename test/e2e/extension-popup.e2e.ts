/** The popup as a popup, opened by the toolbar button: in the package as it is shipped, with no permission granted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildForTests } from '../support/extension-browser.ts';
import { reportXml } from '../support/messages.ts';
import { type PopupBrowser, startPopupBrowser } from '../support/popup-browser.ts';
import { removeFolder, until } from '../support/processes.ts';
import { type ReportSite, SITE_REPORTS, startReportSite } from '../support/report-site.ts';

let site: ReportSite;
let folder: string;
let browser: PopupBrowser;
let page: Page;

beforeAll(async () => {
  site = await startReportSite();
  folder = buildForTests('chrome', true, (manifest) => manifest);
  browser = await startPopupBrowser(folder);
  page = await browser.browser.newPage();
  await page.goto(site.url);
});
afterAll(async () => {
  await browser?.stop();
  await site?.stop();
  if (folder) removeFolder(folder);
});

const textOf = (popup: Page): Promise<string> => popup.evaluate(() => document.body.textContent ?? '');
const rows = (popup: Page, selector: string): Promise<string[]> =>
  popup.$$eval(selector, (all) => all.map((it) => it.textContent?.trim() ?? ''));
const marks = (of: Page): Promise<number> => of.$$eval('[data-rualens]', (all) => all.length);

async function popupHas(popup: Page, text: RegExp): Promise<void> {
  await until(`the popup shows ${text}`, async () => text.test(await textOf(popup)));
}

test('nothing stored, nothing found, no permission: says so, and offers ways in', async () => {
  const blank = await browser.browser.newPage();
  await blank.goto('chrome://version/');
  const popup = await browser.openPopup(blank);
  const worker = await browser.worker();
  const contexts = await worker.evaluate(async () =>
    (await chrome.runtime.getContexts({ contextTypes: ['POPUP' as never] })).map((it) => it.documentUrl),
  );
  expect(contexts).toEqual([`${browser.origin}/popup.html`]);
  await popupHas(popup, /cannot look at this page/);
  await popupHas(popup, /No reports yet/);
  expect(await browser.findings(popup)).toEqual([]);
  await popup.type('input[type="search"]', 'nowhere.example');
  await popupHas(popup, /Nothing found/);
  await popup.close();
  await blank.close();
});

test('Look once shows what is on this page and imports it; other pages are left alone', async () => {
  const other = await browser.browser.newPage();
  await other.goto(site.url);
  const popup = await browser.openPopup(page);
  await popupHas(popup, /Enable on 127\.0\.0\.1/);
  expect(await marks(page)).toBe(0);
  await popup.click('[data-act="look-once"]');
  // a link may be anybody's: it is read when the user says so
  await popup.waitForSelector('.marks li[data-state="named"]');
  expect(site.asked).not.toContain('/dl/1');
  await popup.click('[data-act="read-all"]');
  await popup.waitForSelector('.marks li[data-state="report"]');
  expect(await rows(popup, '.marks li[data-state="report"] .name')).toEqual(['cable.example shop.example']);
  expect(await browser.findings(popup)).toEqual([]);
  await popup.click('[data-act="import-all"]');
  await popup.waitForSelector('.marks li[data-state="stored"]');
  await popup.close();
  expect(await marks(other)).toBe(0);
  await other.close();
});

test('by the keyboard alone: search a domain and open it', async () => {
  const popup = await browser.openPopup(page);
  await popupHas(popup, /Recent reports[\s\S]*shop\.example/);
  const reached = async (selector: string) =>
    await popup.evaluate((it) => document.activeElement?.matches(it) ?? false, selector);
  for (let i = 0; i < 20 && !(await reached('input[type="search"]')); i += 1)
    await popup.keyboard.press('Tab');
  expect(await reached('input[type="search"]')).toBe(true);
  await popup.keyboard.type('SHOP');
  await popup.waitForSelector('[data-hit="domain"]');
  expect(await rows(popup, '[data-part="hits"] .name')).toEqual(['shop.example']);
  await popup.keyboard.down('Enter');
  const app = await browser.appAt(/#\/domain\?domain=shop\.example/);
  await app.waitForSelector('h1');
  await app.close();
});

test('an address in any report is found, and opens its senders', async () => {
  const popup = await browser.openPopup(page);
  await popup.type('input[type="search"]', '2001:DB8:0::25');
  await popup.waitForSelector('[data-hit="address"]');
  expect(await rows(popup, '[data-hit="address"]')).toEqual(['2001:db8::25 shop.example1 message']);
  expect(await browser.findings(popup)).toEqual([]);
  await popup.click('[data-hit="address"]');
  const app = await browser.appAt(/#\/reports\?domain=shop\.example&period=all&q=2001/);
  await app.waitForSelector('tr[data-row]');
  expect(await app.$$eval('tr[data-row]', (all) => all.length)).toBe(1);
  await app.close();
});

test('a report file opened in a tab is read from there', async () => {
  const tab = await browser.browser.newPage();
  await tab.goto(site.opened);
  const popup = await browser.openPopup(tab);
  await popup.waitForSelector('[data-act="open-file"]');
  expect(await textOf(popup)).toContain('opened.xml');
  await popup.click('[data-act="open-file"]');
  const app = await browser.appAt(/#\/report\/[0-9a-f]{64}$/);
  await until('the app shows the report', async () => (await textOf(app)).includes(SITE_REPORTS.opened.org));
  await app.close();
  await tab.close();
});

test('a file of this computer is asked for once more', async () => {
  const path = join(folder, 'local.xml');
  writeFileSync(path, reportXml(SITE_REPORTS.opened));
  const tab = await browser.browser.newPage();
  await tab.goto(pathToFileURL(path).href);
  const popup = await browser.openPopup(tab);
  await popup.waitForSelector('[data-act="open-local"]');
  await popup.click('[data-act="open-local"]');
  const app = await browser.appAt(/#\/import$/);
  await app.close();
  await tab.close();
});

test('Open with Rualens on a link: the report, or what came of it; nothing else of the page is read', async () => {
  const fresh = await browser.browser.newPage();
  await fresh.goto(site.url);
  // the press gives the same access to the tab as a press of the menu's entry, which no driver can make
  await (await browser.openPopup(fresh)).close();
  const asked = site.asked.length;
  const choose = async (linkUrl: string) => {
    await fresh.bringToFront();
    await (await browser.worker()).evaluate(async (url) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const clicked = chrome.contextMenus.onClicked as unknown as {
        dispatch(info: object, tab: object | undefined): void;
      };
      clicked.dispatch({ menuItemId: 'open-link', linkUrl: url, frameId: 0 }, tab);
    }, linkUrl);
  };
  await choose(site.links.linked);
  const app = await browser.appAt(/#\/report\/[0-9a-f]{64}$/);
  expect(site.asked.slice(asked)).toEqual(['/dl/1']);
  expect(await marks(fresh)).toBe(0);
  for (const [link, outcome, words] of [
    [site.links.page, 'sign-in', /answered with a web page/],
    [site.links.elsewhere, 'refused', /another site/],
    [site.links.empty, 'none', /holds no report/],
  ] as const) {
    await choose(link);
    await browser.appAt(new RegExp(`link=${outcome}`));
    await app.waitForSelector(`[data-link="${outcome}"]`);
    expect(await app.$eval(`[data-link="${outcome}"]`, (it) => it.textContent)).toMatch(words);
  }
  expect(site.asked.slice(asked)).toEqual(['/dl/1', '/login', '/empty.zip']);
  await app.close();
  await fresh.close();
});

test('works while offline', async () => {
  await page.setOfflineMode(true);
  const popup = await browser.openPopup(page);
  await popup.setOfflineMode(true);
  await popup.reload();
  await popupHas(popup, /Recent reports[\s\S]*shop\.example/);
  await popup.close();
  await page.setOfflineMode(false);
});

test('an own resolver’s site is asked for in the click that chooses it; one that answers web pages needs no leave', async () => {
  const app = await browser.openOwn('app.html#/settings');
  // nobody can press the browser's prompt here: what it is asked for is noted, and refused
  await app.evaluate(() => {
    const world = globalThis as unknown as { asked: unknown[] };
    world.asked = [];
    const request = async (wanted: unknown) => world.asked.push(wanted) < 0;
    Object.defineProperty(chrome.permissions, 'request', { value: request });
  });
  const press = async (text: string) => {
    await (await app.waitForSelector(`::-p-xpath(//button[normalize-space(.)="${text}"])`))?.click();
  };
  const choose = async (label: string) => {
    await (await app.waitForSelector(`::-p-xpath(//label[contains(., "${label}")]/input)`))?.click();
  };
  await press('Choose');
  await choose('cloudflare-dns.com');
  await press('Use this');
  await press('Change');
  await choose('Own resolver');
  await app.type('dialog input[type="url"]', 'https://dns.shop.example:8443/dns-query');
  await press('Use this');
  await app.waitForSelector('[data-resolver="https://dns.shop.example:8443/dns-query"]');
  expect(await app.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked)).toEqual([
    { origins: ['https://dns.shop.example/*'] },
  ]);
  await app.close();
});

test('switched off, the extension leaves no trace in open pages', async () => {
  await page.reload();
  const popup = await browser.openPopup(page);
  await popup.click('[data-act="look-once"]');
  await popup.waitForSelector('[data-act="read-all"]');
  await popup.click('[data-act="read-all"]');
  await popup.waitForSelector('.marks li[data-state="stored"]');
  await popup.close();
  const shown = await page.evaluate(() => document.querySelectorAll('[data-rualens]').length);
  expect(shown).toBeGreaterThan(0);
  const extensions = await browser.browser.newPage();
  await extensions.goto('chrome://extensions/');
  await extensions.evaluate(
    (id) =>
      (
        chrome as unknown as { management: { setEnabled(id: string, on: boolean): Promise<void> } }
      ).management.setEnabled(id, false),
    new URL(browser.origin).host,
  );
  await until('the marks are gone', async () => (await marks(page)) === 0);
  expect(await page.$eval('main', (it) => it.outerHTML)).not.toMatch(/rualens/i);
});
