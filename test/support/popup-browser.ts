/**
 * Debian's Chromium with the extension, driven so that its popup opens as one: from the toolbar button, which is what
 * gives the extension a look at the tab in front, and on nothing but that.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Extension, type Page, type WebWorker } from 'puppeteer-core';
import { axeFindings } from './axe-findings.ts';
import { removeFolder, until } from './processes.ts';

export interface PopupBrowser {
  browser: Browser;
  /** `chrome-extension://ID`. */
  origin: string;
  /** The background; started where the browser ended it. */
  worker(): Promise<WebWorker>;
  /** Presses the toolbar button over a page; the popup that opens. */
  openPopup(over: Page): Promise<Page>;
  /** What axe finds on a page in the light and in the dark; empty where nothing is wrong. */
  findings(page: Page): Promise<string[]>;
  /** Opens one of the extension's own pages in a tab. */
  openOwn(path: string): Promise<Page>;
  /** The tab that shows the app as the extension's page, once it is at a place that fits. */
  appAt(place: RegExp): Promise<Page>;
  stop(): Promise<void>;
}

/** `folder` holds the unpacked extension; it is not removed. */
export async function startPopupBrowser(
  folder: string,
  language = 'en-GB',
  args: readonly string[] = [],
): Promise<PopupBrowser> {
  const profile = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-popup-'));
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    // the toolbar button can be pressed over a pipe only
    pipe: true,
    enableExtensions: [folder],
    userDataDir: profile,
    args: ['--no-sandbox', `--accept-lang=${language}`, ...args],
    defaultViewport: { width: 1280, height: 860 },
  });
  const first = <Item>(items: Iterable<Item>): Item | undefined => [...items][0];
  let found: Extension | undefined;
  await until('the extension is loaded', async () => {
    found = first((await browser.extensions()).values());
    return found !== undefined;
  });
  const extension = found as Extension;
  const origin = `chrome-extension://${extension.id}`;
  return {
    browser,
    origin,
    async worker() {
      const target = await browser.waitForTarget(
        (it) => it.type() === 'service_worker' && it.url().startsWith(origin),
      );
      return (await target.worker()) as WebWorker;
    },
    async openPopup(over) {
      await over.bringToFront();
      await over.triggerExtensionAction(extension);
      const target = await browser.waitForTarget((it) => it.url() === `${origin}/popup.html`);
      const popup = await target.asPage();
      await popup.waitForSelector('h2');
      return popup;
    },
    async findings(page) {
      const found: string[] = [];
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        found.push(...(await axeFindings(page)).map((it) => `${value}: ${it}`));
      }
      await page.emulateMediaFeatures([]);
      return found;
    },
    async openOwn(path) {
      const page = await browser.newPage();
      await page.goto(`${origin}/${path}`);
      return page;
    },
    async appAt(place) {
      const target = await browser.waitForTarget(
        (it) => it.url().startsWith(`${origin}/app.html`) && place.test(it.url()),
      );
      return (await target.page()) as Page;
    },
    async stop() {
      await browser.close();
      removeFolder(profile);
    },
  };
}
