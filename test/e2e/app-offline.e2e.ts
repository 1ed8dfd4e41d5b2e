import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { buildApp } from '../support/app-build.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';

/** The installed app: offline cold start, update, installability, files from the system. */

let browser: Browser;
let server: AppServer;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startAppServer();
});
afterEach(() => server?.stop());

/** Waits until the service worker keeps the app. (`serviceWorker.ready` never answers a debugger.) */
async function kept(page: Page): Promise<void> {
  const active = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? '');
  await expect.poll(active, { timeout: 30_000, interval: 200 }).toBe('activated');
}

const REPORT = aggregateXml({ id: 'one', domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 9 }] });
const file = { name: 'one.xml', bytes: new TextEncoder().encode(REPORT) };

test('with the server stopped, the app starts cold at a deep link and imports', async () => {
  const { context, page, faults } = await freshContext(browser);
  await page.goto(server.url);
  await kept(page);
  await page.getByRole('button', { name: 'Try with sample data' }).click();
  await page.locator('tr[data-row]').first().waitFor({ timeout: 30_000 });
  await page.close();
  await server.stop();

  const cold = await context.newPage();
  await cold.goto(`${server.url}#/domains`);
  await cold.locator('tr[data-row]').first().waitFor();
  expect(await cold.locator('tr[data-row]').count()).toBe(3);
  await dropFiles(cold, [file]);
  await expect.poll(() => summaryCounts(cold), { timeout: 20_000 }).toMatchObject({ report: 1 });
  for (const place of ['Reports', 'SPF', 'Alerts', 'Settings']) {
    await cold.getByRole('link', { name: place, exact: true }).click();
    await cold.getByRole('heading', { level: 1, name: place }).waitFor();
  }
  expect(faults).toEqual([]);
  await context.close();
});

test('a new version announces itself and is used after a click', async () => {
  const { context, page } = await freshContext(browser);
  await page.goto(`${server.url}#/settings`);
  await kept(page);
  await page.getByText('0.0.0-test').waitFor();
  await page.reload();
  server.serve(buildApp('9.9.9-next'));
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await page.getByText('A new version of Rualens is ready.').waitFor({ timeout: 30_000 });
  expect(await page.getByText('0.0.0-test').count()).toBe(1);
  await page.getByRole('button', { name: 'Update now' }).click();
  await page.getByText('9.9.9-next').waitFor({ timeout: 30_000 });
  await context.close();
});

test('the browser finds nothing against installing it, and its manifest takes files', async () => {
  const { context, page } = await freshContext(browser);
  await page.goto(server.url);
  await kept(page);
  const session = await context.newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  const parsed = JSON.parse(manifest.data ?? '{}');
  expect(parsed.file_handlers[0].accept['application/gzip']).toEqual(['.gz']);
  expect(parsed.share_target.method).toBe('POST');
  // Headless contexts are off the record, in which nothing can be installed; nothing else may be said.
  const found = await session.send('Page.getInstallabilityErrors');
  expect(found.installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await context.close();
});

test('files opened with the installed app are imported', async () => {
  const { context, page } = await freshContext(browser);
  await page.addInitScript((xml) => {
    const handle = { getFile: async () => new File([xml], 'opened.xml') };
    Object.defineProperty(window, 'launchQueue', {
      value: { setConsumer: (take: (p: unknown) => void) => take({ files: [handle] }) },
    });
  }, REPORT);
  await page.goto(server.url);
  await expect.poll(() => summaryCounts(page), { timeout: 20_000 }).toMatchObject({ report: 1 });
  expect(page.url()).toContain('#/import');
  await context.close();
});

test('files shared to the installed app are imported on a click, and not before [PRIV-5]', async () => {
  const { context, page } = await freshContext(browser);
  await page.goto(server.url);
  await kept(page);
  await page.reload();
  await page.evaluate((xml) => {
    const form = document.createElement('form');
    form.method = 'POST';
    form.action = './share';
    form.enctype = 'multipart/form-data';
    const input = document.createElement('input');
    input.type = 'file';
    input.name = 'reports';
    const transfer = new DataTransfer();
    transfer.items.add(new File([xml], 'geteilt ü.xml'));
    input.files = transfer.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, REPORT);
  const shared = page.getByRole('region', { name: 'Shared with Rualens' });
  await shared.getByText('geteilt ü.xml').waitFor();
  expect(await page.getByRole('region', { name: 'Summary' }).count()).toBe(0);
  await shared.getByRole('button', { name: 'Import 1 file' }).click();
  await expect.poll(() => summaryCounts(page), { timeout: 20_000 }).toMatchObject({ report: 1 });
  await page.getByText('geteilt ü.xml').first().waitFor();
  await context.close();
});
