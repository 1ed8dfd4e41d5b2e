/** The extension in real SOGo: a page without frames that draws messages anew in place. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedMark } from '../support/expected-mark.ts';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { HOSTILE_SUBJECT, hostileMail, isForged } from '../support/hostile-mail.ts';
import {
  FOLDER,
  FOLDER_NAME,
  FOLDER_NAMES,
  FOLDER_REPORTERS,
  folderMail,
  reportMail,
} from '../support/mail-folder.ts';
import { mailbox, REPORTS, SUBJECTS } from '../support/mailbox.ts';
import { importFolder, stateOf, storedReporters } from '../support/mailbox-app.ts';
import { figures, marksIn } from '../support/roundcube-page.ts';
import { missingForSogo, type SogoLab, startSogoLab } from '../support/sogo-lab.ts';
import { loginToSogo, openSogoFolder, openSogoMessage } from '../support/sogo-page.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForWebmail() || missingForSogo();

describe.skipIf(missing)(`the extension in SOGo${missing && `: ${missing}`}`, () => {
  let mail: WebmailLab;
  let sogo: SogoLab;
  let browser: ExtensionBrowser;
  let page: Page;
  /** Flags of the messages before Rualens was enabled, and all requests since. */
  let unread: string[];
  const asked: string[] = [];

  beforeAll(async () => {
    mail = await startWebmailLab(mailbox());
    for (const message of folderMail()) mail.deliver(message, FOLDER);
    sogo = await startSogoLab(mail);
    mail.deliver(hostileMail(new URL(sogo.url).origin, mail.user));
    browser = await startExtensionBrowser();
    page = await browser.context.newPage();
    await loginToSogo(page, sogo, mail);
    // the page is open already: enabling must not need a reload
    browser.context.on('request', (request) => void asked.push(request.url()));
    unread = mail.flags();
    await enableSite(browser, page);
  });
  afterAll(async () => {
    await browser?.stop();
    await sogo?.stop();
    await mail?.stop();
  });

  test('a list, and a mail that forges attachments: nothing is asked for, and no flag changes', async () => {
    await expect
      .poll(() => page.locator('md-list-item.sg-message-list-item:has([data-rualens="badge"])').count())
      .toBe(6);
    expect(unread.every((it) => it === '')).toBe(true);
    expect(mail.flags()).toEqual(unread);
    await openSogoMessage(page, HOSTILE_SUBJECT);
    const body = page.locator('#detailView .mailer_htmlcontent .msg-attachment-link');
    await expect.poll(() => body.count()).toBe(2);
    expect(await page.locator('#detailView a[href*="logoff"]').count()).toBe(1);
    // a report that is marked after it shows that the script had time for this one
    await openSogoMessage(page, SUBJECTS.single);
    await figures(page, 1);
    expect(asked.filter(isForged)).toEqual([]);
    // SOGo itself marks what is opened as read, and nobody anything else
    expect(mail.flags().filter((it) => it !== '').length).toBeLessThanOrEqual(2);
    expect(mail.flags().some((it) => /[^S]/.test(it))).toBe(false);
  });

  test.each([
    ['a single-part mail', SUBJECTS.single, [REPORTS.single]],
    ['two reports in one mail', SUBJECTS.two, [REPORTS.first, REPORTS.second]],
    ['a forward as message/rfc822', SUBJECTS.forward, [REPORTS.single]],
    ['plain XML', SUBJECTS.plain, [REPORTS.plain]],
  ])('the mark says what the report says: %s', async (_, subject, reports) => {
    await openSogoMessage(page, subject);
    await expect
      .poll(async () => (await figures(page, reports.length)).map((it) => `${it.reporter} ${it.domain}`))
      .toEqual(reports.map((it) => `${it.org} ${it.domain}`));
    const marks = await figures(page, reports.length);
    reports.forEach((report, i) => {
      expect(marks[i]).toMatchObject(expectedMark(report));
    });
  });

  test('no mark in a mail without reports, and none left over from the message before', async () => {
    await openSogoMessage(page, SUBJECTS.single);
    await figures(page, 1);
    await openSogoMessage(page, SUBJECTS.none);
    await expect.poll(() => marksIn(page).count()).toBe(0);
  });

  test('marks come back when the page drops them', async () => {
    await openSogoMessage(page, SUBJECTS.single);
    await figures(page, 1);
    await marksIn(page)
      .first()
      .evaluate((host) => host.remove());
    await expect.poll(async () => (await figures(page, 1)).length).toBe(1);
  });

  test('rows of the list whose subject tells of a report carry a badge', async () => {
    const badged = page.locator('md-list-item.sg-message-list-item:has([data-rualens="badge"])');
    await expect.poll(() => badged.count()).toBe(6);
  });

  describe('a whole folder', () => {
    let app: Page;
    /** Messages that the webmail was asked for. */
    const opened: string[] = [];
    const missing = async () => {
      const stored = await storedReporters(app);
      return FOLDER_REPORTERS.filter((it) => !stored.includes(it)).length;
    };

    beforeAll(async () => {
      await openSogoFolder(page, FOLDER_NAMES);
      page.on('request', (request) => {
        const uid = /\/(\d+)\/export$/.exec(request.url())?.[1];
        if (uid) opened.push(uid);
      });
    });

    test('goes on after its page was closed, with what was not read yet', async () => {
      let hangs = 0;
      await page.route(/\/12\/export$/, () => {
        hangs += 1;
      });
      app = await importFolder(browser, page, FOLDER_NAME);
      await expect.poll(() => hangs, { timeout: 30_000 }).toBe(1);
      await expect.poll(missing, { timeout: 20_000 }).toBeLessThan(FOLDER_REPORTERS.length - 3);
      await app.close();
      await page.unroute(/\/12\/export$/);
      const before = opened.splice(0);
      app = await browser.context.newPage();
      await app.goto(`${browser.origin}/app.html#/import`);
      await stateOf(app, 'cut-off');
      expect(await missing()).toBeGreaterThan(0);
      await app.getByRole('button', { name: 'Go on' }).click();
      await stateOf(app, 'done');
      expect(await missing()).toBe(0);
      expect(opened.length).toBeLessThan(14);
      expect(new Set([...before, ...opened]).size).toBe(16);
    });

    test('leaves every message unread, and no trace of mail without a report', async () => {
      const unread = await page.evaluate(async () => {
        const token = /XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
        const folder = `${location.pathname.replace(/view$/, '')}0/folderDMARC_SP_reports/folderThis_SP_year/view`;
        const answer = await fetch(folder, { headers: { 'X-XSRF-TOKEN': token } });
        return ((await answer.json()) as { unseenCount: number }).unseenCount;
      });
      expect(unread).toBe(17);
      expect(await app.locator('main').textContent()).not.toMatch(
        /Photos of the summer party|Slides|Minutes/,
      );
    });

    test('reads only new messages the next time, through a page that was loaded again', async () => {
      opened.length = 0;
      mail.deliver(reportMail('newcomer.example'), FOLDER);
      await page.reload();
      await app.getByRole('button', { name: /^Read new messages/ }).click();
      await app
        .locator('[data-mailbox][data-state="done"]', { hasText: '18 of 18 messages · 17 read before' })
        .waitFor();
      expect(opened).toEqual(['18']);
      expect(await storedReporters(app)).toContain('newcomer.example');
    });

    test('says so where no tab shows the webmail', async () => {
      await page.close();
      await app.getByRole('button', { name: /^Read new messages/ }).click();
      expect(await app.getByRole('alert').first().textContent()).toContain('No open tab shows this webmail');
    });
  });
});
