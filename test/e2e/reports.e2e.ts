import { readFileSync } from 'node:fs';
import type { Browser, Download, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { axeFindings, dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import {
  FORWARDER,
  INVALID,
  LATE_NAME,
  LATECOMER,
  MACROS,
  MONTH_ZONES,
  monthOfMail,
  NEWCOMER,
  SENDING,
  SERVER,
  SPOOFER,
  STEADY,
  STOPPED,
  STRANGER,
  trueSenders,
} from '../support/month-of-mail.ts';

/** A month of mail for four domains over real DNS: statuses, filters, the overlay, Ignored, alerts. */

/** Screenshots for looking at, where this names a folder. */
const PICTURES = process.env.RUALENS_PICTURES;

let lab: DnsLab;
let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [lab, server, browser] = await Promise.all([
    startDnsLab({ zones: MONTH_ZONES }),
    startAppServer(),
    startBrowser(),
  ]);
  ({ page, faults } = await freshContext(browser));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await lab?.stop();
});

test('a month of reports is imported, three domains are confirmed, a resolver is chosen', async () => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Try with sample data' }).waitFor();
  const encode = (text: string) => new TextEncoder().encode(text);
  await dropFiles(
    page,
    monthOfMail().map(({ name, xml }) => ({ name, bytes: encode(xml) })),
  );
  await expect
    .poll(() => summaryCounts(page), { timeout: 60_000 })
    .toMatchObject({ report: monthOfMail().length });
  await page.goto(`${server.url}#/domains`);
  for (const domain of [SENDING, MACROS, INVALID]) {
    await page.getByRole('button', { name: `Mine: ${domain}`, exact: true }).click();
    const dialog = page.getByRole('dialog');
    if (domain !== SENDING) continue;
    await dialog.getByRole('radio', { name: /Own resolver/ }).check();
    await dialog.getByLabel(/Address of the resolver/).fill(lab.doh);
    await dialog.getByRole('checkbox', { name: /^Name senders/ }).check();
    await dialog.getByRole('button', { name: 'Use this' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
});

const WORDS = {
  in: 'In SPF record',
  partially: 'Partially in SPF record',
  not: 'Not in SPF record',
  ignored: 'Ignored',
  undecided: 'Cannot be decided',
  unchecked: 'Not checked yet',
};
const sender = (key: string) => page.locator(`tr[data-row="${key}"]`);
const keys = () =>
  page.locator('tr[data-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
const open = async (query: string) => {
  await page.goto(`${server.url}#/reports?${query}`);
  await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor();
};

test('every sender of the four domains has the status and the messages that the generator knows', async () => {
  for (const domain of [SENDING, MACROS, INVALID, STRANGER]) {
    await open(`domain=${domain}&period=30`);
    for (const truth of trueSenders().filter((it) => it.domain === domain)) {
      const row = sender(truth.key);
      await row.locator('.status', { hasText: WORDS[truth.status] }).waitFor({ timeout: 30_000 });
      await expect
        .poll(() => row.locator('td').nth(2).textContent())
        .toBe(new Intl.NumberFormat('en-GB').format(truth.messages));
    }
  }
});

test('the page shows what receivers did, a chart, and reporters with their gaps', async () => {
  await open(`domain=${SENDING}&period=30`);
  const total = trueSenders()
    .filter((it) => it.domain === SENDING)
    .reduce((sum, it) => sum + it.messages, 0);
  await expect
    .poll(() => page.locator('.figures dd').first().textContent())
    .toContain(new Intl.NumberFormat('en-GB').format(total));
  await page.getByRole('img', { name: /^Messages a day: / }).waitFor();
  await page.locator('.chart canvas').first().waitFor();
  await page.locator('.reporters summary').click();
  const reporters = page.locator('.reporters tr');
  expect(await reporters.filter({ hasText: STOPPED }).textContent()).toContain('stopped');
  expect(await reporters.filter({ hasText: STEADY }).textContent()).toContain('1 day');
  expect(await page.locator('tr[data-row] .pill', { hasText: 'new' }).count()).toBe(1);
  await sender(`ip:${NEWCOMER}`).locator('.pill', { hasText: 'new' }).waitFor();
});

test('dragging over the chart chooses a period, and back leads to the one before', async () => {
  const box = await page.locator('.chart .u-over').first().boundingBox();
  if (!box) throw new Error('the chart has no place');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => page.url()).toMatch(/period=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/);
  await page.goBack();
  await expect.poll(() => page.url()).toContain('period=30');
});

test('filters narrow the list and stand in the address bar', async () => {
  const cases: [query: string, expected: string[]][] = [
    ['status=partially', ['service:sendgrid']],
    ['kind=service', ['service:sendgrid']],
    ['pass=none', [`ip:${SPOOFER}`, `ip:${NEWCOMER}`]],
    ['pass=full', [`ip:${SERVER}`, 'service:sendgrid', `ip:${FORWARDER}`]],
    [`from=shop.${SENDING}`, [`ip:${SPOOFER}`]],
    ['new=1', [`ip:${NEWCOMER}`]],
    [`reporter=${STOPPED}`, [`ip:${SERVER}`, 'service:sendgrid', `ip:${FORWARDER}`, `ip:${SPOOFER}`]],
    ['q=203.0.113.0/25', [`ip:${FORWARDER}`, `ip:${SPOOFER}`, `ip:${NEWCOMER}`]],
    ['q=198.51.100.11', ['service:sendgrid']],
  ];
  for (const [query, expected] of cases) {
    await open(`domain=${SENDING}&period=30&${query}`);
    await expect.poll(async () => (await keys()).sort(), { message: query }).toEqual(expected.sort());
  }
  await open(`domain=${SENDING}&period=30`);
  const column = page.getByRole('columnheader', { name: 'Messages' });
  const sorted = async () => [await column.getAttribute('aria-sort'), (await keys())[0]];
  // At first senders stand by need, under headings.
  expect((await sorted())[0]).toBeNull();
  await column.getByRole('button').click();
  expect(await sorted()).toEqual(['descending', `ip:${SERVER}`]);
  await column.getByRole('button').click();
  expect(await sorted()).toEqual(['ascending', `ip:${NEWCOMER}`]);
  await page.getByText('More filters').click();
  await page.getByLabel('Compliance').selectOption('none');
  await expect.poll(() => page.url()).toContain('pass=none');
  expect((await keys()).length).toBe(2);
});

test('the overlay: status with evidence, narrowed to one address, down to the XML of one record', async () => {
  await open(`domain=${SENDING}&period=30`);
  await sender('service:sendgrid').getByRole('link').click();
  const overlay = page.getByRole('dialog');
  await overlay.getByText('What to do next').waitFor();
  await overlay.getByText(`198.51.100.11 is not in ${SENDING}’s SPF record`).first().waitFor();
  await overlay.getByRole('tab', { name: /IP details \(2\)/ }).click();
  await overlay.getByText('o1.sendgrid.net').first().waitFor();
  await overlay.getByLabel('Sender IP').selectOption('198.51.100.10');
  await overlay.getByRole('tab', { name: /IP details \(1\)/ }).waitFor();
  await overlay.getByRole('tab', { name: 'General' }).click();
  await overlay.locator('.status-line', { hasText: 'In SPF record' }).waitFor();
  const link = page.url();
  expect(link).toContain('ip=198.51.100.10');
  await overlay.getByRole('tab', { name: /^Reports/ }).click();
  await overlay.locator('.report-rows summary').first().click();
  await overlay.getByRole('button', { name: 'XML' }).first().click();
  expect(await overlay.locator('pre').textContent()).toContain('<source_ip>198.51.100.10</source_ip>');
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('dialog').locator('.status-line', { hasText: 'In SPF record' }).waitFor();
  await open(`domain=${SENDING}&period=30`);
  await sender(`ip:${SERVER}`).getByRole('link').click();
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('sender=');
});

test('Ignored: the points with their figures, the list with reason, hidden on wish, taken back', async () => {
  await open(`domain=${SENDING}&period=30`);
  await page.getByRole('button', { name: `More actions: ${FORWARDER}` }).click();
  await page.getByRole('menuitem', { name: 'Set to Ignored …' }).click();
  const dialog = page.getByRole('dialog', { name: `Ignore ${FORWARDER}?` });
  await dialog.getByText(/Repeated: seen on \d+ of \d+ days by 2 reporters/).waitFor();
  await dialog.getByText('Neither new nor sporadic').waitFor();
  await dialog.getByLabel(/^Note/).fill('alumni forwarding');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await open(`domain=${SENDING}&period=30`);
  await sender(`ip:${FORWARDER}`).locator('.status', { hasText: 'Ignored' }).waitFor();
  // The menu ends it at once, and its message brings it back.
  await page.getByRole('button', { name: `More actions: ${FORWARDER}` }).click();
  await page.getByRole('menuitem', { name: 'No longer ignore' }).click();
  await sender(`ip:${FORWARDER}`).locator('.status', { hasText: WORDS.not }).waitFor();
  await page
    .locator('.toast', { hasText: 'is no longer ignored' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await sender(`ip:${FORWARDER}`).locator('.status', { hasText: 'Ignored' }).waitFor();
  await page.getByLabel('Hide Ignored').check();
  await sender(`ip:${FORWARDER}`).waitFor({ state: 'detached' });
  await open('view=ignored');
  const row = page.locator('tr[data-row]').filter({ hasText: FORWARDER });
  await row.getByText('alumni forwarding').waitFor();
  await row.getByRole('button', { name: 'No longer ignore' }).click();
  // Not the message of the ignoring itself, which may still be there.
  const message = page.locator('.toast', { hasText: 'is no longer ignored' });
  await message.getByRole('button', { name: 'Undo' }).click();
  await page.locator('tr[data-row]').filter({ hasText: 'alumni forwarding' }).waitFor();
});

test('several senders are chosen, exported in parsedmarc’s columns, and ignored at once', async () => {
  await open(`domain=${SENDING}&period=30&pass=none`);
  await sender(`ip:${SPOOFER}`).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Choose all shown' }).click();
  const bar = page.getByRole('region', { name: 'Chosen senders' });
  await bar.getByText('2 chosen').waitFor();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export what is chosen' }).click();
  await page
    .getByRole('menuitem', { name: /All records as CSV/ })
    .last()
    .click();
  const lines = (await textOf(await download)).trim().split('\r\n');
  expect(lines[0]).toContain('source_ip_address');
  const column = lines[0]?.split(',').indexOf('source_ip_address') ?? -1;
  expect(new Set(lines.slice(1).map((line) => line.split(',')[column]))).toEqual(
    new Set([SPOOFER, NEWCOMER]),
  );
  await bar.getByRole('button', { name: 'Set 2 to Ignored …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Spoofing is possible').first().waitFor();
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const address of [SPOOFER, NEWCOMER]) {
    await sender(`ip:${address}`).locator('.status', { hasText: 'Ignored' }).waitFor();
  }
  await page
    .locator('.toast', { hasText: '2 senders are ignored' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await sender(`ip:${SPOOFER}`).locator('.status', { hasText: WORDS.not }).waitFor();
  // The choice is gone with the deed; made anew, both are one service.
  for (const address of [SPOOFER, NEWCOMER]) await sender(`ip:${address}`).getByRole('checkbox').check();
  await bar.getByRole('button', { name: 'Assign 2 to a service …' }).click();
  const which = page.getByRole('dialog', { name: 'Which service are these 2 senders?' });
  await which.getByLabel('Search services').fill('mailgun');
  await which.getByRole('radio', { name: /Mailgun/ }).check();
  await which.getByRole('button', { name: 'Save' }).click();
  await sender('service:mailgun').getByText('2 addresses').waitFor();
  await page
    .locator('.toast', { hasText: '2 senders are now Mailgun' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await sender(`ip:${SPOOFER}`).waitFor();
});

test('what is on screen is exported as JSON under the same names', async () => {
  await open(`domain=${SENDING}&period=30&status=partially`);
  await page.getByRole('button', { name: 'Export and print' }).click();
  const [records] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /All records as JSON/ }).click(),
  ]);
  const rows = JSON.parse(await textOf(records)) as { source_ip_address: string; count: number }[];
  expect(new Set(rows.map((row) => row.source_ip_address))).toEqual(
    new Set(['198.51.100.10', '198.51.100.11']),
  );
  const truth = trueSenders().find((it) => it.key === 'service:sendgrid');
  expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(truth?.messages);
});

test('a grouping is corrected, says why, and is undone', async () => {
  await open(`domain=${SENDING}&period=30&sender=ip:${NEWCOMER}`);
  await page.getByRole('button', { name: 'Assign to a service …' }).click();
  const dialog = page.getByRole('dialog', { name: `Which service is ${NEWCOMER}?` });
  await dialog.getByLabel('Search services').fill('mailgun');
  await dialog.getByRole('radio', { name: /Mailgun/ }).check();
  await dialog.getByLabel(/^Note/).fill('seen in their panel');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const overlay = page.getByRole('dialog', { name: /Mailgun/ });
  await overlay.getByRole('heading', { name: /^Why it is .*Mailgun/ }).waitFor();
  await overlay.getByText('you said so: seen in their panel').first().waitFor();
  expect(page.url()).toContain('sender=service%3Amailgun');
  await overlay.getByRole('button', { name: 'Close' }).click();
  await sender('service:mailgun').locator('.cloud').waitFor();
  await page.locator('.toast', { hasText: 'is now' }).getByRole('button', { name: 'Undo' }).click();
  await sender(`ip:${NEWCOMER}`).waitFor();
  await sender('service:mailgun').waitFor({ state: 'detached' });
});

test("a service of the user's own is checked, groups by its range, and is deleted with undo", async () => {
  await open('view=services');
  await page.getByRole('button', { name: 'Add a service …' }).click();
  const dialog = page.getByRole('dialog', { name: 'New service' });
  await dialog.getByLabel('Name', { exact: true }).fill('Print plant');
  await dialog.getByLabel('Addresses and ranges').fill('203.0.113.300');
  await dialog.getByText('“203.0.113.300” is neither an address nor a range').waitFor();
  await dialog.getByLabel('Endings of host names').fill('sendgrid.net');
  await dialog.getByText('“sendgrid.net” belongs to Twilio SendGrid so far').waitFor();
  await dialog.getByLabel('Endings of host names').fill('');
  await dialog.getByLabel('Addresses and ranges').fill('203.0.113.96/27');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await open(`domain=${SENDING}&period=30`);
  const plant = page.locator('tr[data-row^="service:own-"]');
  await plant.getByText('2 addresses').waitFor();
  await plant.locator('.status', { hasText: WORDS.not }).waitFor();
  await open('view=services');
  await page.getByRole('button', { name: 'Delete: Print plant' }).click();
  await page.getByText('You have added no service yet').waitFor();
  await page.locator('.toast', { hasText: 'deleted' }).getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Delete: Print plant' }).click();
  await page.getByText('You have added no service yet').waitFor();
  await open(`domain=${SENDING}&period=30`);
  await sender(`ip:${SPOOFER}`).waitFor();
});

async function textOf(download: Download): Promise<string> {
  return readFileSync((await download.path()) ?? '', 'utf8');
}

test('alerts are listed without being counted as new; a rule is edited with its preview', async () => {
  await page.goto(`${server.url}#/alerts`);
  await page
    .getByRole('heading', { level: 2, name: 'Reports stopped coming' })
    .first()
    .waitFor({ timeout: 20_000 });
  expect(await page.locator('.alert', { hasText: STOPPED }).count()).toBeGreaterThan(0);
  expect(await page.locator('.nav-count').count()).toBe(0);
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'Edit: DNS changed' }).click();
  for (const record of ['SPF', 'DMARC', 'DKIM key', 'DMARC pointing']) {
    expect(await page.getByRole('checkbox', { name: record, exact: true }).isChecked(), record).toBe(true);
  }
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Edit: Non-compliant mail' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('nothing', { exact: true }).waitFor();
  await dialog.getByLabel('From how many messages a day and domain').fill('2');
  await dialog.getByText(/\d+ alerts/).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Inbox' }).click();
  await page.getByRole('heading', { level: 2, name: 'Non-compliant mail' }).first().waitFor();
  const before = await page.locator('.alert').count();
  await page
    .locator('.alert')
    .first()
    .getByRole('button', { name: /^(Done|All done): / })
    .click();
  await expect.poll(() => page.locator('.alert').count()).toBe(before - 1);
});

test('with "Name senders" off nothing is named by itself; an opened list asks on a click, for confirmed domains only [PRIV-4]', async () => {
  const names = () => lab.queries().filter((question) => /arpa|partner/.test(question));
  const overlay = page.getByRole('dialog');
  const looked = overlay.locator('[data-host-names]');
  await page.goto(`${server.url}#/settings`);
  await page.getByRole('switch', { name: /^Name senders/ }).uncheck();
  lab.clearQueries();
  const rows = [{ ip: LATECOMER, count: 9 }];
  const xml = [SENDING, STRANGER].map((domain) => aggregateXml({ id: `late-${domain}`, domain, rows }));
  await dropFiles(
    page,
    xml.map((text, i) => ({ name: `late-${i}.xml`, bytes: new TextEncoder().encode(text) })),
  );
  await expect.poll(() => summaryCounts(page), { timeout: 30_000 }).toMatchObject({ report: 2 });
  await open(`domain=${SENDING}&period=30`);
  await sender(`ip:${LATECOMER}`).locator('.status', { hasText: WORDS.not }).waitFor({ timeout: 30_000 });
  await page.getByText('Waiting for DNS').waitFor({ state: 'detached', timeout: 30_000 });
  await sender(`ip:${LATECOMER}`).getByRole('link').click();
  await overlay.getByText('What to do next').waitFor();
  expect(names()).toEqual([]);
  await overlay.getByRole('tab', { name: /IP details/ }).click();
  const ask = overlay.getByRole('button', { name: 'Look up host names' });
  await ask.waitFor();
  await overlay.getByText(LATECOMER).first().waitFor();
  expect(names()).toEqual([]);
  await ask.click();
  await overlay.getByText(LATE_NAME).first().waitFor();
  await looked.getByText('Host names are looked up for the addresses shown here').waitFor();
  expect(names()).toEqual(['200.2.0.192.in-addr.arpa PTR', `${LATE_NAME} A`]);
  await overlay.getByText('Records on the way').first().click();
  await overlay.locator('.spf-chain mark', { hasText: '-all' }).first().waitFor();
  if (PICTURES) {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `${PICTURES}/host-names-${colorScheme}-${width}.png` });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.goto(`${server.url}#/settings`);
  const record = page.getByRole('table', { name: 'Query record' });
  await record.locator('tr', { hasText: LATE_NAME }).getByText('name of a sender').waitFor();
  lab.clearQueries();
  await open(`domain=${STRANGER}&period=30&sender=ip:${LATECOMER}&tab=addresses`);
  await ask.click();
  await looked.getByText('only for domains that you confirmed').waitFor();
  expect(lab.queries()).toEqual([]);
});

test('axe-core finds nothing on these pages with all statuses, in both themes', async () => {
  const found: Record<string, string[]> = {};
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [name, hash] of Object.entries({
      senders: `reports?domain=${SENDING}&period=30&new=1`,
      addresses: `reports?domain=${SENDING}&period=30&sender=service:sendgrid&tab=addresses`,
      ignored: 'reports?view=ignored',
      inbox: 'alerts',
    })) {
      await page.goto(`${server.url}#/${hash}`);
      const list = await axeFindings(page);
      if (list.length > 0) found[`${name}, ${colorScheme}`] = list;
    }
  }
  expect(found).toEqual({});
  expect(faults).toEqual([]);
});
