import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';

/** A file to hand to the app. */
export interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

/** Debian's Chromium, headless. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** A fresh profile; faults of a page (uncaught errors, breaches of the content policy) are collected. */
export async function freshContext(
  browser: Browser,
  options: { colorScheme?: 'light' | 'dark'; locale?: string; width?: number; height?: number } = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({
    locale: options.locale ?? 'en-GB',
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  });
  // a page of a busy machine is slow, not wrong
  context.setDefaultTimeout(60_000);
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text());
  });
  return { context, page: await context.newPage(), faults };
}

/** Drops files on the window as a user does. */
export async function dropFiles(page: Page, files: GivenFile[]): Promise<void> {
  const given = files.map((file) => ({ name: file.name, data: Buffer.from(file.bytes).toString('base64') }));
  await page.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const { name, data } of list) {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    }
  }, given);
}

/** Chooses files in the app's file dialog. */
export async function pickFiles(page: Page, button: string, files: GivenFile[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles(
    files.map((file) => ({
      name: file.name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(file.bytes),
    })),
  );
}

/** Counts of the summary card by outcome, as shown. */
export async function summaryCounts(page: Page): Promise<Record<string, number>> {
  const card = page.getByRole('region', { name: 'Summary' });
  await card.waitFor();
  // In one go: the card may be drawn anew between two questions.
  const chips = await card
    .locator('[data-outcome]')
    .evaluateAll((elements) =>
      elements.map((chip) => [
        chip.getAttribute('data-outcome') ?? '',
        chip.querySelector('strong')?.textContent ?? '',
      ]),
    );
  return Object.fromEntries(
    chips.map(([outcome, count]) => [outcome, Number(count?.replaceAll(',', ''))]),
  ) as Record<string, number>;
}

/** Waits until the page has drawn what it was asked for and reads nothing more. */
export async function quiet(page: Page): Promise<void> {
  const drawn = () => page.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go))));
  await drawn();
  await page.waitForFunction(
    () => document.querySelector('main h1') && !document.querySelector('[data-busy]'),
  );
  await drawn();
}

/** What axe-core finds on the page as it is, one line a rule. */
export async function axeFindings(page: Page): Promise<string[]> {
  await quiet(page);
  // Injected by the debugger: the app's own policy rightly refuses foreign scripts.
  await page.evaluate(`${axe.source}; void 0`);
  const result = await page.evaluate(
    async () =>
      await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
}
