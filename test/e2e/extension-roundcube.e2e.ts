/** The extension in real Roundcube: marks, popup, import. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../support/axe-findings.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { expectedMark } from '../support/expected-mark.ts';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { chooseInExtension, storedReports } from '../support/extension-store.ts';
import { HOSTILE_SUBJECT, hostileMail, isForged } from '../support/hostile-mail.ts';
import {
  BROKEN,
  FOLDER,
  FOLDER_NAME,
  FOLDER_REPORTERS,
  FORGED,
  folderMail,
  reportMail,
} from '../support/mail-folder.ts';
import { mailbox, REPORTS, SUBJECTS } from '../support/mailbox.ts';
import { importFolder, stateOf, storedReporters } from '../support/mailbox-app.ts';
import { DEFAULT_RECORDS, totalsOf } from '../support/messages.ts';
import { pressMark } from '../support/press-mark.ts';
import { figures, login, marksIn, openMessage } from '../support/roundcube-page.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForWebmail();

describe.skipIf(missing)(`the extension in Roundcube${missing && `: ${missing}`}`, () => {
  let lab: WebmailLab;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    lab = await startWebmailLab(mailbox());
    lab.deliver(hostileMail(new URL(lab.url).origin, lab.user));
    for (const mail of folderMail()) lab.deliver(mail, FOLDER);
    browser = await startExtensionBrowser();
    page = await browser.context.newPage();
    await login(page, lab);
  });
  afterAll(async () => {
    await browser?.stop();
    await lab?.stop();
  });

  test('nothing happens on a site before the user enables it', async () => {
    const frame = await openMessage(page, SUBJECTS.single);
    await page.waitForTimeout(800);
    expect(await marksIn(frame).count()).toBe(0);
    await enableSite(browser, page);
    await page.reload();
  });

  test('a list, and a mail that forges attachments: nothing is asked for, and no flag changes', async () => {
    const unread = lab.flags();
    // one message was opened before Rualens was enabled
    expect(unread.filter((it) => it === '').length).toBe(unread.length - 1);
    const asked: string[] = [];
    const listen = (request: { url(): string }) => void asked.push(request.url());
    browser.context.on('request', listen);
    await page.reload();
    await page.locator('#messagelist tbody tr.message', { hasText: HOSTILE_SUBJECT }).waitFor();
    await expect.poll(() => page.locator('tr.message:has([data-rualens="badge"])').count()).toBe(6);
    expect(lab.flags()).toEqual(unread);
    const frame = await openMessage(page, HOSTILE_SUBJECT);
    await frame.locator('#messagebody', { hasText: 'Hello' }).waitFor();
    // a report that is marked after it shows that the script had time for this one
    await figures(await openMessage(page, SUBJECTS.single), 1);
    expect(asked.filter(isForged)).toEqual([]);
    browser.context.off('request', listen);
    // Roundcube itself marks what is opened as read, and nobody anything else
    const read = lab.flags().filter((it) => it !== '').length;
    expect(read).toBeLessThanOrEqual(3);
    expect(lab.flags().some((it) => /[^S]/.test(it))).toBe(false);
  });

  test.each([
    ['a single-part mail', SUBJECTS.single, [REPORTS.single]],
    ['a mail with a page of HTML', SUBJECTS.html, [REPORTS.html]],
    ['plain XML', SUBJECTS.plain, [REPORTS.plain]],
    ['two reports in one mail', SUBJECTS.two, [REPORTS.first, REPORTS.second]],
    ['a forward as message/rfc822', SUBJECTS.forward, [REPORTS.single]],
    ['a split file name', SUBJECTS.split, [REPORTS.split]],
  ])('the mark says what the report says: %s', async (_, subject, reports) => {
    const frame = await openMessage(page, subject);
    const marks = await figures(frame, reports.length);
    expect(marks).toHaveLength(reports.length);
    reports.forEach((report, i) => {
      expect(marks[i]).toMatchObject(expectedMark(report));
    });
    expect(
      await marksIn(frame)
        .first()
        .evaluate((host) => host.tagName),
    ).toBe('DIV');
  });

  test('no mark in mails without reports', async () => {
    for (const subject of [SUBJECTS.none, SUBJECTS.text]) {
      const frame = await openMessage(page, subject);
      await page.waitForTimeout(1_000);
      expect(await marksIn(frame).count(), subject).toBe(0);
    }
  });

  test('a broken attachment with a report name is marked as rejected, with a sentence', async () => {
    const frame = await openMessage(page, SUBJECTS.broken);
    const [mark] = await figures(frame, 1);
    expect(mark).toMatchObject({ state: 'rejected' });
    expect(await marksIn(frame).first().locator('.summary').textContent()).toMatch(/\S+ \S+ \S+/);
  });

  test('imported from the mark, a report is stored and stays so', async () => {
    const frame = await openMessage(page, SUBJECTS.single);
    await figures(frame, 1);
    // a click that a script of the page makes does nothing
    await marksIn(frame)
      .first()
      .evaluate((host) => host.shadowRoot?.querySelector<HTMLElement>('[data-focus="import"]')?.click());
    await page.waitForTimeout(500);
    expect(await storedReports(browser)).toEqual([]);
    await pressMark(marksIn(frame).first().locator('[data-focus="import"]'));
    await frame.locator('.mark[data-state="stored"]').waitFor();
    const { messages, passed } = totalsOf(REPORTS.single);
    expect(await storedReports(browser)).toEqual([
      { reporter: REPORTS.single.org, domain: REPORTS.single.domain, messages, passed },
    ]);
    await openMessage(page, SUBJECTS.text);
    const again = await openMessage(page, SUBJECTS.forward);
    expect((await figures(again, 1))[0]).toMatchObject(expectedMark(REPORTS.single, 'stored'));
  });

  test('the popup shows what is on the page and imports all of it', async () => {
    const frame = await openMessage(page, SUBJECTS.two);
    await figures(frame, 2);
    const popup = await browser.openPopup();
    await popup.waitForSelector('.marks li');
    expect(await popup.locator('.marks li').count()).toBe(2);
    expect(await popup.locator('.marks').textContent()).toContain('70,000 messages');
    await popup.click('[data-act="import-all"]');
    await popup.locator('.marks li[data-state="stored"]').nth(1).waitFor();
    await popup.close();
    await page.bringToFront();
    expect((await figures(frame, 2)).map((it) => it.state)).toEqual(['stored', 'stored']);
    expect(await storedReports(browser)).toHaveLength(3);
  });

  test('the toolbar counts new reports of the page', async () => {
    const badge = async () =>
      await (await browser.worker()).evaluate(async () => {
        const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
        return tab?.id ? await chrome.action.getBadgeText({ tabId: tab.id }) : 'no tab';
      });
    await figures(await openMessage(page, SUBJECTS.html), 1);
    await expect.poll(badge).toBe('1');
    await openMessage(page, SUBJECTS.none);
    await expect.poll(badge).toBe('');
  });

  test('Open stores the report and shows it in the app page of the extension', async () => {
    const frame = await openMessage(page, SUBJECTS.plain);
    await figures(frame, 1);
    await pressMark(marksIn(frame).first().locator('[data-focus="toggle"]'));
    const opened = browser.context.waitForEvent('page');
    await pressMark(marksIn(frame).first().locator('[data-focus="open"]'));
    const app = await opened;
    await app.waitForSelector('text=news.shop.example');
    expect(app.url()).toMatch(new RegExp(`^${browser.origin}/app.html#/report/[0-9a-f]{64}$`));
    expect(await app.locator('main').textContent()).toContain('198.51.100.7');
    // a second report takes the same tab
    const second = await openMessage(page, SUBJECTS.html);
    await figures(second, 1);
    await pressMark(marksIn(second).first().locator('[data-focus="toggle"]'));
    await pressMark(marksIn(second).first().locator('[data-focus="open"]'));
    await app.waitForSelector(`text=${REPORTS.html.org}`);
    await app.close();
    await page.bringToFront();
  });

  test('the popup opens as a popup', async () => {
    const contexts = await (await browser.worker()).evaluate(async () => {
      await chrome.action.openPopup();
      return (await chrome.runtime.getContexts({ contextTypes: ['POPUP' as never] })).map(
        (it) => it.documentUrl,
      );
    });
    expect(contexts).toEqual([`${browser.origin}/popup.html`]);
  });

  test.each(['larry', 'classic'] as const)('marks and badges in the skin %s', async (skin) => {
    lab.setSkin(skin);
    await page.bringToFront();
    await page.goto(`${lab.url}?_task=mail&_mbox=INBOX`);
    await page.waitForSelector('#messagelist tbody tr.message');
    const frame = await openMessage(page, SUBJECTS.split);
    expect((await figures(frame, 1))[0]).toMatchObject(expectedMark(REPORTS.split));
    const popup = await browser.openPopup();
    await popup.locator('[data-act="import-folder"]', { hasText: 'Inbox' }).waitFor();
    await popup.close();
    await page.bringToFront();
    await expect.poll(() => page.locator('tr.message:has([data-rualens="badge"])').count()).toBe(6);
  });

  test('marks go without a trace when the site is taken back', async () => {
    lab.setSkin('elastic');
    await page.goto(`${lab.url}?_task=mail&_mbox=INBOX`);
    const before = await openMessage(page, SUBJECTS.two);
    await figures(before, 2);
    const options = await browser.context.newPage();
    await options.goto(`${browser.origin}/options.html`);
    await options.click('[data-remove="http://127.0.0.1/*"]');
    await options.waitForSelector('[role="status"]:not(:empty)');
    await options.close();
    await page.bringToFront();
    expect(await marksIn(before).count()).toBe(0);
    expect(await page.locator('[data-rualens]').count()).toBe(0);
    await page.reload();
    const frame = await openMessage(page, SUBJECTS.single);
    await page.waitForTimeout(800);
    expect(await marksIn(frame).count()).toBe(0);
    await enableSite(browser, page);
    await page.reload();
    await page.waitForSelector('#messagelist tbody tr.message');
  });

  describe('a whole folder', () => {
    /** Messages that the webmail was asked for. */
    const opened: string[] = [];
    let app: Page;

    beforeAll(async () => {
      lab.setPageSize(5);
      await page.goto(`${lab.url}?_task=mail&_mbox=${encodeURIComponent(FOLDER)}`);
      await page.waitForSelector('#messagelist tbody tr.message');
      page.on('request', (request) => {
        const uid = /_action=viewsource&_uid=(\d+)/.exec(request.url())?.[1];
        if (uid) opened.push(uid);
      });
    });
    afterAll(async () => {
      lab.setPageSize(50);
      await page.goto(`${lab.url}?_task=mail&_mbox=INBOX`);
      await page.waitForSelector('#messagelist tbody tr.message');
    });

    const left = async () => {
      const stored = await storedReporters(app);
      return FOLDER_REPORTERS.filter((it) => !stored.includes(it)).length;
    };

    test('is imported from the popup; stopped in the middle, it keeps what it has', async () => {
      // the webmail hangs on one message
      let hangs = 0;
      await page.route(/_action=viewsource&_uid=6&/, () => {
        hangs += 1;
      });
      app = await importFolder(browser, page, FOLDER_NAME);
      await expect.poll(() => hangs, { timeout: 30_000 }).toBe(1);
      await expect.poll(left, { timeout: 20_000 }).toBeLessThan(FOLDER_REPORTERS.length);
      await app.getByRole('button', { name: 'Stop' }).click();
      await stateOf(app, 'stopped');
      expect(await left()).toBeGreaterThan(0);
      await page.unroute(/_action=viewsource&_uid=6&/);
    });

    test('goes on where it was, over all pages of the list, and leaves every message unread', async () => {
      const before = [...opened];
      opened.length = 0;
      await app.getByRole('button', { name: 'Go on' }).click();
      await stateOf(app, 'done');
      expect(await left()).toBe(0);
      expect(opened.length).toBeLessThan(16);
      expect(new Set([...before, ...opened]).size).toBe(16);
      // one import, the broken one on the shelf, and no trace of mail that is none
      const summary = app.getByRole('region', { name: 'Summary' });
      await summary.getByText(BROKEN).first().waitFor();
      const text = (await app.locator('main').textContent()) ?? '';
      expect(text).not.toMatch(/Photos of the summer party|Slides|Minutes/);
      expect(await summary.locator('[data-outcome="report"] strong').textContent()).toBe('13');
      expect(await summary.locator('[data-outcome="rejected"] strong').textContent()).toBe('1');
      await page.bringToFront();
      await page.goto(`${lab.url}?_task=mail&_mbox=${encodeURIComponent(FOLDER)}`);
      await page.waitForSelector('#messagelist tbody tr.message');
      expect(await page.locator('#messagelist tr.message:not(.unread)').count()).toBe(0);
      // two attachments of one mail were imported in the same second above, so that their imports share a name
      const findings = (await axeFindings(app)).filter((it) => !it.startsWith('landmark-unique: '));
      expect(findings).toEqual([]);
    });

    test('a report from a mail of another domain is flagged', async () => {
      const summary = app.getByRole('region', { name: 'Summary' });
      const row = summary.getByRole('row', { name: new RegExp(FORGED) });
      const address = await row.getByRole('link').first().getAttribute('href');
      const report = await browser.context.newPage();
      await report.goto(`${browser.origin}/app.html${address}`);
      await report.getByText('forger.example').first().waitFor();
      await report.getByText('does not fit the reporter').first().waitFor();
      await report.close();
    });

    test('the second time it opens nothing, and then only the new message', async () => {
      opened.length = 0;
      const again = async (figures: RegExp) => {
        await app.bringToFront();
        await app.getByRole('button', { name: /^Read new messages/ }).click();
        await app.locator('[data-mailbox][data-state="done"]', { hasText: figures }).waitFor();
      };
      await again(/17 of 17 messages · 17 read before/);
      expect(opened).toEqual([]);
      lab.deliver(reportMail('newcomer.example'), FOLDER);
      await again(/18 of 18 messages · 17 read before/);
      expect(opened).toEqual(['18']);
      expect(await storedReporters(app)).toContain('newcomer.example');
    });

    test('read all over again, it goes on by itself when the webmail is loaded anew in the middle', async () => {
      let hangs = 0;
      await page.route(/_action=viewsource&_uid=6&/, () => {
        hangs += 1;
      });
      await app.getByRole('button', { name: `More for ${FOLDER_NAME}` }).click();
      await app.getByRole('menuitem', { name: 'Read all messages again' }).click();
      await expect.poll(() => hangs, { timeout: 30_000 }).toBe(1);
      await page.unroute(/_action=viewsource&_uid=6&/);
      await page.reload();
      await app
        .locator('[data-mailbox][data-state="done"]', { hasText: /18 of 18 messages · [^·]*14 reports/ })
        .waitFor({ timeout: 40_000 });
      // all of them were there already
      const names = await storedReporters(app);
      expect(new Set(names).size).toBe(names.length);
      expect(await left()).toBe(0);
    });

    test('signed out, it asks to sign in again', async () => {
      await browser.context.clearCookies();
      await app.getByRole('button', { name: /^Read new messages/ }).click();
      await stateOf(app, 'waiting');
      expect(await app.getByRole('alert').first().textContent()).toContain('sign in again');
      await login(page, lab);
      await app.bringToFront();
      await app.getByRole('button', { name: 'Go on' }).click();
      await stateOf(app, 'done');
      await app.close();
    });
  });

  describe('with a resolver', () => {
    let dns: DnsLab;

    beforeAll(async () => {
      dns = await startDnsLab({
        zones: {
          'shop.example':
            '@ TXT "v=spf1 include:_spf.shop.example -all"\n_spf TXT "v=spf1 ip4:192.0.2.0/24 -all"',
          'other.example': '@ TXT "v=spf1 -all"',
        },
      });
    });
    afterAll(async () => await dns?.stop());

    test('no DNS query for a domain that is not confirmed', async () => {
      await chooseInExtension(browser, { resolver: dns.doh, confirmed: [] });
      const frame = await openMessage(page, SUBJECTS.two);
      const marks = await figures(frame, 2);
      expect(marks.map((it) => it.notInSpf)).toEqual([undefined, undefined]);
      expect(await marksIn(frame).first().locator('.summary').textContent()).toContain('SPF not checked');
      expect(dns.queries()).toEqual([]);
    });

    test('for a confirmed domain the mark counts the senders not in SPF, and asks for nobody else', async () => {
      await chooseInExtension(browser, { resolver: dns.doh, confirmed: ['shop.example'] });
      await openMessage(page, SUBJECTS.text);
      const single = await openMessage(page, SUBJECTS.single);
      // a message that is shown asks nothing: whoever sent it would learn that it was read
      await figures(single, 1);
      expect(await marksIn(single).first().locator('.summary').textContent()).toContain('SPF not checked');
      expect(dns.queries()).toEqual([]);
      await pressMark(marksIn(single).first().locator('[data-focus="toggle"]'));
      await single.locator('[data-not-in-spf]').waitFor();
      expect((await figures(single, 1))[0]).toMatchObject({
        notInSpf: '2',
        records: String(DEFAULT_RECORDS.length),
      });
      const panel = marksIn(single).first().locator('.panel');
      expect(await panel.locator('tr', { hasText: '198.51.100.7' }).textContent()).toContain(
        'Not in SPF record',
      );
      expect(await panel.locator('tr', { hasText: '192.0.2.1' }).textContent()).toContain(
        'ip4:192.0.2.0/24 in the SPF record of shop.example → _spf.shop.example',
      );
      const two = await openMessage(page, SUBJECTS.two);
      await two.locator('[data-not-in-spf]').waitFor();
      const marks = await figures(two, 2);
      expect(marks.map((it) => it.notInSpf)).toEqual(['2', undefined]);
      expect([...new Set(dns.queries().map((it) => it.split(' ')[0]))].sort()).toEqual([
        '_spf.shop.example',
        'shop.example',
      ]);
    });

    test('a dead resolver does not hold the mark up', async () => {
      await chooseInExtension(browser, {
        resolver: 'http://127.0.0.1:9/dns-query',
        confirmed: ['news.shop.example'],
      });
      const frame = await openMessage(page, SUBJECTS.plain);
      const started = Date.now();
      expect((await figures(frame, 1))[0]).toMatchObject({ domain: 'news.shop.example' });
      expect(Date.now() - started).toBeLessThan(8_000);
      await pressMark(marksIn(frame).first().locator('[data-focus="toggle"]'));
      await expect
        .poll(() => marksIn(frame).first().locator('.summary').textContent(), { timeout: 40_000 })
        .toContain('SPF not checked');
      expect((await figures(frame, 1))[0]?.notInSpf).toBeUndefined();
    });
  });
});
