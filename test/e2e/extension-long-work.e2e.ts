/** Long work of the extension: files too large for a mark, and folders of a page that poses as a webmail to harm. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { importFolder, stateOf, storedReporters } from '../support/mailbox-app.ts';
import { HANGING, LARGE, PLAIN, type PosingWebmail, startPosingWebmail } from '../support/posing-webmail.ts';
import { pressMark } from '../support/press-mark.ts';

let site: PosingWebmail;
let browser: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  site = await startPosingWebmail();
  browser = await startExtensionBrowser();
  page = await browser.context.newPage();
  await page.goto(site.files);
  await enableSite(browser, page);
});
afterAll(async () => {
  await browser?.stop();
  await site?.stop();
});

test('an attachment too large for its mark is imported by the app page, on a click of the user', async () => {
  await pressMark(page.locator('[data-rualens="report"] [data-focus="read"]'));
  const button = page.locator('[data-rualens="report"] [data-focus="large"]');
  await button.waitFor();
  // a click that a script of the page makes does nothing
  await button.evaluate((it) => (it as HTMLElement).click());
  const pages = browser.context.pages().length;
  const before = site.asked.filter((path) => path === '/large').length;
  const opened = browser.context.waitForEvent('page', (it) => it.url().includes('/app.html#/import'));
  await button.click();
  const app = await opened;
  await app
    .getByRole('region', { name: 'Summary' })
    .getByText(LARGE.org)
    .first()
    .waitFor({ timeout: 60_000 });
  expect(await storedReporters(app)).toEqual([LARGE.org]);
  expect(browser.context.pages().length).toBe(pages + 1);
  // through the page, with its session, and once
  expect(site.asked.filter((path) => path === '/large').length).toBe(before + 1);
  await app.close();
});

test('[READ-10] a file on which reading hangs costs its own mark: the background and the popup go on', async () => {
  const tab = await browser.context.newPage();
  await tab.goto(site.hanging);
  const mark = (org: string) => tab.locator('[data-rualens="report"]', { hasText: org });
  await pressMark(mark(HANGING.org).locator('[data-focus="read"]'));
  const popup = await browser.openPopup();
  await popup.locator('[data-act="open-files"]').waitFor();
  await popup.close();
  await tab.bringToFront();
  await tab
    .locator('[data-state="rejected"]')
    .getByText('did not get on for 10 seconds')
    .waitFor({ timeout: 90_000 });
  await pressMark(mark(PLAIN.org).locator('[data-focus="read"]'));
  await tab.locator('[data-rualens="report"] [data-focus="import"]').waitFor({ timeout: 60_000 });
  await tab.close();
});

test('a page cannot start the import of a folder, and sees nothing of it', async () => {
  await page.goto(site.folder);
  const popup = await browser.openPopup();
  await popup.locator('[data-act="import-folder"]').waitFor();
  await popup.close();
  await page.bringToFront();
  await page.waitForTimeout(500);
  expect(site.asked.filter((path) => path.includes('_action='))).toEqual([]);
  expect(await page.evaluate(() => (globalThis as { seen?: string }).seen)).toBe(
    'undefinedundefinedundefined',
  );
  const worker = await browser.worker();
  const { wishes = [] } = await worker.evaluate(() => chrome.storage.session.get('wishes'));
  expect(wishes).toEqual([]);
});

test('a folder whose messages lead to another host gives nothing, and that host is not asked', async () => {
  const app = await importFolder(browser, page, 'Inbox');
  await stateOf(app, 'waiting');
  expect(await app.getByRole('alert').first().textContent()).toContain('sign in again');
  expect(site.strangers.filter((path) => path !== '/favicon.ico')).toEqual([]);
  expect(await page.evaluate(() => (globalThis as { harmed?: boolean }).harmed)).toBeUndefined();
  await app.close();
});

test('a list without an end can be stopped at any time, and is not taken at its word', async () => {
  site.answer = 'endless';
  const app = await importFolder(browser, page, 'Inbox');
  await expect
    .poll(() => app.locator('[data-mailbox]').first().textContent(), { timeout: 20_000 })
    .toMatch(/[1-9]\d* of 200,000 messages/);
  await app.getByRole('button', { name: 'Stop' }).click();
  await stateOf(app, 'stopped');
  const asked = site.asked.length;
  await app.waitForTimeout(500);
  expect(site.asked.length).toBe(asked);
  expect(await storedReporters(app)).toEqual([LARGE.org]);
});
