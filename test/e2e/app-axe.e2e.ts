import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, freshContext, quiet, startBrowser } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';

/**
 * axe-core finds nothing on any page and in no dialog: in both themes and languages, wide and on a phone, with
 * raised contrast and with the system's own colours, with data and without.
 */

let server: AppServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const PAGES = ['domains', 'reports', 'spf', 'alerts', 'import', 'settings'];
/** The sample company's domain with most mail, and a service of its own. */
const DOMAIN = 'oakline.example';
const SERVICE = `reports?domain=${DOMAIN}&sender=service:sample-letterpost`;

/** Places beyond the pages themselves, and what to press there; selectors know no language. */
const PLACES: [name: string, hash: string, press?: (page: Page) => Promise<void>][] = [
  ['why', 'domains', (page) => page.locator('.status-button').first().click()],
  ['keys', `domain?domain=${DOMAIN}&tab=dkim`],
  ['transport', `domain?domain=${DOMAIN}&tab=transport`],
  ['month', `month?domain=${DOMAIN}`],
  ['search', 'alerts', searchAll],
  ['sender, general', SERVICE],
  ['sender, addresses', `${SERVICE}&tab=addresses`],
  ['sender, reports', `${SERVICE}&tab=reports`],
  ['grouping', SERVICE, (page) => page.locator('dialog .dialog-foot button').first().click()],
  ['ignore', `reports?domain=${DOMAIN}&status=not`, ignoreFirst],
  [
    'report',
    `reports?domain=${DOMAIN}&view=aggregate`,
    (page) => page.locator('tr[data-row] a').first().click(),
  ],
  ['TLS reports', `reports?domain=${DOMAIN}&view=tls`],
  ['failure reports', `reports?domain=${DOMAIN}&view=failure`],
  ['ignored', 'reports?view=ignored'],
  ['services', 'reports?view=services'],
  ['service', 'reports?view=services', (page) => page.locator('main .card button').first().click()],
  ['rules', 'alerts?tab=rules'],
  ['rule', 'alerts?tab=rules', (page) => page.locator('.rule-list button').first().click()],
];

async function ignoreFirst(page: Page): Promise<void> {
  await page.locator('tr[data-row] a').first().click();
  await quiet(page);
  await page.locator('dialog .dialog-foot button').nth(1).click();
}

async function searchAll(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('dialog input').fill('192.0.2');
  await page.locator('[data-found="address"]').waitFor();
}

interface Look {
  name: string;
  colorScheme: 'light' | 'dark';
  locale: string;
  width?: number;
  height?: number;
  contrast?: 'more';
  forcedColors?: 'active';
  /** Also without data. */
  empty?: boolean;
  /** Pages only, without what is opened on them. */
  brief?: boolean;
}

const LOOKS: Look[] = [
  { name: 'light, English', colorScheme: 'light', locale: 'en-GB', empty: true, brief: true },
  { name: 'dark, German', colorScheme: 'dark', locale: 'de-DE', empty: true },
  { name: 'light, German, phone', colorScheme: 'light', locale: 'de-DE', width: 390, height: 844 },
  {
    name: 'dark, English, phone, more contrast',
    colorScheme: 'dark',
    locale: 'en-GB',
    width: 390,
    contrast: 'more',
    brief: true,
  },
  {
    name: 'colours of the system',
    colorScheme: 'dark',
    locale: 'en-GB',
    forcedColors: 'active',
    brief: true,
  },
];

for (const { name: look, empty, brief, contrast, forcedColors, ...options } of LOOKS) {
  test(look, async () => {
    const { context, page } = await freshContext(browser, options);
    await page.emulateMedia({ contrast: contrast ?? null, forcedColors: forcedColors ?? null });
    const found: Record<string, string[]> = {};
    const visit = async (name: string, hash: string, press?: (page: Page) => Promise<void>) => {
      await page.goto(`${server.url}#/${hash}`);
      await quiet(page);
      await press?.(page);
      const list = await axeFindings(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) list.push(`wider than the screen by ${wide} px`);
      const cut = await page
        .locator('.table-wrap')
        .evaluateAll((all) => all.filter((wrap) => wrap.scrollWidth > wrap.clientWidth).length);
      if (cut > 0) list.push(`${cut} tables are cut at the right`);
      if (list.length > 0) found[name] = list;
    };
    if (empty) for (const name of PAGES) await visit(`${name}, empty`, name);
    await page.goto(`${server.url}#/domains`);
    await page.locator('.empty button').first().click();
    await page.locator('tr[data-row]').first().waitFor({ timeout: 30_000 });
    for (const name of PAGES) await visit(name, name);
    if (!brief) for (const place of PLACES) await visit(...place);
    expect(found).toEqual({});
    await context.close();
  }, 180_000);
}

test('a report on a month fits two pages, in dark letters on white whatever the theme', async () => {
  const { context, page } = await freshContext(browser, { colorScheme: 'dark' });
  await page.goto(`${server.url}#/domains`);
  await page.locator('.empty button').first().click();
  await page.locator('tr[data-row]').first().waitFor();
  const months: string[] = [];
  for (const back of [0, 1]) {
    const month = new Date(Date.now() - back * 28 * 86_400_000).toISOString().slice(0, 7);
    await page.goto(`${server.url}#/month?domain=${DOMAIN}&month=${month}`);
    await page.locator(`[data-month="${month}"] [data-next="shown"]`).waitFor();
    await quiet(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    months.push(month);
    const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length;
    expect([1, 2], `${month}: ${pages} pages`).toContain(pages);
  }
  expect(months).toHaveLength(2);
  await page.emulateMedia({ media: 'print' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  await page.emulateMedia({ media: 'screen' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await context.close();
});
