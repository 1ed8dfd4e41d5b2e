import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { freshContext, pickFiles, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';

/** Ways in and out of the app as a user has them: folders, paste, pause, cancel, a reload, shelf, backup, deletion. */

const SHOP = 'shop.example';
const CLUB = 'club.example';
const BIG = 'big.example';

/** Files of the long import, and records in each. */
const FILES = 1_500;
const ROWS = 40;

const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-ways-'));
const SLOW = { timeout: 60_000 };

let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

const report = (id: string, domain: string, count = 3, daysAgo = 1) =>
  aggregateXml({ id, domain, daysAgo, rows: [{ ip: '192.0.2.5', count, dkim: 'pass' }] });

function folder(name: string, files: Record<string, string | Uint8Array>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, name, path, '..'), { recursive: true });
    writeFileSync(join(root, name, path), content);
  }
  return join(root, name);
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
  ({ page, faults } = await freshContext(browser));
  await page.goto(`${server.url}#/import`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

const visit = (name: string, where = page) =>
  where.getByRole('navigation').first().getByRole('link', { name, exact: true }).click();

const counted = (expected: Record<string, number>) =>
  expect.poll(() => summaryCounts(page), SLOW).toMatchObject(expected);

async function chooseFolder(path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a folder' }).click(),
  ]);
  await chooser.setFiles(path);
}

/** Reports and records of the Settings page. */
async function stored(where = page): Promise<{ reports: number; records: number }> {
  await visit('Settings', where);
  const text = await where.getByText(/reports? with .* records?$/).textContent();
  const [reports, records] = (text ?? '').replaceAll(',', '').match(/\d+/g) ?? [];
  return { reports: Number(reports), records: Number(records) };
}

test('a chosen folder is read with all folders in it, each file with its path', async () => {
  await chooseFolder(
    folder('box', {
      'a.xml': report('a', SHOP, 10),
      'inner/b.xml.gz': gzipSync(report('b', SHOP, 20, 40)),
      'inner/deep/c.xml': report('c', CLUB, 5),
      'notes.pdf': '%PDF-1.4 no report',
    }),
  );
  await counted({ report: 3, 'not-a-report': 1 });
  const list = page.getByRole('table', { name: 'Files of this import' });
  await list.getByText('box/inner/deep/c.xml').waitFor();
  expect(await list.textContent()).toContain('box/inner/b.xml.gz');
});

test('a dropped folder is read the same way', async () => {
  const path = folder('dropped', { 'd.xml': report('d', CLUB, 7), 'cur/e.xml': report('e', CLUB, 1, 2) });
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    if (type === 'dragOver') await page.locator('.drop-cover').waitFor();
  }
  await counted({ report: 2 });
  await page.locator('.drop-cover').waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Files of this import' }).getByText('dropped/cur/e.xml').waitFor();
});

test('text is pasted into the dialog, or anywhere on the window; into a field it is only text', async () => {
  await page.getByRole('button', { name: 'Paste text' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('hello');
  await dialog.getByText('This is neither XML, nor JSON, nor a mail, nor base64.').waitFor();
  await dialog.getByRole('textbox').fill(report('f', SHOP, 1, 3));
  await dialog.getByRole('button', { name: 'Import' }).click();
  await counted({ report: 1 });
  const paste = (text: string, into: string) =>
    page.locator(into).evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await paste(report('f', SHOP, 1, 3), 'body');
  await counted({ report: 0, duplicate: 1 });
  // A packed attachment as it stands in a mail's source, and that whole source
  const packed = Buffer.from(gzipSync(report('f', SHOP, 1, 3))).toString('base64');
  for (const text of [
    packed,
    `Subject: Report\nContent-Transfer-Encoding: base64\nContent-Type: application/gzip\n\n${packed}`,
  ]) {
    await page.getByRole('button', { name: 'Paste text' }).click();
    await dialog.getByRole('textbox').fill(text);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page
      .getByRole('table', { name: 'Files of this import' })
      .getByText(text === packed ? 'pasted.txt' : 'pasted.eml')
      .waitFor();
    await counted({ report: 0, duplicate: 1 });
  }
  await page.getByRole('button', { name: 'Paste text' }).click();
  await paste(report('g', SHOP), 'dialog textarea');
  await page.keyboard.press('Escape');
  expect((await stored()).reports).toBe(6);
});

test('a file of the shelf is tried again, saved as it came, and deleted', async () => {
  await visit('Import');
  const shelf = page.getByRole('table', { name: 'Shelf' });
  const act = async (name: string) => {
    await shelf.getByRole('button', { name: 'More actions: box/notes.pdf' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await act('Try again');
  await counted({ report: 0, 'not-a-report': 1 });
  await shelf.getByRole('button', { name: 'box/notes.pdf', exact: true }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), act('Save')]);
  expect(download.suggestedFilename()).toBe('notes.pdf');
  expect(readFileSync(await download.path(), 'utf8')).toBe('%PDF-1.4 no report');
  await act('Delete');
  await shelf.waitFor({ state: 'detached' });
});

test("a domain's data is deleted after a question with figures, and brought back by the message or the list", async () => {
  const before = await stored();
  await page.goto(`${server.url}#/reports?domain=${SHOP}&period=all`);
  const traffic = page.locator('tr[data-row="ip:192.0.2.5"]');
  await traffic.waitFor();
  const remove = async () => {
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete these reports …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete reports' });
    expect(await dialog.getByLabel('Domain').inputValue()).toBe(SHOP);
    await dialog.getByText('3 reports on 31 messages').waitFor();
    await dialog.getByRole('button', { name: 'Delete 3 reports' }).click();
    await dialog.waitFor({ state: 'detached' });
    await traffic.waitFor({ state: 'detached' });
  };
  await remove();
  const message = page.getByRole('status').getByText(`3 reports on ${SHOP} deleted.`);
  await message.waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await traffic.waitFor();
  expect(await traffic.textContent()).toContain('31');

  await remove();
  expect((await stored()).reports).toBe(before.reports - 3);
  const list = page.getByRole('list', { name: 'Deleted since the app was opened' });
  await list.getByRole('button', { name: /^Bring back/ }).click();
  await list.waitFor({ state: 'detached' });
  await message.waitFor({ state: 'detached' });
  await expect.poll(() => stored()).toEqual(before);
});

test('one report is deleted on its page after a question, and brought back', async () => {
  const before = await stored();
  await page.goto(`${server.url}#/reports?domain=${SHOP}&period=all&view=aggregate`);
  await page.getByRole('table').getByRole('link', { name: 'receiver.example' }).first().click();
  const open = page.getByRole('button', { name: 'Delete', exact: true });
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'Delete this report?' });
  await dialog.getByText(/It tells of \d+ messages?/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await open.click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('status').getByText('The report was deleted.').waitFor();
  expect((await stored()).reports).toBe(before.reports - 1);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => stored()).toEqual(before);
});

test("a period's data of all domains is deleted from Settings; closing the dialog deletes nothing", async () => {
  const before = await stored();
  await page.getByRole('button', { name: 'Delete data …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete reports' });
  await dialog.getByText(/They are on 2 domains/).waitFor();
  await dialog.getByLabel('Period').selectOption({ label: 'Before a day' });
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const go = dialog.getByRole('button', { name: /^Delete \d+ reports?$/ });
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel('Before', { exact: true }).fill(day(90));
  await dialog.getByText('Nothing is stored there.').waitFor();
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel('Before', { exact: true }).fill(day(30));
  await dialog.getByText('1 report on 20 messages').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await stored()).toEqual(before);
  await page.getByRole('button', { name: 'Delete data …' }).click();
  await dialog.getByLabel('Period').selectOption({ label: 'Before a day' });
  await dialog.getByLabel('Before', { exact: true }).fill(day(30));
  await dialog.getByRole('button', { name: 'Delete 1 report' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => stored()).toEqual({ reports: 5, records: 5 });
  // What was deleted is gone for good once the app was closed.
  await page.reload();
  expect(await stored()).toEqual({ reports: 5, records: 5 });
  await page.getByText('Deleted since the app was opened').waitFor({ state: 'detached' });
});

test('an export read in elsewhere gives the same figures, and no newer decision is overwritten', async () => {
  await visit('Domains');
  await page.getByRole('button', { name: `Mine: ${SHOP}`, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: `Not mine: ${CLUB}`, exact: true }).click();
  const row = (where: Page) => where.locator(`tr[data-row="${SHOP}"]`);
  const figures = await row(page).textContent();
  expect(figures).toContain('11');
  const all = await stored();
  await page.getByRole('button', { name: 'Export everything' }).click();
  const asking = page.getByRole('dialog', { name: 'Export everything' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    asking.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  const file = { name: download.suggestedFilename(), bytes };

  const same = await freshContext(browser);
  await same.page.goto(`${server.url}#/settings`);
  await pickFiles(same.page, 'Read an export', [file]);
  await readIn(same.page);
  await same.page.getByText(/^Read: 5 reports, /).waitFor(SLOW);
  expect(await stored(same.page)).toEqual(all);
  await visit('Domains', same.page);
  await row(same.page).waitFor();
  expect(await row(same.page).textContent()).toBe(figures);
  expect(await same.page.getByRole('button', { name: `Mine: ${CLUB}`, exact: true }).count()).toBe(0);

  const newer = await freshContext(browser);
  await newer.page.goto(`${server.url}#/import`);
  await pickFiles(newer.page, 'Choose files', [{ name: 'h.xml', bytes: strToU8(report('h', SHOP)) }]);
  await newer.page.getByRole('region', { name: 'Summary' }).waitFor();
  await visit('Domains', newer.page);
  await newer.page.getByRole('button', { name: `Not mine: ${SHOP}`, exact: true }).click();
  await visit('Settings', newer.page);
  await pickFiles(newer.page, 'Read an export', [file]);
  await readIn(newer.page);
  await newer.page.getByText(/^Read: 5 reports, /).waitFor(SLOW);
  expect(await stored(newer.page)).toEqual({ reports: 6, records: 6 });
  await visit('Domains', newer.page);
  await newer.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await row(newer.page).count()).toBe(0);

  for (const { context, faults: found } of [same, newer]) {
    expect(found).toEqual([]);
    await context.close();
  }
});

test('what is no export, damaged or of a newer version says so, each in its own words', async () => {
  const before = await stored();
  const manifest = strToU8(JSON.stringify({ format: 'rualens-backup', version: 99 }));
  const refused: [Uint8Array, RegExp][] = [
    [strToU8('hello'), /This file is no export of Rualens/],
    [
      zipSync({ 'manifest.json': manifest }),
      /written by a newer version of Rualens \(format 99; this one reads 2\)/,
    ],
    [zipSync({ 'decisions.json': strToU8('[]') }), /This export is damaged or was cut off/],
  ];
  for (const [bytes, words] of refused) {
    await pickFiles(page, 'Read an export', [{ name: 'x.rualens', bytes }]);
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
  }
  expect(await stored()).toEqual(before);
});

test('a long import is paused, goes on, and is cancelled in the middle; nothing is half stored, and undo takes the rest', async () => {
  const before = await stored();
  const rows = Array.from({ length: ROWS }, (_, i) => ({ ip: `198.51.100.${i}`, count: 1 }));
  const files: Record<string, string> = {};
  for (let i = 0; i < FILES; i++) {
    const daysAgo = 1 + (i % 28);
    files[`${i % 7}/${i}.xml`] = aggregateXml({ id: `big-${i}`, domain: BIG, daysAgo, rows });
  }
  const path = folder('long', files);
  await visit('Import');
  await chooseFolder(path);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  const shown = () => page.getByText(/\d+ of 1,500 files/).textContent();
  // Files under way are still read.
  let last = '';
  await expect
    .poll(
      async () => {
        const [earlier, now] = [last, (await shown()) ?? ''];
        last = now;
        return earlier === now;
      },
      { ...SLOW, interval: 1_500 },
    )
    .toBe(true);
  expect(Number(last.split(' ')[0]?.replace(',', ''))).toBeLessThan(FILES);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Importing' }).waitFor();
  await expect.poll(shown).not.toBe(last);
  await page.getByRole('region', { name: 'Importing' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('The import was cancelled.').waitFor(SLOW);
  const after = await stored();
  const added = after.reports - before.reports;
  expect(added).toBeLessThan(FILES);
  expect(after.records - before.records).toBe(added * ROWS);
  await visit('Import');
  const undo = page
    .getByRole('region', { name: 'Summary' })
    .getByRole('button', { name: 'Undo this import' });
  if (added > 0) await undo.click();
  await expect.poll(() => stored(), SLOW).toEqual(before);
});

test('an import that a reload cut off goes on with its progress and ends whole', async () => {
  const before = await stored();
  await visit('Import');
  await chooseFolder(join(root, 'long'));
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  // A long import copies its files into the store, so that it can go on.
  let last = -1;
  await expect
    .poll(
      async () => {
        const [earlier, now] = [last, await page.evaluate(keptInputs)];
        last = now;
        return now > 0 && earlier === now;
      },
      { ...SLOW, interval: 2_000 },
    )
    .toBe(true);
  await page.reload();
  await page
    .getByRole('region', { name: 'Importing' })
    .getByText(/of [\d,]+ files/)
    .waitFor();
  await counted({ report: FILES });
  expect(await stored()).toEqual({
    reports: before.reports + FILES,
    records: before.records + FILES * ROWS,
  });
  expect(await page.evaluate(keptInputs)).toBe(0);
});

test('an import whose files the browser lost is listed with what is left, until they are given again', async () => {
  await page.evaluate(putCutOff);
  await visit('Import');
  await page.reload();
  const card = page.getByRole('region', { name: 'An import was cut off' });
  await card.getByText(/9 of 9 files are not read yet. The browser no longer has 9 of them./).waitFor();
  await pickFiles(page, 'Choose its files again', [{ name: 'i.xml', bytes: strToU8(report('i', SHOP)) }]);
  await counted({ report: 1 });
  await card.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Earlier imports' }).waitFor();
  expect(await card.count()).toBe(0);
  expect(faults).toEqual([]);
});

/** What is left where the browser ended before it copied any of nine files. Runs in the page. */
function putCutOff(): Promise<void> {
  const counts = {
    imported: 0,
    repaired: 0,
    duplicates: 0,
    notReports: 0,
    rejected: 0,
    records: 0,
    messages: 0,
  };
  const row = {
    ...counts,
    id: 'cutoff',
    instance: 'aaaaaaaa',
    total: { files: 9, bytes: 900 },
    domains: {},
    started: Math.floor(Date.now() / 1000) - 3_600,
    finished: null,
    state: 'running',
    undone: false,
    problem: null,
  };
  return new Promise((done) => {
    const open = indexedDB.open('rualens');
    open.onsuccess = () => {
      const write = open.result.transaction('imports', 'readwrite');
      write.objectStore('imports').put(row);
      write.oncomplete = () => {
        open.result.close();
        done();
      };
    };
  });
}

/** Input files that the store holds for unfinished imports. Runs in the page. */
function keptInputs(): Promise<number> {
  return new Promise((done) => {
    const open = indexedDB.open('rualens');
    open.onsuccess = () => {
      const count = open.result.transaction('inputs').objectStore('inputs').count();
      count.onsuccess = () => {
        open.result.close();
        done(count.result);
      };
    };
  });
}

/** Takes all that an export holds, also what is only taken by a click. */
async function readIn(at: Page): Promise<void> {
  const choice = at.locator('[data-restore]');
  await choice.waitFor();
  for (const box of await choice.getByRole('checkbox').all()) await box.check();
  await choice.getByRole('button', { name: 'Read it in' }).click();
}
