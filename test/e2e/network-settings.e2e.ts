/** What leaves the machine, and who is asked: Settings over real DNS, watched by a proxy outside of the browser. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { freePort } from '../support/processes.ts';
import { type RecordingProxy, startRecordingProxy } from '../support/recording-proxy.ts';
import { txt } from '../support/zones.ts';

const DOMAIN = 'shop.example';
/** Chromium's own services (guesses about forms, its account): asked by the browser, not by any page. */
const BROWSERS_OWN = ['content-autofill.googleapis.com:443', 'accounts.google.com:443'];
const ZONES = {
  [DOMAIN]: `@ TXT ${txt('v=spf1 ip4:192.0.2.0/28 -all')}
_dmarc TXT ${txt('v=DMARC1; p=none; rua=mailto:dmarc@shop.example')}`,
  // What the test of a resolver asks for.
  'example.com': '@ A 192.0.2.80',
};
/** Screenshots for looking at, where this names a folder. */
const PICTURES = process.env.RUALENS_PICTURES;

let lab: DnsLab;
let server: AppServer;
let proxy: RecordingProxy;
let browser: Browser;
let page: Page;
let mute: Server;
let dead: string;

beforeAll(async () => {
  [lab, server, proxy] = await Promise.all([
    startDnsLab({ zones: ZONES }),
    startAppServer(),
    startRecordingProxy(),
  ]);
  dead = `http://127.0.0.1:${await freePort()}/dns-query`;
  mute = createServer(async (request, response) => {
    const answer = await fetch(lab.doh + (request.url ?? '').replace(/^[^?]*/, ''));
    response.writeHead(answer.status, { 'content-type': 'application/dns-message' });
    response.end(new Uint8Array(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // Loopback goes through the proxy too, so that nothing is missed.
    args: ['--no-sandbox', `--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'],
  });
  ({ page } = await freshContext(browser));
  page.setDefaultTimeout(30_000);
  await page.goto(server.url);
});

afterAll(async () => {
  await browser?.close();
  mute?.closeAllConnections();
  mute?.close();
  await proxy?.stop();
  await server?.stop();
  await lab?.stop();
});

afterEach(async ({ task }) => {
  if (PICTURES && task.result?.state === 'fail') await picture('failed-network');
});

async function picture(name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

const dialog = () => page.getByRole('dialog');
const line = (url: string) => page.locator(`[data-resolver="${url}"]`);
const urlOf = (some: Server) => `http://127.0.0.1:${(some.address() as AddressInfo).port}/dns-query`;
const report = (id: string, ip: string) => ({
  name: `${id}.xml`,
  bytes: new TextEncoder().encode(aggregateXml({ id, domain: DOMAIN, rows: [{ ip, count: 5 }] })),
});

async function chooseOwn(button: string, url: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await dialog()
    .getByRole('radio', { name: /Own resolver/ })
    .check();
  await dialog()
    .getByLabel(/Address of the resolver/)
    .fill(url);
  await dialog().getByRole('button', { name: 'Use this' }).click();
  await dialog().waitFor({ state: 'detached' });
}

test('each resolver is tested: dead, without leave for web pages, and good', async () => {
  await page.goto(`${server.url}#/settings`);
  await chooseOwn('Choose', dead);
  await chooseOwn('Add one for fail over', urlOf(mute));
  await chooseOwn('Add one for fail over', lab.doh);
  expect(await page.locator('[data-resolver]').count()).toBe(3);
  for (const [url, words] of [
    [dead, /It cannot be used/],
    [urlOf(mute), /does not allow questions from web pages \(CORS\)/],
    [lab.doh, /It answers, in .* ms\. It says so where a name does not exist\./],
  ] as const) {
    await line(url).getByRole('button', { name: /^Test/ }).click();
    await line(url).getByText(words).waitFor();
  }
  await picture('settings-resolvers');
  await page.getByRole('button', { name: `Ask ${new URL(urlOf(mute)).host} no more` }).click();
  await line(urlOf(mute)).waitFor({ state: 'detached' });
});

test('with the first resolver dead the next one answers; the order can be changed and is kept', async () => {
  await dropFiles(page, [report('first', '192.0.2.5')]);
  await expect.poll(() => summaryCounts(page), { timeout: 30_000 }).toMatchObject({ report: 1 });
  await page.getByRole('link', { name: 'Domains' }).click();
  await page.getByRole('button', { name: `Mine: ${DOMAIN}`, exact: true }).click();
  await page.locator(`tr[data-row="${DOMAIN}"]`).getByText('Reporting Only').waitFor({ timeout: 60_000 });
  await page.goto(`${server.url}#/settings`);
  const record = page.getByRole('table', { name: 'Query record' });
  await record.getByText(new URL(lab.doh).host).first().waitFor();
  await record.getByText(new URL(dead).host).first().waitFor();
  // The table says when, by this machine's clock.
  expect(await record.locator('tbody tr td').first().textContent()).toContain(
    String(new Date().getFullYear()),
  );
  await page.getByRole('button', { name: `Ask ${new URL(lab.doh).host} earlier` }).click();
  await expect
    .poll(() => page.locator('[data-resolver]').first().getAttribute('data-resolver'))
    .toBe(lab.doh);
  await page.reload();
  await line(lab.doh).waitFor();
  expect(await page.locator('[data-resolver]').first().getAttribute('data-resolver')).toBe(lab.doh);
});

test('the query record is filtered, exported as filtered, and cleared', async () => {
  const record = page.getByRole('table', { name: 'Query record' });
  await page.getByLabel('Filter by name, type, resolver or reason').fill('_dmarc');
  await expect
    .poll(async () =>
      (await record.locator('tbody tr .mono').allInnerTexts()).every((name) => name.includes('_dmarc')),
    )
    .toBe(true);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const rows = JSON.parse(await readFile(await download.path(), 'utf8')) as { name: string; time: number }[];
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.name.includes('_dmarc') && row.time > 0)).toBe(true);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText('Nothing has been asked yet.').waitFor();
});

test('with "No network" on, nothing but the app’s own origin is asked for, whatever is clicked', async () => {
  const origin = new URL(server.url).origin;
  const strangers = () =>
    proxy.seen().filter((url) => !url.startsWith(`${origin}/`) && !BROWSERS_OWN.includes(url));
  // Requests of pages and workers as the browser itself tells them: there, its own services have no excuse.
  const fromPages: string[] = [];
  // The proxy sees what the worker sends: otherwise the rest would prove nothing.
  expect(proxy.seen().some((url) => url.startsWith(lab.doh))).toBe(true);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.getByRole('switch', { name: /^No network/ }).check();
  await page.getByText('No network', { exact: true }).first().waitFor();
  await page.waitForTimeout(1_000);
  proxy.clear();
  page.context().on('request', (request) => fromPages.push(request.url()));
  await line(lab.doh).getByRole('button', { name: /^Test/ }).click();
  await line(lab.doh).getByText('It cannot be used').waitFor();
  await page.reload();
  await dropFiles(page, [report('second', '203.0.113.9')]);
  await expect.poll(() => summaryCounts(page), { timeout: 30_000 }).toMatchObject({ report: 1 });
  await page.goto(`${server.url}#/spf?domain=${DOMAIN}`);
  await page.getByText('This is the record as it was last seen').waitFor();
  await page.goto(`${server.url}#/spf?domain=${DOMAIN}&tab=try`);
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Nobody may be asked, so the record cannot be tried.').waitFor();
  for (const tab of ['enforcement', 'configuration', 'subdomains', 'changes']) {
    await page.goto(`${server.url}#/domain?domain=${DOMAIN}&tab=${tab}`);
    await page.getByRole('heading', { level: 1, name: DOMAIN }).waitFor();
    await page.waitForTimeout(300);
  }
  await page.goto(`${server.url}#/reports?domain=${DOMAIN}&sender=ip%3A203.0.113.9`);
  await dialog().waitFor();
  for (const tab of await dialog().getByRole('tab').all()) await tab.click();
  await page.goto(`${server.url}#/alerts`);
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await page.waitForTimeout(3_000);
  expect(strangers()).toEqual([]);
  expect(fromPages.length).toBeGreaterThan(0);
  expect(fromPages.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('blob:'))).toEqual([]);
  // The browser's own check for a newer app is the one thing that still goes out.
  expect(proxy.seen().some((url) => url.startsWith(`${origin}/sw.js`))).toBe(true);

  await page.goto(`${server.url}#/settings`);
  await page.getByText('Nothing has been asked yet.').waitFor();
  await page.getByRole('switch', { name: /^No network/ }).uncheck();
  await expect.poll(() => strangers().length, { timeout: 60_000 }).toBeGreaterThan(0);
});
