/**
 * Cloudflare as policy host in the extension, whose API refuses web pages: every request goes to a local server
 * that answers the documented ones and nothing else. DNS is real.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CloudflareServer, startCloudflareServer } from '../support/cloudflare-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { type ExtensionBrowser, startExtensionBrowser } from '../support/extension-browser.ts';
import { txt } from '../support/zones.ts';

const API = 'https://api.cloudflare.com';
const DOMAIN = 'firm.example';
const TARGET = `${DOMAIN}._dmarc.policy.test`;
const OLD = 'v=DMARC1; p=none; rua=mailto:d@firm.example';

let lab: DnsLab;
let cloudflare: CloudflareServer;
let browser: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  [lab, cloudflare, browser] = await Promise.all([
    startDnsLab({ zones: {} }),
    startCloudflareServer(),
    startExtensionBrowser({ hosts: [`${API}/*`] }),
  ]);
  await lab.createZone(DOMAIN);
  await lab.setRecords(DOMAIN, `_dmarc.${DOMAIN}`, 'TXT', [txt(OLD)], 60);
  await lab.createZone('policy.test');
  await browser.context.route(`${API}/**`, async (route) => {
    const request = route.request();
    const body = request.postData();
    const answer = await fetch(`${new URL(cloudflare.url).origin}${request.url().slice(API.length)}`, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body === null ? {} : { body }),
    });
    await route.fulfill({
      status: answer.status,
      body: await answer.text(),
      contentType: 'application/json',
    });
  });
  page = await browser.context.newPage();
});

afterAll(async () => {
  await browser?.stop();
  await cloudflare?.stop();
  await lab?.stop();
});

const app = (hash: string) => page.goto(`${browser.origin}/app.html#/${hash}`);
const dialog = (): Locator => page.getByRole('dialog');
const step = (code: string, state: string) => page.locator(`[data-step="${code}"][data-state="${state}"]`);
const held = () => [...cloudflare.records.values()].map(({ name, content }) => `${name} ${content}`);

test('a host at Cloudflare is set up with a token, tested and saved', async () => {
  await app('domains');
  await page.getByRole('button', { name: 'Add domains' }).click();
  await dialog().getByLabel('Domain names').fill(DOMAIN);
  await dialog().getByRole('button', { name: 'Add', exact: true }).click();
  const resolver = dialog().filter({ hasText: 'Who may answer DNS questions?' });
  await resolver.getByRole('radio', { name: /Own resolver/ }).check();
  await resolver.getByLabel(/Address of the resolver/).fill(lab.doh);
  await resolver.getByRole('button', { name: 'Use this' }).click();
  await page.locator(`tr[data-row="${DOMAIN}"]`).getByText('Reporting Only').waitFor({ timeout: 30_000 });
  await app('settings?part=hosts');
  await page.getByRole('button', { name: 'Add a host' }).click();
  await dialog()
    .getByRole('radio', { name: /Cloudflare/ })
    .check();
  await dialog().getByLabel('Your name for it').fill('Cloudflare');
  await dialog().getByLabel('API key').fill('not the token');
  await dialog()
    .getByLabel(/Zone under which it keeps/)
    .fill('policy.test');
  await dialog().getByRole('button', { name: 'Test' }).click();
  // Here the status is seen, and the server's own words are told.
  await dialog()
    .getByText(/does not accept the key \(10000: Authentication error\)/)
    .waitFor();
  await dialog().getByLabel('API key').fill(cloudflare.token);
  await dialog().getByRole('button', { name: 'Test' }).click();
  await dialog()
    .getByText(/The server answers/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.locator('[data-host="Cloudflare"]').waitFor();
});

test('a child zone is tried and the refusal told; the host is filled, and the alias makes the domain Active', async () => {
  await app(`domain?domain=${DOMAIN}&tab=configuration`);
  await step('fill-host', 'open').waitFor({ timeout: 20_000 });
  await page.getByText('By NS instead of an alias?').click();
  await page.getByRole('button', { name: 'Try a child zone' }).click();
  await page
    .getByText(/does not allow a child zone \(1116: Please ensure you are not providing a subdomain/)
    .waitFor();
  expect(held()).toEqual([]);
  await page.getByRole('button', { name: 'Fill the host' }).click();
  await step('fill-host', 'done').waitFor();
  expect(held()).toEqual([`${TARGET} "${OLD}"`]);
  await step('add-cname', 'open').getByText(`_dmarc.${DOMAIN}. 300 IN CNAME ${TARGET}.`).waitFor();
  // What Cloudflare holds it serves; and the user makes the edit at the provider.
  await lab.setRecords('policy.test', TARGET, 'TXT', [txt(OLD)], 2);
  await lab.setRecords(DOMAIN, `_dmarc.${DOMAIN}`, 'TXT', []);
  await lab.setRecords(DOMAIN, `_dmarc.${DOMAIN}`, 'CNAME', [`${TARGET}.`], 2);
  await page.locator('.big-status').getByText('Active', { exact: true }).waitFor({ timeout: 30_000 });
});

test('the policy is switched there: dry run, pending, and published once DNS shows it', async () => {
  await app(`domain?domain=${DOMAIN}`);
  await page.getByRole('button', { name: 'Change policy' }).click();
  await dialog()
    .getByRole('radio', { name: /^reject:/ })
    .check();
  await dialog().locator('[data-calls] summary').click();
  await dialog()
    .getByText(/PUT https:\/\/api\.cloudflare\.com\/client\/v4\/zones\//)
    .waitFor();
  expect(held()).toEqual([`${TARGET} "${OLD}"`]);
  await dialog().getByRole('button', { name: 'Publish' }).click();
  await page.locator('[data-plan="pending"]').waitFor();
  const reject = OLD.replace('p=none', 'p=reject');
  expect(held()).toEqual([`${TARGET} "${reject}"`]);
  await lab.setRecords('policy.test', TARGET, 'TXT', [txt(reject)], 2);
  await page.locator('[data-plan="published"]').waitFor({ timeout: 40_000 });
  // Nothing was asked of the API but what its documentation has.
  expect(cloudflare.seen.every((each) => each.path.startsWith('/client/v4/zones'))).toBe(true);
});
