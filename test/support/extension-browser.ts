/** Debian's Chromium with the extension in it, headless, in a profile of its own. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright';
import { removeFolder } from './processes.ts';

const root = join(import.meta.dirname, '..', '..');

export interface ExtensionBrowser {
  context: BrowserContext;
  /** `chrome-extension://ID`, without a slash at the end. */
  origin: string;
  worker(): Promise<Worker>;
  /** Opens the popup's page for the tab looked at last. */
  openPopup(): Promise<Page>;
  stop(): Promise<void>;
}

/** What a test's manifest says beyond the built one. */
type ManifestChange = (manifest: Record<string, unknown>) => Record<string, unknown>;

/** Nobody can press the browser's own permission prompt in a headless browser. */
const withHosts =
  (...hosts: string[]): ManifestChange =>
  (manifest) => ({ ...manifest, host_permissions: hosts });
const withLoopback = withHosts('http://127.0.0.1/*');

/**
 * Builds the extension for tests: marks with an open root, and the loopback host among the granted ones unless
 * `change` says otherwise. Nothing else differs.
 */
export function buildForTests(
  browser: 'chrome' | 'firefox' = 'chrome',
  openShadow = true,
  change: ManifestChange = withLoopback,
): string {
  const folder = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), `rualens-${browser}-`));
  const ready = process.env.RUALENS_TEST_EXTENSION;
  if (ready) cpSync(ready, folder, { recursive: true });
  else
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/vite/bin/vite.js'),
        'build',
        '--mode',
        browser === 'chrome' ? 'extension' : 'firefox',
        '--outDir',
        folder,
        '--emptyOutDir',
        '--logLevel',
        'error',
      ],
      {
        cwd: root,
        env: { ...process.env, VITE_OPEN_SHADOW: openShadow ? '1' : '', VITE_HANGS_ON: 'hangs' },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify(change(manifest)));
  return folder;
}

export async function startExtensionBrowser(
  options: {
    locale?: string;
    colorScheme?: 'light' | 'dark';
    closedShadow?: boolean;
    /** Granted beside the loopback host, as match patterns. */
    hosts?: string[];
  } = {},
): Promise<ExtensionBrowser> {
  const granted = withHosts('http://127.0.0.1/*', ...(options.hosts ?? []));
  const extension = buildForTests('chrome', options.closedShadow !== true, granted);
  const profile = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1280, height: 860 },
    ...(options.locale ? { locale: options.locale } : {}),
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    args: ['--no-sandbox', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  const worker = async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = new URL((await worker()).url()).origin;
  const base = origin === 'null' ? `chrome-extension://${new URL((await worker()).url()).host}` : origin;
  return {
    context,
    origin: base,
    worker,
    async openPopup() {
      const page = await context.newPage();
      await page.setViewportSize({ width: 380, height: 640 });
      await page.goto(`${base}/popup.html`);
      return page;
    },
    async stop() {
      await context.close();
      removeFolder(profile);
      removeFolder(extension);
    },
  };
}

/** Presses *Enable on this site* in the popup, for the page that was looked at last. */
export async function enableSite(browser: ExtensionBrowser, page: Page): Promise<void> {
  await page.bringToFront();
  const popup = await browser.openPopup();
  await popup.click('[data-act="enable"]');
  await popup.waitForSelector('[data-act="enable"]', { state: 'detached' });
  await popup.close();
  await page.bringToFront();
}
