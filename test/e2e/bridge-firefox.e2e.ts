/** The built app and the extension in one Firefox: two stores, changed apart, become one body of data. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type FirefoxBrowser, missingForFirefox, startFirefox } from '../support/firefox-browser.ts';
import { until } from '../support/processes.ts';
import { readStoredRows, type StoredRows } from '../support/stored-rows.ts';

const missing = missingForFirefox();

describe.skipIf(missing)(`the bridge in Firefox${missing && `: ${missing}`}`, () => {
  let server: AppServer;
  let firefox: FirefoxBrowser;
  let app: Page;
  /** The app as the extension's own page. */
  let own: Page;
  let origin: string;

  beforeAll(async () => {
    server = await startAppServer();
    origin = new URL(server.url).origin;
    firefox = await startFirefox();
    app = await firefox.browser.newPage();
    await app.goto(`${server.url}#/import`);
    own = await firefox.openOwn('app.html#/import');
  });
  afterAll(async () => {
    await firefox?.stop();
    await server?.stop();
  });

  const rows = (page: Page): Promise<StoredRows> => page.evaluate(readStoredRows);

  async function importInto(page: Page, ids: string[], total: number): Promise<void> {
    await page.bringToFront();
    await page.evaluate(() => {
      location.hash = '#/import';
    });
    await page.waitForSelector('h1');
    const texts = ids.map((id) =>
      aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 3, spf: 'pass' }] }),
    );
    await page.evaluate((list) => {
      const transfer = new DataTransfer();
      for (const [i, text] of list.entries()) transfer.items.add(new File([text], `${i}.xml`));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
    }, texts);
    await until(`${total} reports are stored`, async () => (await rows(page)).reports.length === total);
  }

  async function equalWith(count: number): Promise<void> {
    await until(`both stores hold the same ${count} reports`, async () => {
      const [a, b] = [await rows(app), await rows(own)];
      return (
        a.reports.length === count &&
        a.reports.join() === b.reports.join() &&
        a.decisions.join() === b.decisions.join()
      );
    });
  }

  async function clickButton(page: Page, name: string, last = false): Promise<void> {
    const selector = `::-p-xpath(//button[normalize-space(.)="${name}"])`;
    await page.waitForSelector(selector);
    const found = await page.$$(selector);
    await (last ? found.at(-1) : found[0])?.click();
  }

  test('changed apart, equal after a click in both', async () => {
    await importInto(app, ['a', 'b', 'shared'], 3);
    await importInto(own, ['shared', 'c'], 2);
    const options = await firefox.openOwn('options.html');
    await options.waitForSelector('input[name="app"]');
    await options.type('input[name="app"]', origin);
    await options.click('[data-part="apps"] form button');
    await options.waitForSelector(`[data-app="${origin}"][data-state="allowed"]`);
    await options.close();
    await app.bringToFront();
    await app.evaluate(() => {
      location.hash = '#/settings';
    });
    await app.waitForSelector('[data-extension="found"]');
    expect((await rows(own)).reports).toHaveLength(2);
    await clickButton(app, 'Connect');
    await app.waitForSelector('[data-extension="connected"]');
    await app.waitForSelector('[data-peer-preview]');
    await clickButton(app, 'Take it over');
    const waiting = await firefox.openOwn('options.html');
    await waiting.waitForSelector(`[data-app="${origin}"] [data-act="take-app"]`);
    await waiting.click(`[data-app="${origin}"] [data-act="take-app"]`);
    await waiting.close();
    await app.bringToFront();
    await equalWith(4);
  });

  test('both directions, while connected', async () => {
    await importInto(own, ['d'], 5);
    await equalWith(5);
    await importInto(app, ['e'], 6);
    await equalWith(6);
  });

  test('undone in one, what the other imported itself stays in both', async () => {
    await app.reload();
    await clickButton(app, 'Undo this import', true);
    await equalWith(4);
  });
});
