import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { FAILED_PERSON, failureReport, tlsReport } from '../support/other-reports.ts';

/** SMTP TLS and failure reports: their lists, their views, hidden personal data, deletion; and print views. */

const DOMAIN = 'firm.example';

let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
  ({ page, faults } = await freshContext(browser));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('one report of each kind is imported', async () => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Try with sample data' }).waitFor();
  const encode = (text: string) => new TextEncoder().encode(text);
  const rows = [{ ip: '192.0.2.5', count: 4, disposition: 'quarantine' as const }];
  await dropFiles(page, [
    { name: 'tls.json', bytes: encode(tlsReport(DOMAIN)) },
    { name: 'failure.eml', bytes: encode(failureReport(DOMAIN)) },
    { name: 'aggregate.xml', bytes: encode(odd(aggregateXml({ id: 'a1', domain: DOMAIN, rows }))) },
  ]);
  await expect.poll(() => summaryCounts(page), { timeout: 30_000 }).toMatchObject({ report: 3, repaired: 1 });
});

/** With an override, and with a word that needs a repair. */
const odd = (xml: string) =>
  xml
    .replace('<disposition>quarantine<', '<disposition>Quarantined<')
    .replace(
      '</policy_evaluated>',
      '<reason><type>forwarded</type><comment>club list</comment></reason></policy_evaluated>',
    );

const list = async (view: string) => {
  await page.goto(`${server.url}#/reports?domain=${DOMAIN}&view=${view}`);
  await page.locator('tr[data-row]').first().waitFor();
};
const shown = () => page.locator('main').textContent();

test('an SMTP TLS report: list, sessions, failures in words, the document', async () => {
  await list('tls');
  const row = page.locator('tr[data-row]');
  await row.getByText('97%').waitFor();
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: new RegExp(DOMAIN) }).waitFor();
  const text = await shown();
  expect(text).toContain('97');
  expect(text).toContain('certificate-expired');
  expect(text).toContain('mode: enforce');
  await page.getByRole('button', { name: 'Show the document' }).click();
  await page.getByRole('dialog').getByText('"total-failure-session-count":3').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
});

test('a single report: rows with statuses, the override in words, repairs, the document', async () => {
  await list('aggregate');
  await page.locator('tr[data-row]').getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: `receiver.example on ${DOMAIN}` }).waitFor();
  const row = page.locator('tr[data-row]');
  await row.getByText('192.0.2.5').waitFor();
  const text = (await shown()) ?? '';
  expect(text).toContain('p=none; sp=none');
  expect(text).toContain('The receiver took the message for forwarded mail');
  expect(text).toContain('known forwarder: club list');
  expect(text).toContain('Repairs while reading');
  expect(text).toContain('“Quarantined”');
  expect(await row.getByText('Not checked', { exact: true }).count()).toBe(1);
  await page.getByRole('button', { name: 'Show the document' }).click();
  await page.getByRole('dialog').getByText('<disposition>Quarantined</disposition>').waitFor();
});

test('a failure report hides who it is about until asked, and is kept on wish', async () => {
  await list('failure');
  await page.locator('tr[data-row]').getByRole('link').click();
  await page.getByText('Personal data is hidden').waitFor();
  const before = await page.content();
  expect(before).not.toContain(FAILED_PERSON);
  expect(before).not.toContain('The results of your examination');
  expect(before).toContain('203.0.113.99');
  await page.getByRole('button', { name: 'Show it' }).click();
  await page.getByText('Personal data is shown').waitFor();
  expect(await shown()).toContain(FAILED_PERSON);
  expect(await shown()).toContain('The results of your examination');
  await page.getByRole('button', { name: 'Hide it again' }).click();
  await expect.poll(() => page.content()).not.toContain(FAILED_PERSON);
  const keep = page.getByRole('switch', { name: /Keep this report/ });
  await keep.check();
  await page.reload();
  await expect.poll(() => keep.isChecked()).toBe(true);
});

for (const view of ['tls', 'failure', 'aggregate']) {
  test(`a report of the list ${view} is deleted after a question and brought back`, async () => {
    await list(view);
    await page.locator('tr[data-row]').getByRole('link').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => page.locator('tr[data-row]').count()).toBe(0);
    await page.locator('.toast').last().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('tr[data-row]').count()).toBe(1);
  });
}

test('on paper stand the figures and rows, and nothing to press', async () => {
  await page.emulateMedia({ media: 'print' });
  await list('aggregate');
  await page.goto(`${server.url}#/reports?domain=${DOMAIN}`);
  await page.locator('tr[data-row]').first().waitFor();
  const visible = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.filter((it) => it.checkVisibility()).length);
  for (const control of ['.nav', '.table-head button', '.toast', 'main .search', 'input[type=checkbox]']) {
    expect(await visible(control), control).toBe(0);
  }
  expect(await visible('.figures')).toBe(1);
  expect(await visible('tr[data-row]')).toBe(1);
  const opened: number[] = [];
  await page.exposeFunction('notePrint', () => opened.push(1));
  await page.evaluate('window.print = () => window.notePrint()');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Export and print' }).click();
  await page.getByRole('menuitem', { name: 'Print' }).click();
  await expect.poll(() => opened.length).toBe(1);
  expect(faults).toEqual([]);
});
