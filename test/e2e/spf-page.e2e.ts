/** The SPF page in Chromium over real DNS: PowerDNS, unbound and dnsdist. */
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aggregateXml, type MadeRow } from '../support/aggregate-xml.ts';
import { dropFiles, freshContext, startBrowser, summaryCounts } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { bigRanges, LAB_FAULTS, LAB_ZONES, txt } from '../support/zones.ts';

/** Zones beside the lab's own: includes of a name that is refused, and of one whose server never answers. */
const ZONES = {
  ...LAB_ZONES,
  'refuses.example': `@ TXT ${txt('v=spf1 ip4:192.0.2.1 include:refused.example -all')}`,
  'mailer.example': `@ TXT ${txt('v=spf1 -all')}\nbounce TXT ${txt('v=spf1 ip4:203.0.113.77 -all')}`,
  'hole.example': `@ TXT ${txt('v=spf1 ip4:192.0.2.1 include:timeout.example -all')}`,
};
const MOVING = 'moving.example';
const DOMAINS = [
  MOVING,
  'big.example',
  'over10.example',
  'void.example',
  'macro.example',
  'syntax.example',
  'ptr.example',
  'plusall.example',
  'temp.example',
  'refuses.example',
  'hole.example',
  'mailer.example',
];
/** Seconds that answers of the changing zone live. */
const TTL = 2;
/** Seconds that answers about the big record live: longer than a busy machine takes for the whole file. */
const LONG_TTL = 3_600;
const BIG_SENDER =
  bigRanges()
    .find((range) => range.endsWith('/24'))
    ?.replace('0/24', '77') ?? '';
/** Screenshots for looking at, where this names a folder. */
const PICTURES = process.env.RUALENS_PICTURES;

let lab: DnsLab;
let server: AppServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  [lab, server, browser] = await Promise.all([
    startDnsLab({ zones: ZONES, failures: LAB_FAULTS, ttls: { 'big.example': LONG_TTL } }),
    startAppServer(),
    startBrowser(),
  ]);
  await lab.createZone(MOVING);
  await spf(MOVING, 'v=spf1 ip4:192.0.2.0/28 include:_spf.moving.example ip4:203.0.113.200 -all');
  await spf('_spf.moving.example', 'v=spf1 ip4:198.51.100.0/25 ip6:2001:db8:5::/48 ~all');
  ({ page, faults } = await freshContext(browser));
  await page.goto(`${server.url}#/domains`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await lab?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(`failed-${task.name.slice(0, 30).replace(/\W/g, '-')}`);
});

const spf = (name: string, text: string) => lab.setRecords(MOVING, name, 'TXT', [txt(text)], TTL);

async function picture(name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

/** The four looks of one page. */
async function pictures(name: string): Promise<void> {
  if (!PICTURES) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, scheme);
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picture(`${name}-${scheme}-${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
}

async function open(domain: string, tab?: string): Promise<void> {
  await page.goto(`${server.url}#/spf?domain=${domain}${tab ? `&tab=${tab}` : ''}`);
  await page.getByRole('tablist', { name: domain }).waitFor();
}

const tree = (): Locator => page.getByRole('table', { name: 'What the record leads to' });
const term = (text: string): Locator => tree().locator(`tr[data-term="${text}"]`);
const problem = (code: string): Locator => page.locator(`[data-problem="${code}"]`);
/** Words of a figure at the top. */
const figure = async (label: string): Promise<string> => {
  const cell = page.locator('[data-figures] > div').filter({ has: page.getByText(label, { exact: true }) });
  return ((await cell.locator('dd').textContent()) ?? '').replace(/\s+/g, ' ');
};
/** Figures of a line of the tree, in the order of its columns. */
const cells = async (text: string): Promise<string[]> =>
  (await term(text).first().locator('td.end').allInnerTexts()).map((each) => each.trim());

test('domains with reports, asked of the resolver the user typed', async () => {
  await page.getByRole('button', { name: 'Add domains' }).click();
  await page.getByRole('dialog').getByLabel('Domain names').fill(DOMAINS.join('\n'));
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  const resolver = page.getByRole('dialog').filter({ hasText: 'Who may answer DNS questions?' });
  await resolver.getByRole('radio', { name: /Own resolver/ }).check();
  await resolver.getByLabel(/Address of the resolver/).fill(lab.doh);
  await resolver.getByRole('button', { name: 'Use this' }).click();
  await resolver.waitFor({ state: 'detached' });
  const report = (domain: string, rows: MadeRow[]) => ({
    name: `${domain}.xml`,
    bytes: new TextEncoder().encode(aggregateXml({ id: domain, domain, rows })),
  });
  await dropFiles(page, [
    report(MOVING, [
      { ip: '192.0.2.5', count: 120 },
      { ip: '198.51.100.9', count: 30 },
      { ip: '203.0.113.7', count: 7 },
    ]),
    report('big.example', [
      { ip: BIG_SENDER, count: 40 },
      { ip: '2001:db8:1::5', count: 3 },
    ]),
    report('mailer.example', [{ ip: '203.0.113.77', count: 9, envelopeFrom: 'bounce.mailer.example' }]),
  ]);
  await expect.poll(() => summaryCounts(page), { timeout: 30_000 }).toMatchObject({ report: 3 });
});

test('2,000 ranges behind ten look-ups: every branch with its cost, and what no sender uses', async () => {
  await open('big.example');
  await term('include:_s1.big.example').waitFor();
  expect(await figure('Look-ups')).toContain('10 of 10');
  expect(await figure('Ranges')).toBe('2,001');
  expect(await figure('IPv6 networks')).toContain('65,536');
  // An include with three more below it.
  expect((await cells('include:_s1.big.example'))[0]).toBe('4');
  expect((await cells('include:_s4.big.example'))[0]).toBe('1');
  await problem('near-lookup-limit').getByText('10 of 10 look-ups are used').waitFor();
  await expect
    .poll(async () => (await cells('redirect=_r.big.example')).at(-1), { timeout: 60_000 })
    .toBe('1');
  const perInclude = await tree()
    .locator('tr[data-term^="include:"]')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td:last-child')?.textContent) || 0));
  expect(perInclude.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
  await pictures('spf-big');
  await page.getByRole('button', { name: 'Close all' }).click();
  expect(await tree().locator('tbody tr').count()).toBe(4);
});

test('another tab shows the same from answers that the first one fetched', async () => {
  await open('big.example');
  await term('include:_s1.big.example').waitFor();
  // of the record's names alone: the first tab may still be at work in the background
  const ofRecord = () => lab.queries().filter((question) => /^(_[rs]\d?\.)?big\.example TXT$/.test(question));
  expect(new Set(ofRecord()).size).toBe(11);
  const asked = ofRecord().length;
  const other = await page.context().newPage();
  await other.goto(`${server.url}#/spf?domain=big.example`);
  await other.locator('tr[data-term="include:_s1.big.example"]').first().waitFor();
  expect(ofRecord().slice(asked)).toEqual([]);
  await other.close();
});

test('more than ten look-ups, void look-ups, macros: said, with their figures', async () => {
  await open('over10.example');
  await problem('too-many-lookups').getByText('11 look-ups; more than 10').waitFor();
  expect(await figure('Look-ups')).toContain('11 of 10');
  await open('void.example');
  await problem('too-many-voids').getByText('3 look-ups find nothing').waitFor();
  expect(await figure('Empty look-ups')).toContain('3 of 2');
  await open('macro.example');
  await term('exists:%{ir}._spf.macro.example').getByText('asked for each address').waitFor();
  await open('ptr.example');
  await problem('deprecated-ptr').waitFor();
  await open('plusall.example');
  await problem('plus-all').getByText('every machine in the world').waitFor();
});

test('errors of writing are marked in the text and given with their position', async () => {
  await open('syntax.example');
  const record = 'v=spf1 ip4:192.0.2.300 inlcude:x -all';
  await problem('bad-ip4')
    .getByText(`character ${record.indexOf(':192') + 1}`)
    .waitFor();
  await problem('unknown-mechanism')
    .getByText(`character ${record.indexOf('inlcude') + 1}`)
    .waitFor();
  expect(await page.locator('mark').allInnerTexts()).toEqual(['ip4:192.0.2.300', 'inlcude:x']);
  await pictures('spf-syntax');
});

test.each([
  ['temp.example', 'servfail.example', /could not resolve the name \(SERVFAIL\)/],
  ['refuses.example', 'refused.example', /refused the question/],
  ['hole.example', 'timeout.example', /did not answer in time|could not resolve the name/],
])('DNS trouble behind %s is told in words', async (domain, include, words) => {
  await open(domain);
  const banner = page.getByRole('region', { name: 'DNS did not answer everything' });
  await banner.getByText(`TXT of ${include}`).waitFor({ timeout: 60_000 });
  expect(await banner.textContent()).toMatch(words);
  await term(`include:${include}`).getByText('DNS did not answer').waitFor();
  if (domain === 'temp.example') await pictures('spf-fault');
});

test('a typed record is judged against the senders seen, and nothing is published', async () => {
  await open(MOVING, 'try');
  const field = page.getByLabel('Record to try');
  await expect.poll(() => field.inputValue()).toContain('include:_spf.moving.example');
  await field.fill('v=spf1 ip4:203.0.113.0/28 include:_spf.moving.example -all');
  await page.getByRole('button', { name: 'Try it' }).click();
  const result = page.getByRole('region', { name: 'What it would do' });
  const enters = result.locator('tr[data-sender="ip:203.0.113.7"]');
  await enters.waitFor();
  expect(await enters.getAttribute('data-after')).toBe('in');
  expect(await result.locator('tr[data-sender="ip:192.0.2.5"]').getAttribute('data-after')).toBe('not');
  expect(await result.locator('tr[data-sender]').count()).toBe(2);
  await result.getByText('Unchanged: 1 in the record.').waitFor();
  await pictures('spf-try');
  await field.fill('v=spf1 ip4:192.0.2.0/28 inlcude:x -all');
  await page.getByRole('button', { name: 'Try it' }).click();
  await problem('unknown-mechanism').waitFor();
  await result.locator('tr[data-sender="ip:192.0.2.5"][data-after="not"]').waitFor();
  await field.fill('hello');
  await page.getByRole('button', { name: 'Try it' }).click();
  await result.getByText('does not begin with').waitFor();
});

test('a change of an include is kept, with the ranges that came and went, and the verdict of the day', async () => {
  await open(MOVING, 'history');
  await page.getByText('The first state kept.').waitFor();
  await spf('_spf.moving.example', 'v=spf1 ip4:198.51.100.128/25 ip6:2001:db8:5::/48 ~all');
  // The resolver in the lab keeps nothing; our own cache is passed by.
  await page.getByRole('button', { name: 'Look again' }).click();
  const newest = page.locator('[data-snapshot="newest"]');
  await newest.locator('[data-ranges="came"]').waitFor();
  expect(await newest.locator('[data-ranges="came"]').textContent()).toMatch(
    /1 came under moving\.example › _spf\.moving\.example\s*\+ 198\.51\.100\.128\/25/,
  );
  expect(await newest.locator('[data-ranges="went"]').textContent()).toContain('198.51.100.0/25');
  expect(await page.locator('[data-snapshot]').count()).toBe(2);
  await page.getByLabel('Address').fill('198.51.100.9');
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await page.getByText('198.51.100.9 was not in moving.example’s SPF record.').waitFor();
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`${server.url}#/spf?domain=${MOVING}&tab=history&address=198.51.100.200&day=${today}`);
  await page.reload();
  await page.getByText('198.51.100.200 was in moving.example’s SPF record.').waitFor();
  await page.getByLabel('Day (UTC)').fill('2020-01-01');
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await page.getByText('No kept state of moving.example’s record covers that day.').waitFor();
  await pictures('spf-history');
  await page.goto(`${server.url}#/spf?domain=macro.example&tab=history&address=192.0.2.7&day=${today}`);
  await page.reload();
  await page.getByText('what DNS said of this one on that day was not kept').waitFor();
});

test('an envelope name has a page of its own, and counts for a past day', async () => {
  await open('mailer.example');
  await page.getByRole('link', { name: 'bounce.mailer.example' }).click();
  await page.getByText('its record is judged because it stands in mail of').waitFor();
  await expect.poll(async () => (await cells('ip4:203.0.113.77')).at(-1)).toBe('1');
  await pictures('spf-envelope');
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.goto(
    `${server.url}#/spf?domain=mailer.example&tab=history&address=203.0.113.77&day=${yesterday}`,
  );
  await page.reload();
  await page.getByText('used these names: mailer.example, bounce.mailer.example').waitFor();
});

test('a row of a report leads to the verdict of its day', async () => {
  await page.goto(`${server.url}#/reports?domain=${MOVING}&sender=ip%3A192.0.2.5`);
  await page.getByRole('dialog').getByRole('tab', { name: 'Reports' }).click();
  await page.getByRole('dialog').locator('details > summary').first().click();
  await page.getByRole('dialog').locator('a[href^="#/report/"]').first().click();
  await page.getByRole('table', { name: 'Rows' }).waitFor();
  const link = page.locator('a[href*="address=192.0.2.5"]');
  expect(await link.getAttribute('href')).toMatch(/domain=moving\.example&tab=history.*day=\d{4}-\d\d-\d\d/);
  await link.click();
  // The report is of yesterday; the record was first looked up today.
  await page.getByText('No kept state of moving.example’s record covers that day.').waitFor();
});

test('server stopped in the middle: the last known answers, with their age; then no network at all', async () => {
  await open(MOVING);
  await term('include:_spf.moving.example').waitFor();
  await lab.stopFront();
  const again = page.getByRole('button', { name: 'Look again' });
  const old = page.getByRole('region', { name: 'Some answers are old' });
  // An answer whose TTL still runs is not old yet.
  await expect
    .poll(
      async () => {
        if (await again.isEnabled()) await again.click();
        return await old.getByText(/TXT of _spf\.moving\.example, fetched/).isVisible();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(true);
  await term('include:_spf.moving.example').waitFor();
  await pictures('spf-stale');
  await page.goto(`${server.url}#/settings`);
  await page.getByText('No network', { exact: true }).last().click();
  await open(MOVING);
  await page.getByText(/This is the record as it was last seen, on/).waitFor();
  await term('include:_spf.moving.example').waitFor();
  expect(faults).toEqual([]);
});
