import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, pickFiles, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { zipOf } from '../support/messages.ts';
import { txt } from '../support/zones.ts';

/** The way of a new user with reports of their own: import, confirm, resolver, statuses, Ignored. */

const DOMAIN = 'shop.example';
const STRANGER = 'id123.attacker.example';

const ZONES = {
  [DOMAIN]: `@ TXT ${txt('v=spf1 ip4:192.0.2.0/28 include:_spf.provider.example -all')}
_dmarc TXT ${txt('v=DMARC1; p=none; rua=mailto:dmarc@shop.example')}`,
  // What the test of a resolver asks for.
  'example.com': '@ A 192.0.2.80',
  'provider.example': `_spf TXT ${txt('v=spf1 ip4:198.51.100.0/24 ~all')}`,
  [STRANGER]: `@ TXT ${txt('v=spf1 -all')}`,
};

const encode = (text: string) => new TextEncoder().encode(text);

const REPORT = aggregateXml({
  id: 'first',
  domain: DOMAIN,
  rows: [
    { ip: '192.0.2.5', count: 120, dkim: 'pass', spf: 'pass' },
    { ip: '198.51.100.9', count: 30, spf: 'pass' },
    { ip: '203.0.113.7', count: 7 },
  ],
});
const SECOND = aggregateXml({
  id: 'second',
  domain: DOMAIN,
  daysAgo: 2,
  rows: [{ ip: '203.0.113.7', count: 5 }],
});
const FORGED = aggregateXml({ id: 'forged', domain: STRANGER, rows: [{ ip: '203.0.113.99', count: 2 }] });

let lab: DnsLab;
let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [lab, server, browser] = await Promise.all([
    startDnsLab({ zones: ZONES }),
    startAppServer(),
    startBrowser(),
  ]);
  ({ page, faults } = await freshContext(browser));
  await page.goto(server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await lab?.stop();
});

const sender = (address: string) => page.locator(`tr[data-row="ip:${address}"]`);

test('dropped files are imported and counted; a second time they are duplicates', async () => {
  await page.getByRole('heading', { name: 'Who sends mail as your domain?' }).waitFor();
  const files = [
    { name: 'a.xml', bytes: encode(REPORT) },
    { name: 'b.xml.gz', bytes: gzipSync(SECOND) },
    { name: 'c.zip', bytes: zipOf('c.xml', encode(FORGED)) },
  ];
  await dropFiles(page, files);
  await expect.poll(() => summaryCounts(page), { timeout: 20_000 }).toMatchObject({ report: 3 });
  await pickFiles(page, 'Choose files', [files[0]!]);
  await expect
    .poll(() => summaryCounts(page), { timeout: 20_000 })
    .toMatchObject({ report: 0, duplicate: 1 });
});

test('nothing is asked of DNS before the choice of a resolver, even for a confirmed domain', async () => {
  await page.getByRole('link', { name: 'Domains' }).click();
  await page.getByRole('button', { name: `Mine: ${DOMAIN}`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Who may answer DNS questions?').waitFor();
  expect(lab.queries()).toEqual([]);
  await dialog.getByRole('radio', { name: /Own resolver/ }).check();
  await dialog.getByLabel(/Address of the resolver/).fill('http://192.0.2.1/dns-query');
  await dialog.getByText('This is no address of a resolver.').waitFor();
  await dialog.getByLabel(/Address of the resolver/).fill(lab.doh);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText(/It answers, in/).waitFor();
  expect(lab.queries().length).toBeGreaterThan(0);
  expect(lab.queries().filter((q) => q.includes(DOMAIN) || q.includes('attacker'))).toEqual([]);
  await dialog.getByRole('button', { name: 'Use this' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('the domain gets its status from DNS and says why', async () => {
  const row = page.locator(`tr[data-row="${DOMAIN}"]`);
  await row.getByText('Reporting Only').waitFor({ timeout: 20_000 });
  expect(await row.textContent()).toContain('TXT');
  await row.getByRole('button', { name: /Reporting Only/ }).click();
  await page.getByText('v=DMARC1; p=none; rua=mailto:dmarc@shop.example').waitFor();
  await page.keyboard.press('Escape');
});

test('senders get their statuses from DNS, with the evidence for each', async () => {
  await page.locator(`tr[data-row="${DOMAIN}"]`).getByRole('link', { name: DOMAIN, exact: true }).click();
  await page.getByRole('link', { name: 'Show its senders' }).click();
  await sender('192.0.2.5').getByText('In SPF record').waitFor({ timeout: 20_000 });
  await sender('198.51.100.9').getByText('In SPF record').waitFor();
  await sender('203.0.113.7').getByText('Not in SPF record').waitFor();
  expect(await sender('203.0.113.7').textContent()).toContain('12');
  await sender('198.51.100.9').getByRole('link').click();
  const overlay = page.getByRole('dialog');
  await overlay.getByText('198.51.100.9 is in shop.example’s SPF record').first().waitFor();
  expect(await overlay.textContent()).toContain('_spf.provider.example › ip4:198.51.100.0/24');
  expect(page.url()).toContain('sender=ip%3A198.51.100.9');
  await page.goBack();
  await overlay.waitFor({ state: 'detached' });
});

test('a sender is set to Ignored after a warning, hidden on wish, and set back', async () => {
  await sender('203.0.113.7').getByRole('link').click();
  await page.getByRole('button', { name: 'Set to Ignored …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ignore 203.0.113.7?' });
  const ignore = dialog.getByRole('button', { name: 'Ignore', exact: true });
  expect(await ignore.isDisabled()).toBe(true);
  await dialog.getByRole('checkbox').last().check();
  await ignore.click();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await sender('203.0.113.7').getByText('Ignored').waitFor();
  await page.getByLabel('Hide Ignored').check();
  await sender('203.0.113.7').waitFor({ state: 'detached' });
  expect(page.url()).toContain('ignored=hide');
  await page.getByLabel('Hide Ignored').uncheck();
  await sender('203.0.113.7').getByRole('link').click();
  await page.getByRole('button', { name: 'No longer ignore' }).click();
  await page.keyboard.press('Escape');
  await sender('203.0.113.7').getByText('Not in SPF record').waitFor();
});

test('the filter by status shows only its senders', async () => {
  const filter = page.getByRole('group', { name: 'Filter by status' });
  await filter.getByRole('button', { name: /Not in SPF/ }).click();
  await sender('192.0.2.5').waitFor({ state: 'detached' });
  expect(await page.locator('tr[data-row]').count()).toBe(1);
  await page.reload();
  await sender('203.0.113.7').waitFor();
  expect(await page.locator('tr[data-row]').count()).toBe(1);
});

test('a domain that was not confirmed is never asked for; each question is in the record', async () => {
  expect(lab.queries().filter((q) => q.includes('attacker'))).toEqual([]);
  expect(lab.queries().some((q) => q.startsWith(`_dmarc.${DOMAIN}`))).toBe(true);
  await page.getByRole('link', { name: 'Settings' }).click();
  const record = page.getByRole('table', { name: 'Query record' });
  await record.getByText(`_dmarc.${DOMAIN}`).first().waitFor();
  expect(await record.textContent()).not.toContain('attacker');
});

test('undo removes what the import added, but not what another import holds as well', async () => {
  await page.getByRole('link', { name: 'Import' }).click();
  const first = page.getByRole('region', { name: /^Import of/ }).filter({ hasText: '3 imported' });
  await first.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('2 reports were removed again.').waitFor({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  // The second import brought the first report again, so that one stays: 7 messages of it, not 12.
  await sender('192.0.2.5').waitFor();
  await expect.poll(() => sender('203.0.113.7').locator('td').nth(2).textContent()).toBe('7');
  await page.getByRole('link', { name: 'Import' }).click();
  const second = page.getByRole('region', { name: /^Import of/ }).filter({ hasText: '1 duplicates' });
  await second.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('One report was removed again.').waitFor({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Reports', exact: true }).click();
  await page.getByText(/No reports for shop.example|No domain to show yet/).waitFor();
  expect(faults).toEqual([]);
});
