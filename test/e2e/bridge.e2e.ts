/** The built app and the extension in one Chromium: two stores that become one body of data. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { axeFindings } from '../support/axe-findings.ts';
import { type ExtensionBrowser, startExtensionBrowser } from '../support/extension-browser.ts';
import { readStoredRows, type StoredRows } from '../support/stored-rows.ts';

const report = (id: string) => ({
  name: `${id}.xml`,
  bytes: new TextEncoder().encode(
    aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 3, spf: 'pass' }] }),
  ),
});

/** A report's id: SHA-256 over its document. */
const idOf = (name: string): string => createHash('sha256').update(report(name).bytes).digest('hex');

let server: AppServer;
let stranger: Server;
let browser: ExtensionBrowser;
let app: Page;
/** The app as the extension's own page. */
let own: Page;
let options: Page;
let origin: string;

beforeAll(async () => {
  server = await startAppServer();
  stranger = createServer((_, response) => response.end('<!doctype html><title>x</title>'));
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  browser = await startExtensionBrowser({ locale: 'en-GB' });
  browser.context.setDefaultTimeout(20_000);
  origin = new URL(server.url).origin;
  app = await browser.context.newPage();
  await app.goto(`${server.url}#/import`);
  own = await browser.context.newPage();
  await own.goto(`${browser.origin}/app.html#/import`);
  options = await browser.context.newPage();
  await options.goto(`${browser.origin}/options.html`);
});
afterAll(async () => {
  await browser?.stop();
  await server?.stop();
  stranger?.close();
});

const rows = (page: Page): Promise<StoredRows> => page.evaluate(readStoredRows);

/** Drops files on the page; `total` is what its own store holds then. */
async function importInto(page: Page, ids: string[], total: number): Promise<void> {
  await page.bringToFront();
  await page.goto(`${page.url().split('#')[0]}#/import`);
  await page.getByRole('heading', { name: 'Import' }).first().waitFor();
  await dropFiles(page, ids.map(report));
  await expect.poll(async () => (await rows(page)).reports.length, { timeout: 20_000 }).toBe(total);
}

const section = (state: string) => app.locator(`[data-extension="${state}"]`);

async function openSettings(): Promise<void> {
  await app.bringToFront();
  await app.goto(`${server.url}#/settings`);
  await app.locator('[data-extension]').waitFor();
}

/** Both stores hold this many reports, the same ones, and the same decisions. */
async function equalWith(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const [a, b] = [await rows(app), await rows(own)];
        return {
          counts: [a.reports.length, b.reports.length],
          reports: a.reports.join() === b.reports.join(),
          decisions: a.decisions.join() === b.decisions.join(),
        };
      },
      { timeout: 40_000, interval: 400 },
    )
    .toEqual({ counts: [count, count], reports: true, decisions: true });
}

/** How long the extension is given to answer what it does not answer; what it does answer may take its time. */
const SILENCE_MS = 2_000;

/**
 * Asks through a port of its own, as any script of the page could, all at once. Waits until this many answers came, and
 * a while longer for those that should not: `silent` where no answer comes.
 */
function forge(page: Page, questions: unknown[], answered: number): Promise<unknown[]> {
  return page.evaluate(
    async ({ list, wanted, silence }) => {
      const pause = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), silence));
      const offered = new Promise<MessagePort>((resolve) => {
        addEventListener('message', (event) => {
          if (event.data?.rualens === 'here' && event.ports[0]) resolve(event.ports[0]);
        });
        postMessage({ rualens: 'hello', version: 1 }, location.origin);
      });
      const port = await (wanted > 0 ? offered : Promise.race([offered, pause()]));
      if (port === null) return ['no port'];
      // Far from the numbers of the page's own questions, which go over the same port.
      const FIRST = 1_000_000;
      const answers: unknown[] = list.map(() => 'silent');
      let came = 0;
      await new Promise<void>((resolve) => {
        port.onmessage = (event) => {
          const index = event.data?.id - FIRST;
          if (!(index in answers)) return;
          answers[index] = event.data.answer;
          came += 1;
          if (came >= wanted) resolve();
        };
        for (const [index, ask] of list.entries()) port.postMessage({ id: FIRST + index, ask });
        if (wanted === 0) resolve();
      });
      if (wanted < list.length) await pause();
      return answers;
    },
    { list: questions, wanted: answered, silence: SILENCE_MS },
  );
}

const MERGE = {
  type: 'merge',
  page: {
    registers: [],
    decisions: [
      { kind: 'domain-listing', key: 'evil.example', value: 'confirmed', stamp: '0mh00000000000aaaaaaaa' },
    ],
  },
};

test('an address that is not on the list gets no word from the extension', async () => {
  await importInto(app, ['a', 'b', 'shared'], 3);
  await importInto(own, ['shared', 'c'], 2);
  await openSettings();
  await section('absent').waitFor();
  expect(await forge(app, [{ type: 'status' }], 0)).toEqual(['no port']);
});

test('found after the user names the address, and not connected before clicks in both', async () => {
  await options.bringToFront();
  await options.fill('input[name="app"]', `${origin}/anything`);
  await options.click('[data-part="apps"] form button');
  await options.locator(`[data-app="${origin}"][data-state="allowed"]`).waitFor();
  await openSettings();
  await section('found').waitFor();
  const before = await rows(own);
  expect(await forge(app, [{ type: 'changes', since: 0 }, { type: 'store' }, MERGE], 3)).toEqual([
    null,
    null,
    null,
  ]);
  expect(await rows(own)).toEqual(before);
  // Another server at the same host: the script comes there as well, and stays silent.
  const other = await browser.context.newPage();
  await other.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
  expect(await forge(other, [{ type: 'status' }], 0)).toEqual(['no port']);
  await other.close();
});

test('both stores become equal once both sides were clicked', async () => {
  await app.reload();
  await section('found').waitFor();
  await app.getByRole('button', { name: 'Connect', exact: true }).click();
  await section('connected').waitFor();
  // both hold data: what the extension's would change here is shown first
  const shown = app.locator('[data-peer-preview]');
  await shown.getByText('adds 1 report and').waitFor();
  expect((await rows(app)).reports).toHaveLength(3);
  expect((await rows(own)).reports).toHaveLength(2);
  await shown.getByRole('button', { name: 'Take it over' }).click();
  // and in the extension what the app's would change there
  await app.getByText('The extension waits for you').waitFor();
  expect((await rows(own)).reports).toHaveLength(2);
  await options.bringToFront();
  const held = options.locator(`[data-app="${origin}"] [data-part="held"]`);
  await held.getByText('adds 2 reports').waitFor();
  expect(await axeFindings(options)).toEqual([]);
  await held.locator('[data-act="take-app"]').click();
  await equalWith(4);
  await options.bringToFront();
  await options.locator(`[data-app="${origin}"][data-state="connected"]`).waitFor();
});

test('what happens in one is in the other at once, also while the app is in the background', async () => {
  await importInto(app, ['d'], 5);
  await equalWith(5);
  await importInto(own, ['e'], 6);
  await app.bringToFront();
  await equalWith(6);
});

test('settings stay where they are', async () => {
  await openSettings();
  await app.getByLabel('Your name, for decisions').fill('Secret Name');
  await app.getByLabel('Your name, for decisions').blur();
  await expect.poll(async () => (await rows(app)).userName).toBe('Secret Name');
  await importInto(app, ['f'], 7);
  await equalWith(7);
  expect((await rows(own)).userName).toBe('');
});

test('undone in one, what the other imported itself stays in both', async () => {
  await app.goto(`${server.url}#/import`);
  await app.bringToFront();
  await app.reload();
  // The oldest import: a, b and shared. The extension imported `shared` as well.
  await app.getByRole('button', { name: 'Undo this import' }).last().click();
  await equalWith(5);
});

async function disconnect(): Promise<void> {
  await openSettings();
  await app.getByRole('button', { name: 'Disconnect' }).click();
  await section('found').waitFor();
  await options.bringToFront();
  await options.locator(`[data-app="${origin}"][data-state="found"]`).waitFor();
}

async function connect(): Promise<void> {
  await openSettings();
  await app.getByRole('button', { name: 'Connect', exact: true }).click();
  await section('asked').waitFor();
  expect(await axeFindings(app)).toEqual([]);
  const popup = await browser.openPopup();
  await popup.click('[data-act="allow-app"]');
  await popup.close();
  await app.bringToFront();
  await section('connected').waitFor();
}

test('changed on both sides while apart, in any order', async () => {
  await disconnect();
  await importInto(app, ['a', 'g'], 7);
  await importInto(own, ['h'], 6);
  expect((await rows(own)).reports).toHaveLength(6);
  await connect();
  await equalWith(8);
});

test('deleted in one while apart: gone in both, unless the other imported it again since', async () => {
  await disconnect();
  for (const name of ['g', 'h']) {
    await app.goto(`${server.url}#/report/${idOf(name)}`);
    await app.getByRole('button', { name: 'Delete' }).click();
    await app.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await app.getByText('The report was deleted.').last().waitFor();
  }
  await own.bringToFront();
  await own.goto(`${browser.origin}/app.html#/import`);
  await dropFiles(own, [report('g')]);
  await own.locator('[data-outcome="duplicate"]').first().waitFor();
  await connect();
  await equalWith(7);
  const { reports } = await rows(app);
  expect([reports.includes(idOf('g')), reports.includes(idOf('h'))]).toEqual([true, false]);
});

test('the background ends in the middle of an exchange, twice, and nothing is lost', async () => {
  const session = await browser.context.newCDPSession(options);
  await session.send('ServiceWorker.enable');
  const before = (await rows(own)).reports.length;
  const names = Array.from({ length: 400 }, (_, i) => `many-${i}`);
  await app.bringToFront();
  await app.goto(`${server.url}#/import`);
  await dropFiles(app, names.map(report));
  let ends = 0;
  await expect
    .poll(
      async () => {
        const there = (await rows(own)).reports.length - before;
        // Ended once before the first of them is there, and once when a part of them is, or still none is.
        if (there < names.length && ends < 2 && (await rows(app)).reports.length >= before + names.length) {
          ends += 1;
          await session.send('ServiceWorker.stopAllWorkers');
        }
        return there;
      },
      { timeout: 40_000, interval: 20 },
    )
    .toBe(names.length);
  expect(ends).toBe(2);
  await equalWith(before + names.length);
});

test('forged messages of a connected page change nothing', async () => {
  const before = await rows(own);
  const id = 'a'.repeat(64);
  const answers = await forge(
    app,
    [
      { type: 'settings' },
      { type: 'open-report', id },
      { type: 'changes', since: -1 },
      {
        type: 'merge',
        page: { registers: [{ id: '../x', holds: {} }], decisions: [{ kind: 'host-key', key: 'x' }] },
      },
      {
        type: 'put',
        pieces: [{ id, fileName: 'x', mail: null, size: 3, offset: 0, data: 'AAAA' }],
      },
      { type: 'reports', ids: ['x'.repeat(64)] },
    ],
    2,
  );
  expect(answers).toEqual([
    'silent',
    'silent',
    'silent',
    { refused: 2, parked: 0, full: false },
    { states: ['refused'], full: false },
    'silent',
  ]);
  expect(await rows(own)).toEqual(before);
  await app.reload();
});

test('disconnected in the extension, the app says so and nothing goes over any more', async () => {
  await options.bringToFront();
  await options.locator(`[data-app="${origin}"] [data-act="part"]`).click();
  await openSettings();
  await section('found').waitFor();
  const before = (await rows(own)).reports.length;
  await importInto(app, ['i'], before + 1);
  await app.waitForTimeout(3_000);
  expect((await rows(app)).reports).toHaveLength(before + 1);
  expect((await rows(own)).reports).toHaveLength(before);
});
