/** What needs the user, over real DNS: told with a record to copy, gone once DNS shows it, and then that nothing does. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { axeFindings, dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { txt } from '../support/zones.ts';

const RUA = 'rua=mailto:dmarc@steady.example';
const SPF = 'v=spf1 ip4:192.0.2.0/24 -all';

let lab: DnsLab;
let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [lab, server, browser] = await Promise.all([startDnsLab(), startAppServer(), startBrowser()]);
  const zone = (name: string, dmarc: string[]) =>
    lab.createZone(name, { [`${name} TXT`]: [txt(SPF)], [`_dmarc.${name} TXT`]: dmarc.map(txt) });
  await zone('steady.example', [`v=DMARC1; p=none; ${RUA}`]);
  await zone('twice.example', [`v=DMARC1; p=reject; ${RUA}`, `v=DMARC1; p=none; ${RUA}`]);
  ({ page, faults } = await freshContext(browser));
  await page.goto(`${server.url}#/domains`);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await lab?.stop();
});

const list = () => page.getByRole('region', { name: 'Needs you' });
/** Domains and kinds of the list, in its order. */
const needs = () =>
  list()
    .locator('li[data-need]')
    .evaluateAll((all) =>
      all.map((each) => `${each.querySelector('a')?.textContent} ${each.getAttribute('data-need')}`),
    );
const shown = async (selector: string) =>
  (await page.locator(`${selector} [data-value] pre`).first().textContent()) ?? '';
const publish = (domain: string, text: string) =>
  lab.setRecords(domain, `_dmarc.${domain}`, 'TXT', [txt(text)]);

test('the first screen says what is wrong, the worst first', async () => {
  await page.getByRole('button', { name: 'Add domains' }).click();
  await page.getByRole('dialog').getByLabel('Domain names').fill('steady.example\ntwice.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  const resolver = page.getByRole('dialog').filter({ hasText: 'Who may answer DNS questions?' });
  await resolver.getByRole('radio', { name: /Own resolver/ }).check();
  await resolver.getByLabel(/Address of the resolver/).fill(lab.doh);
  await resolver.getByRole('button', { name: 'Use this' }).click();
  await resolver.waitFor({ state: 'detached' });
  const reports = Array.from({ length: 29 }, (_, i) => ({
    name: `${i}.xml`,
    bytes: new TextEncoder().encode(
      aggregateXml({
        id: `r${i}`,
        domain: 'steady.example',
        daysAgo: i + 1,
        rows: [{ ip: '192.0.2.5', count: 40, spf: 'pass' }],
      }),
    ),
  }));
  await dropFiles(page, reports);
  await expect.poll(() => summaryCounts(page), { timeout: 60_000 }).toMatchObject({ report: 29 });
  await page.goto(`${server.url}#/domains`);
  await expect
    .poll(needs, { timeout: 60_000 })
    .toEqual(['twice.example dmarc-several', 'steady.example ready']);
  const rows = page.locator('tr[data-row]');
  expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row')))).toEqual([
    'twice.example',
    'steady.example',
  ]);
  expect(await list().textContent()).toContain('hit no mail of accepted senders');
  expect(await axeFindings(page)).toEqual([]);
});

test('its record, copied and published, ends the need', async () => {
  const line = list().locator('li[data-need="dmarc-several"]');
  await line.getByRole('button', { name: /Record to copy/ }).click();
  const value = await shown('[data-next="merge"]');
  expect(value).toBe(`v=DMARC1; p=none; ${RUA}`);
  expect(await line.textContent()).toContain('_dmarc.twice.example');
  // As the form of a provider is filled in: one record in the place of both.
  await publish('twice.example', value);
  // An answer holds for its TTL: until then the click finds the same.
  const askAgain = page.getByRole('button', { name: 'Ask DNS again' });
  await expect
    .poll(
      async () => {
        if (await askAgain.isEnabled()) await askAgain.click();
        return await needs();
      },
      { timeout: 120_000, interval: 2_000 },
    )
    .toEqual(['steady.example ready']);
});

test('a domain’s page begins with its readiness, then the next record and where to enter it', async () => {
  await page.goto(`${server.url}#/domain?domain=steady.example`);
  await page.locator('[data-readiness-card="ready"]').waitFor();
  const headings = await page.locator('main h2').allTextContents();
  expect(headings.slice(0, 2)).toEqual(['May it be locked down?', 'The next record']);
  const steps = page.locator('.provider-steps');
  await steps.getByText('DNS of steady.example is served by ns1.dns.test.').waitFor();
  expect(await steps.textContent()).toContain('As its name enter _dmarc');
  expect(await axeFindings(page)).toEqual([]);
  for (const policy of ['quarantine', 'reject']) {
    await expect.poll(() => shown('main [data-next]'), { timeout: 60_000 }).toContain(`p=${policy}`);
    await publish('steady.example', await shown('main [data-next]'));
    await page.getByRole('button', { name: 'Ask DNS again' }).click();
  }
  await page.getByText('Nothing is to change: the strictest policy is published').waitFor();
});

test('then nothing needs the user, and it is said when DNS is asked again', async () => {
  await publish('twice.example', `v=DMARC1; p=reject; ${RUA}`);
  await page.goto(`${server.url}#/domains`);
  await page.getByRole('button', { name: 'Ask DNS again' }).click();
  await list()
    .getByText(/Nothing needs you. DNS is asked again from .*20\d\d/)
    .waitFor();
  expect(faults).toEqual([]);
});
