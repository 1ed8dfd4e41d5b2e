import { gzipSync, strToU8 } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RESERVE_BYTES } from '../../core/store/reserve.ts';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { freshContext, pickFiles, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { randomOf } from '../support/random.ts';

/** The app and the disk: a watched folder, and a disk that gets full in the middle of an import. */

const SLOW = { timeout: 60_000 };

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const report = (id: string) =>
  aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 1 }] });

/** A report that does not get small when it is packed. */
function bulky(id: string, rows: number, random: (below: number) => number): string {
  const name = () => Array.from({ length: 40 }, () => random(36).toString(36)).join('');
  return aggregateXml({
    id,
    domain: 'shop.example',
    rows: Array.from({ length: rows }, (_, i) => ({
      ip: `192.0.2.${i}`,
      count: 1,
      envelopeFrom: `${name()}.example`,
    })),
  });
}

/** Lays a file into the folder that the page's folder dialog gives. Runs in the page. */
async function put([path, text]: [string, string]): Promise<void> {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('reports', { create: true });
  const names = path.split('/');
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
  const handle = await folder.getFileHandle(names.at(-1)!, { create: true });
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
}

/** The dialog of the system gives a folder of the page's own, and the browser asks again after each start. */
function folderDialog(): void {
  const give = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle('reports', { create: true });
  Object.defineProperty(window, 'showDirectoryPicker', { value: give });
  let allowed = sessionStorage.getItem('asks-again') === null;
  Object.assign(FileSystemDirectoryHandle.prototype, {
    queryPermission: async () => (allowed ? 'granted' : 'prompt'),
    requestPermission: async () => {
      allowed = true;
      return 'granted';
    },
  });
}

test('a watched folder: new files only, on demand, when the app opens, and after the browser asked again', async () => {
  const { context, page, faults } = await freshContext(browser);
  const counted = (expected: Record<string, number>) =>
    expect.poll(() => summaryCounts(page), SLOW).toMatchObject(expected);
  await page.addInitScript(folderDialog);
  await page.goto(`${server.url}#/import`);
  await page.evaluate(put, ['a.xml', report('a')] as [string, string]);
  await page.evaluate(put, ['new/b.xml', report('b')] as [string, string]);
  await page.getByRole('button', { name: 'Watch a folder' }).click();
  await counted({ report: 2 });
  await page.getByText(/^“reports”, last looked at/).waitFor();
  await page.getByRole('button', { name: 'Look now' }).click();
  await page.getByText('Nothing new in the folder.').waitFor();

  await page.evaluate(put, ['new/c.xml', report('c')] as [string, string]);
  await page.getByRole('button', { name: 'Look now' }).click();
  await counted({ report: 1 });
  await page.getByRole('table', { name: 'Files of this import' }).getByText('reports/new/c.xml').waitFor();

  // Found when the app opens; a file that has changed is read again
  await page.evaluate(put, ['d.xml', report('d')] as [string, string]);
  await page.evaluate(put, ['a.xml', `${report('a')} `] as [string, string]);
  await page.reload();
  await counted({ report: 1, duplicate: 1 });

  await page.evaluate(put, ['e.xml', report('e')] as [string, string]);
  await page.evaluate(() => sessionStorage.setItem('asks-again', '1'));
  await page.reload();
  const again = page.getByRole('button', { name: 'Allow reading again' });
  await again.waitFor();
  expect(await page.getByRole('region', { name: 'Summary' }).count()).toBe(0);
  await again.click();
  await counted({ report: 1 });
  await page.getByRole('button', { name: 'Stop watching' }).click();
  await page.getByRole('button', { name: 'Watch a folder' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

/** Reports and records of the Settings page. */
async function stored(page: Page): Promise<{ reports: number; records: number }> {
  await page.getByRole('navigation').first().getByRole('link', { name: 'Settings', exact: true }).click();
  const text = await page.getByText(/reports? with .* records?$/).textContent();
  const [reports, records] = (text ?? '').replaceAll(',', '').match(/\d+/g) ?? [];
  return { reports: Number(reports), records: Number(records) };
}

test('a full disk stops an import with the figures; each report is whole or not there, and with room it goes on', async () => {
  const FILES = 300;
  const ROWS = 200;
  const random = randomOf(5);
  /** Room for the app itself, what it keeps back for deletions, and some of the reports, bytes. */
  const QUOTA = 2_000_000 + RESERVE_BYTES;
  const { context, page, faults } = await freshContext(browser);
  // Before the first write: the browser remembers for half a minute how much room there is
  const session = await context.newCDPSession(page);
  const { origin } = new URL(server.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA });
  await page.goto(`${server.url}#/import`);
  await pickFiles(page, 'Choose files', [{ name: 'first.xml', bytes: strToU8(report('first')) }]);
  await expect.poll(() => summaryCounts(page), SLOW).toMatchObject({ report: 1 });

  const files = Array.from({ length: FILES }, (_, i) => ({
    name: `${i}.xml.gz`,
    bytes: gzipSync(strToU8(bulky(`r${i}`, ROWS, random))),
  }));
  await pickFiles(page, 'Choose files', files);
  const card = page.getByRole('region', { name: 'An import waits for room on the disk' });
  await card.waitFor(SLOW);
  // Chromium tells a round quota, not the one in force
  await card.getByText(/the disk is full or nearly so \([\d.,]+ MB of it are Rualens\)/).waitFor();
  const some = await stored(page);
  expect(some.reports).toBeLessThan(FILES);
  expect(some.records).toBe((some.reports - 1) * ROWS + 1);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('navigation').first().getByRole('link', { name: 'Import', exact: true }).click();
  await card.getByRole('button', { name: 'Finish it' }).click();
  await card.waitFor({ state: 'detached', ...SLOW });
  await expect.poll(() => stored(page), SLOW).toEqual({ reports: FILES + 1, records: FILES * ROWS + 1 });
  expect(faults).toEqual([]);
  await context.close();
});
