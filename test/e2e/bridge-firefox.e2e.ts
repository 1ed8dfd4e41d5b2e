/** The built app and the extension in one Firefox: two stores, changed apart, become one body of data. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import {
  type FirefoxBrowser,
  missingForFirefox,
  openKilledFirefox,
  startFirefox,
} from '../support/firefox-browser.ts';
import { removeFolder, until } from '../support/processes.ts';
import { readStoredRows, type StoredRows } from '../support/stored-rows.ts';

const missing = missingForFirefox();
/** Reports of an import that is cut off in the middle. */
const REPORTS = 400;
const SLOW = 90_000;

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
    await drop(page, ids);
    await until(`${total} reports are stored`, async () => (await rows(page)).reports.length === total, SLOW);
  }

  /** Drops reports of these ids on the app. */
  async function drop(page: Page, ids: string[]): Promise<void> {
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

  test('killed in the middle of an import, the app goes on; exported, wiped and restored, it holds the same', async () => {
    const profile = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-firefox-'));
    let alone = await openKilledFirefox(profile);
    try {
      await alone.page.goto(`${server.url}#/import`);
      const many = Array.from({ length: REPORTS }, (_, n) => `many-${n}`);
      await drop(alone.page, many);
      await until('some are stored', async () => (await rows(alone.page)).reports.length > 0, SLOW);
      await alone.kill();
      alone = await openKilledFirefox(profile);
      await alone.page.goto(`${server.url}#/import`);
      expect((await rows(alone.page)).reports.length).toBeGreaterThan(0);
      // What was kept goes on by itself; given once more, nothing is there twice.
      await importInto(alone.page, many, REPORTS);
      await alone.page.evaluate(() => {
        location.hash = '#/domains';
      });
      await clickButton(alone.page, 'Not mine');
      await until('it is decided', async () => (await rows(alone.page)).decisions.length === 1);
      const held = await rows(alone.page);
      expect(held.decisions).toHaveLength(1);
      const backup = await exportFrom(alone.page);
      await alone.page.evaluate(
        () =>
          new Promise((done, failed) => {
            const gone = indexedDB.deleteDatabase('rualens');
            gone.onsuccess = done;
            gone.onerror = () => failed(gone.error);
          }),
      );
      await alone.page.reload();
      await alone.page.waitForSelector('h1');
      expect((await rows(alone.page)).reports).toEqual([]);
      await restoreInto(alone.page, backup);
      await until('all is restored', async () => (await rows(alone.page)).reports.length === REPORTS, SLOW);
      expect(await rows(alone.page)).toEqual(held);
    } finally {
      await alone.kill();
      removeFolder(profile);
    }
  });

  async function exportFrom(page: Page): Promise<string> {
    await page.evaluate(() => {
      location.hash = '#/settings';
      const own = URL.createObjectURL;
      URL.createObjectURL = (blob: Blob) => {
        Object.assign(window, { exported: blob });
        return own.call(URL, blob);
      };
    });
    await clickButton(page, 'Export everything');
    await page.waitForSelector('dialog[open] form');
    await page.evaluate(() => document.querySelector<HTMLFormElement>('dialog[open] form')!.requestSubmit());
    await page.waitForFunction(() => 'exported' in window, { timeout: 60_000 });
    return page.evaluate(
      () =>
        new Promise<string>((done) => {
          const reader = new FileReader();
          reader.onload = () => done(String(reader.result).replace(/^.*?,/, ''));
          reader.readAsDataURL((window as never as { exported: Blob }).exported);
        }),
    );
  }

  async function restoreInto(page: Page, base64: string): Promise<void> {
    await page.evaluate((text) => {
      location.hash = '#/settings';
      const bytes = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
      HTMLInputElement.prototype.click = function () {
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], 'all.rualens'));
        this.files = transfer.files;
        this.dispatchEvent(new Event('change', { bubbles: true }));
      };
    }, base64);
    await clickButton(page, 'Read an export');
    await page.waitForSelector('[data-restore]', { timeout: 60_000 });
    await clickButton(page, 'Read it in');
  }
});
