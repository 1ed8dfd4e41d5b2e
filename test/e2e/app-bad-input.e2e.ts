import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { zipOf } from '../support/messages.ts';
import { freePort } from '../support/processes.ts';

/** Each bad input ends with a clear sentence, and nothing stored is lost. */

let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

const encode = (text: string) => new TextEncoder().encode(text);
const GOOD = aggregateXml({ id: 'good', domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 9 }] });

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
  ({ page, faults } = await freshContext(browser));
  await page.goto(server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const outcomeOf = async (name: string, bytes: Uint8Array) => {
  await dropFiles(page, [{ name, bytes }]);
  const row = page.getByRole('region', { name: 'Summary' }).locator(`tr[data-row^="${name}"]`);
  await row.waitFor({ timeout: 60_000 });
  return (await row.textContent()) ?? '';
};

test('a good report, which must outlast the bad ones', async () => {
  await page.getByRole('heading', { name: 'Who sends mail as your domain?' }).waitFor();
  await dropFiles(page, [{ name: 'good.xml', bytes: encode(GOOD) }]);
  await expect.poll(() => summaryCounts(page), { timeout: 20_000 }).toMatchObject({ report: 1 });
});

test('a truncated zip', async () => {
  const whole = zipOf('r.xml', encode(GOOD));
  const text = await outcomeOf('cut.zip', whole.subarray(0, Math.floor(whole.length / 2)));
  expect(text).toContain('Rejected');
  expect(text).toMatch(/cut off on its way|damaged/);
});

test('a page of HTML named .xml.gz', async () => {
  const text = await outcomeOf(
    'login.xml.gz',
    encode('<!doctype html><html><body>Please log in</body></html>'),
  );
  expect(text).toContain('No report');
  expect(text).toContain('This is a web page, not a report.');
});

test('a zip that inflates past the cap', async () => {
  const bytes = new Uint8Array(600 * 2 ** 20).fill(0x20);
  bytes.set(encode('<?xml version="1.0"?><feedback>'));
  const text = await outcomeOf('bomb.xml.gz', gzipSync(bytes, { level: 9 }));
  expect(text).toContain('Rejected');
  expect(text).toMatch(/unpacking was stopped/);
});

test('a dead resolver is said to be dead, and can be left', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Own resolver/ }).check();
  await dialog.getByLabel(/Address of the resolver/).fill(`http://127.0.0.1:${await freePort()}/dns-query`);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText(/It cannot be used: .*could not reach the resolver/).waitFor({ timeout: 30_000 });
  await dialog.getByRole('radio', { name: /None/ }).check();
  await dialog.getByRole('button', { name: 'Use this' }).click();
  await page.getByText('None: stay offline.').waitFor();
});

test('bad files lie on the shelf with their bytes, and what was stored is still there', async () => {
  await page.getByRole('link', { name: 'Import' }).click();
  const shelf = page.getByRole('table', { name: 'Shelf' });
  await shelf.getByRole('button', { name: 'login.xml.gz', exact: true }).click();
  await page.getByRole('dialog').getByText('Please log in').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.locator('tr[data-row="ip:192.0.2.5"]').waitFor();
  expect(faults).toEqual([]);
});
