/** Debian's Firefox with the extension in it, headless, over WebDriver BiDi. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { buildForTests } from './extension-browser.ts';
import { removeFolder } from './processes.ts';

const FIREFOX = '/usr/bin/firefox-esr';
const UUID = '7e1f4d5a-0c3b-4f6e-9b1d-2a8c5e6f7a90';

export interface FirefoxBrowser {
  browser: Browser;
  /** `moz-extension://UUID`. */
  origin: string;
  /** Opens one of the extension's own pages. */
  openOwn(path: string): Promise<Page>;
  stop(): Promise<void>;
}

export function missingForFirefox(): string {
  return existsSync(FIREFOX) ? '' : 'install firefox-esr';
}

export async function startFirefox(): Promise<FirefoxBrowser> {
  const extension = buildForTests('firefox');
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({
        [manifest.browser_specific_settings.gecko.id]: UUID,
      }),
      'xpinstall.signatures.required': false,
      // nobody can press the prompt; the extension asks all the same
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await browser.installExtension(extension);
  const origin = `moz-extension://${UUID}`;
  return {
    browser,
    origin,
    async openOwn(path) {
      const page = await browser.newPage();
      // the page loads, but its navigation never ends
      await page.goto(`${origin}/${path}`, { timeout: 3_000 }).catch(() => undefined);
      return page;
    },
    async stop() {
      await browser.close();
      removeFolder(extension);
    },
  };
}

/** Firefox over a profile that outlives it, to be killed without a chance to tidy up. */
export async function openKilledFirefox(profile: string): Promise<{ page: Page; kill(): Promise<void> }> {
  const browser = await puppeteer.launch({
    ...{ browser: 'firefox', executablePath: FIREFOX, headless: true, userDataDir: profile },
  });
  const child = browser.process()!;
  const ended = new Promise((done) => child.once('exit', done));
  return {
    page: await browser.newPage(),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await browser.disconnect().catch(() => undefined);
    },
  };
}
