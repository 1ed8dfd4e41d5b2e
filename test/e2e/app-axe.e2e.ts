import axe from 'axe-core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshContext, startBrowser } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';

/** axe-core finds nothing on any page, in both themes, wide and on a phone, with data and without. */

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const PAGES = ['domains', 'reports', 'spf', 'alerts', 'import', 'settings'];

async function findings(page: Page): Promise<string[]> {
  await page.waitForTimeout(300);
  // Injected by the debugger: the app's own policy rightly refuses foreign scripts.
  await page.evaluate(`${axe.source}; void 0`);
  const result = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe;
    return await run.run(document, { resultTypes: ['violations'] });
  });
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: every page, empty and with sample data`, async () => {
    const { context, page } = await freshContext(browser, { colorScheme });
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      const list = await findings(page);
      if (list.length > 0) found[name] = list;
    };
    for (const name of PAGES) {
      await page.goto(`${server.url}#/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`${name}, empty`);
    }
    await page.goto(`${server.url}#/domains`);
    await page.getByRole('button', { name: 'Try with sample data' }).click();
    await page.locator('tr[data-row]').first().waitFor({ timeout: 30_000 });
    for (const name of PAGES) {
      await page.goto(`${server.url}#/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(name);
    }
    await page.goto(`${server.url}#/domains`);
    await page.locator('.status-button').first().click();
    await page.getByRole('dialog').waitFor();
    await look('why');
    await page.goto(`${server.url}#/reports`);
    await page.locator('tr[data-row] a').first().click();
    await page.getByRole('tablist').waitFor();
    for (const tab of ['general', 'addresses', 'reports']) {
      await page.getByRole('tab').nth(['general', 'addresses', 'reports'].indexOf(tab)).click();
      await look(`sender, ${tab}`);
    }
    await page.goto(`${server.url}#/reports`);
    await page.getByRole('link', { name: 'DMARC reports' }).click();
    await page.locator('tr[data-row] a').first().click();
    await page.getByRole('heading', { level: 1, name: / on / }).waitFor();
    await look('report');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of PAGES) {
      await page.goto(`${server.url}#/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(`${name}, phone`);
    }
    expect(found).toEqual({});
    await context.close();
  });
}
