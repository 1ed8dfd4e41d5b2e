/** App and extension in one Chromium that is killed while they exchange over the real bridge. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { aggregateXml } from './aggregate-xml.ts';
import { dropFiles } from './app-browser.ts';
import { type AppServer, startAppServer } from './app-server.ts';
import { buildForTests } from './extension-browser.ts';
import { type KilledBrowser, openKilledBrowser } from './killed-browser.ts';
import { removeFolder } from './processes.ts';
import { recountStored } from './recount-stored.ts';
import { storedCount } from './stored-count.ts';
import { readStoredRows } from './stored-rows.ts';

/** Reports that one exchange carries over. */
const AT_ONCE = 250;
const SLOW = { timeout: 60_000 };

export class KilledPair {
  readonly #server: AppServer;
  readonly #extension: string;
  readonly #profile: string;
  #rounds = 0;
  #paired = false;

  private constructor(server: AppServer, extension: string, profile: string) {
    this.#server = server;
    this.#extension = extension;
    this.#profile = profile;
  }

  static async start(profile: string): Promise<KilledPair> {
    return new KilledPair(await startAppServer(), buildForTests(), profile);
  }

  /** Imports into the app, kills the browser while that goes over, and waits until both hold it all. */
  async killInExchange(random: (below: number) => number): Promise<boolean> {
    const round = this.#rounds++;
    const before = round * AT_ONCE;
    let { browser, app, own } = await this.#open();
    if (!this.#paired) {
      await this.#pair(app, own);
      // The browser writes down with delay that both are connected: a kill right after it asks for the clicks again.
      await browser.close();
      ({ browser, app, own } = await this.#open());
      await app.locator('[data-extension="connected"]').waitFor();
    }
    this.#paired = true;
    await app.bringToFront();
    await app.goto(`${this.#server.url}#/import`);
    await dropFiles(
      app,
      Array.from({ length: AT_ONCE }, (_, i) => {
        const rows = [{ ip: '192.0.2.5', count: 1 + (i % 7) }];
        const xml = aggregateXml({ id: `${round}-${i}`, domain: 'shop.example', rows });
        return { name: `${round}-${i}.xml`, bytes: new TextEncoder().encode(xml) };
      }),
    );
    const count = async (page: Page) => (await page.evaluate(readStoredRows)).reports.length;
    const wanted = before + 1 + random(AT_ONCE - 1);
    await own.evaluate(storedCount, [wanted, 'up'] as [number, 'up']);
    await browser.kill();

    const again = await this.#open();
    const first = await count(again.own);
    await expect
      .poll(
        async () => ({
          counts: [await count(again.app), await count(again.own)],
          state: await again.app.locator('[data-extension]').innerText(),
        }),
        SLOW,
      )
      .toMatchObject({ counts: [before + AT_ONCE, before + AT_ONCE] });
    const [a, b] = [await again.app.evaluate(readStoredRows), await again.own.evaluate(readStoredRows)];
    expect(a.reports).toEqual(b.reports);
    for (const page of [again.app, again.own]) {
      const found = await page.evaluate(recountStored);
      expect(found).toEqual({
        ...{ reports: before + AT_ONCE, broken: [], documents: found.documents },
        ...{ listed: found.documents, summed: found.documents },
      });
    }
    await again.browser.close();
    return first < before + AT_ONCE;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    removeFolder(this.#extension);
  }

  /** The app, and a page of the extension, which sees the extension's store. */
  async #open(): Promise<{ browser: KilledBrowser; app: Page; own: Page }> {
    const browser = await openKilledBrowser(this.#profile, this.#extension);
    const { context } = browser;
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const own = await context.newPage();
    await own.goto(`chrome-extension://${new URL(worker.url()).host}/options.html`);
    const app = await context.newPage();
    app.setDefaultTimeout(SLOW.timeout);
    await app.goto(`${this.#server.url}#/settings`);
    await app.locator('[data-extension]').waitFor();
    return { browser, app, own };
  }

  async #pair(app: Page, own: Page): Promise<void> {
    const { origin } = new URL(this.#server.url);
    await own.bringToFront();
    await own.fill('input[name="app"]', `${origin}/`);
    await own.click('[data-part="apps"] form button');
    await own.locator(`[data-app="${origin}"][data-state="allowed"]`).waitFor();
    await app.bringToFront();
    await app.reload();
    await app.locator('[data-extension="found"]').waitFor();
    await app.getByRole('button', { name: 'Connect', exact: true }).click();
    await app.locator('[data-extension="connected"]').waitFor();
    // Nothing is there yet, so nothing is shown before it is taken; what comes before this first exchange would be
    await app.locator('[data-exchanged]:not([data-exchanged=""])').waitFor();
  }
}
