/** The app page of the extension while it reads a folder of webmail. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { axeFindings } from './axe-findings.ts';
import type { ExtensionBrowser } from './extension-browser.ts';

/** Presses *Import all reports* in the popup for the page in front; gives the app page. */
export async function importFolder(browser: ExtensionBrowser, page: Page, folder: string): Promise<Page> {
  await page.bringToFront();
  const popup = await browser.openPopup();
  const button = popup.locator('[data-act="import-folder"]');
  await button.waitFor();
  expect(await button.textContent()).toContain(folder);
  expect(await axeFindings(popup)).toEqual([]);
  const opened = browser.context.waitForEvent('page', (it) => it.url().includes('/app.html'));
  await button.click();
  const app = await opened;
  await app.locator('[data-mailbox]').first().waitFor();
  return app;
}

/** Waits until the folder stands in a state in the app. */
export async function stateOf(app: Page, state: string): Promise<void> {
  await app.locator(`[data-mailbox][data-state="${state}"]`).first().waitFor({ timeout: 40_000 });
}

/** Reporters of all stored reports, by the app's own engine. */
export async function storedReporters(app: Page): Promise<string[]> {
  return await app.evaluate(async () => {
    const opened = indexedDB.open('rualens');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const all = db.transaction('reports').objectStore('reports').getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    db.close();
    return (all.result as { reporter: string; imports: string[] }[])
      .filter((it) => it.imports.length > 0)
      .map((it) => it.reporter)
      .sort();
  });
}
