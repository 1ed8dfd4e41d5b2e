/** Marks in real Roundcube, looked at closely: what they warn of, where they lead, and that nothing moves. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { chooseInExtension, storedReports } from '../support/extension-store.ts';
import { attachment, madeReport, message, reportFileName, text, zipReport } from '../support/messages.ts';
import { type PlainDoh, startPlainDoh } from '../support/plain-doh.ts';
import { pressMark } from '../support/press-mark.ts';
import { figures, login, marksIn, openMessage } from '../support/roundcube-page.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForWebmail();
const report = madeReport({ org: 'bigmail.example' });
const TLS = JSON.stringify({
  'organization-name': 'Bigmail',
  'date-range': { 'start-datetime': '2026-03-02T00:00:00Z', 'end-datetime': '2026-03-02T23:59:59Z' },
  'contact-info': 'tls@bigmail.example',
  'report-id': 'tls-1',
  policies: [
    {
      policy: { 'policy-type': 'sts', 'policy-domain': 'shop.example' },
      summary: { 'total-successful-session-count': 40, 'total-failure-session-count': 2 },
    },
  ],
});

const mail = (from: string, subject: string, name: string, bytes: Uint8Array, type = 'application/zip') =>
  message({
    from,
    subject,
    parts: [text('A report.\r\n\r\nWith a text below it.'), attachment(type, name, bytes)],
  });

const MAILBOX = [
  mail('noreply@bigmail.example', 'Honest', `${reportFileName(report)}.zip`, zipReport(report)),
  mail('robber@forger.example', 'Forged', `${reportFileName(report)}.zip`, zipReport(report)),
  mail(
    'tls@bigmail.example',
    'TLS sessions',
    'bigmail.example!shop.example!1772409600!1772495999!001.json',
    Buffer.from(TLS),
    'application/tlsrpt+json',
  ),
];

interface Watched {
  heights: Record<string, number>;
  shifts: { value: number; at: number; nodes: string[] }[];
  marked: number;
}

describe.skipIf(missing)(`marks in Roundcube${missing && `: ${missing}`}`, () => {
  let lab: WebmailLab;
  let doh: PlainDoh;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    lab = await startWebmailLab(MAILBOX);
    doh = await startPlainDoh({ 'shop.example': 'v=spf1 ip4:192.0.2.0/24 -all' });
    browser = await startExtensionBrowser({ locale: 'en-GB' });
    await browser.context.addInitScript(watch);
    page = await browser.context.newPage();
    await login(page, lab);
    await enableSite(browser, page);
    await page.reload();
    await page.waitForSelector('#messagelist tbody tr.message');
  });
  afterAll(async () => {
    await browser?.stop();
    await doh?.stop();
    await lab?.stop();
  });

  test('from the first line to the stored report nothing moves', async () => {
    const frame = await openMessage(page, 'Honest');
    await figures(frame, 1);
    await pressMark(marksIn(frame).first().locator('[data-focus="import"]'));
    await frame.locator('.mark[data-state="stored"]').waitFor();
    const { heights, shifts, marked } = await frame
      .locator('body')
      .evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
    expect(heights.reading).toBeGreaterThan(30);
    expect(heights).toEqual({ reading: heights.reading, report: heights.reading, stored: heights.reading });
    // a frame after the mark came, the message stays where it is
    const later = shifts.filter((it) => it.at > marked + 50 && it.nodes.some((node) => /message/.test(node)));
    expect(later).toEqual([]);
  });

  test('what a mark imported, it takes back', async () => {
    expect(await storedReports(browser)).toHaveLength(1);
    await page.bringToFront();
    const frame = page.frameLocator('#messagecontframe');
    await pressMark(marksIn(frame).first().locator('[data-focus="undo"]'));
    await frame.locator('.mark[data-state="report"]').waitFor();
    expect(await marksIn(frame).first().locator('.note').textContent()).toContain('taken back');
    expect(await storedReports(browser)).toEqual([]);
    await page.bringToFront();
  });

  test('the bytes of an attachment cross once: it is fetched once, however often the mark is used', async () => {
    const fetched: string[] = [];
    const listen = (request: { url(): string }) => {
      if (/_action=get&.*_download=1/.test(request.url())) fetched.push(request.url());
    };
    page.on('request', listen);
    await openMessage(page, 'TLS sessions');
    const frame = await openMessage(page, 'Honest');
    await figures(frame, 1);
    const before = fetched.length;
    await pressMark(marksIn(frame).first().locator('[data-focus="import"]'));
    await frame.locator('.mark[data-state="stored"]').waitFor();
    await pressMark(marksIn(frame).first().locator('[data-focus="undo"]'));
    await frame.locator('.mark[data-state="report"]').waitFor();
    expect(fetched.length).toBe(before);
    page.off('request', listen);
  });

  test('a report in a mail from elsewhere is flagged in its line and in its panel', async () => {
    const honest = await openMessage(page, 'Honest');
    expect((await figures(honest, 1))[0]?.strange).toBeUndefined();
    const frame = await openMessage(page, 'Forged');
    expect((await figures(frame, 1))[0]).toMatchObject({ strange: 'forger.example' });
    const mark = marksIn(frame).first();
    expect(await mark.locator('.summary').textContent()).toContain('but the mail came from forger.example');
    await pressMark(mark.locator('[data-focus="toggle"]'));
    expect(await mark.locator('.panel').textContent()).toContain('Anyone can send a made-up report');
  });

  test('Open leads to the page of the report’s own kind', async () => {
    const frame = await openMessage(page, 'TLS sessions');
    expect((await figures(frame, 1))[0]).toMatchObject({ messages: '42', passed: '40' });
    await pressMark(marksIn(frame).first().locator('[data-focus="toggle"]'));
    const opened = browser.context.waitForEvent('page');
    await pressMark(marksIn(frame).first().locator('[data-focus="open"]'));
    const app = await opened;
    await app.getByRole('heading', { level: 1, name: /bigmail/i }).waitFor();
    expect(app.url()).toMatch(/#\/tls\/[0-9a-f]{64}$/);
    await app.close();
    await page.bringToFront();
  });

  test('Ignore… asks in the extension’s own page, and the mark follows the decision', async () => {
    await chooseInExtension(browser, { resolver: doh.url, confirmed: ['shop.example'] });
    // answered by the engine that the background starts anew with these choices
    const frame = await openMessage(page, 'Honest');
    await figures(frame, 1);
    await pressMark(marksIn(frame).first().locator('[data-focus="toggle"]'));
    await frame.locator('[data-not-in-spf="2"]').waitFor();
    const opened = browser.context.waitForEvent('page');
    await marksIn(frame)
      .first()
      .locator('.panel tr', { hasText: '198.51.100.7' })
      .getByRole('button')
      .click();
    const app = await opened;
    const dialog = app.getByRole('dialog', { name: /Ignore 198\.51\.100\.7/ });
    await dialog.waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(app.url()).not.toContain('ask=');
    await app.close();
    await page.bringToFront();
    await openMessage(page, 'TLS sessions');
    const again = await openMessage(page, 'Honest');
    await again.locator('[data-not-in-spf="1"]').waitFor();
  });

  test('in a dark message the mark is dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.context().addCookies([{ name: 'colorMode', value: 'dark', url: lab.url }]);
    await page.reload();
    await page.waitForSelector('#messagelist tbody tr.message');
    const frame = await openMessage(page, 'Honest');
    await figures(frame, 1);
    expect(await frame.locator('html.dark-mode').count()).toBe(1);
    await marksIn(frame).first().locator('.mark.dark').waitFor();
    const [mark, below] = await Promise.all([
      marksIn(frame)
        .first()
        .locator('.mark')
        .evaluate((it) => getComputedStyle(it).backgroundColor),
      frame.locator('body').evaluate((it) => getComputedStyle(it).backgroundColor),
    ]);
    for (const colour of [mark, below]) expect(lightness(colour)).toBeLessThan(80);
  });
});

const lightness = (colour: string): number =>
  Math.max(...(colour.match(/\d+/g) ?? []).slice(0, 3).map(Number));

/** Runs in every frame before the page's own scripts: how high marks are in each state, and what moved when. */
function watch(): void {
  const watched: Watched = { heights: {}, shifts: [], marked: Number.POSITIVE_INFINITY };
  (globalThis as unknown as { watched: Watched }).watched = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources: { node: Element | null }[];
    })[])
      watched.shifts.push({
        value: entry.value,
        at: entry.startTime,
        nodes: entry.sources.map(({ node }) => `${node?.id ?? ''} ${node?.className ?? ''}`),
      });
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    for (const mark of document.querySelectorAll('[data-rualens="report"]')) {
      watched.marked = Math.min(watched.marked, performance.now());
      const box = mark.shadowRoot?.querySelector('.mark');
      if (box) observer.observe(mark.shadowRoot!, watching);
      watched.heights[box?.getAttribute('data-state') ?? ''] ??= mark.getBoundingClientRect().height;
    }
  };
  const watching = { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] };
  const observer = new MutationObserver(look);
  observer.observe(document, watching);
}
