/** The extension in real Roundcube: marks, popup, import. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { mailbox, REPORTS, SUBJECTS } from '../support/mailbox.ts';
import { type MadeReport, totalsOf } from '../support/messages.ts';
import { figures, login, marksIn, openMessage } from '../support/roundcube-page.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForWebmail();

/** What a mark must say of a report. */
function expected(report: MadeReport): Record<string, string> {
  const { messages, passed, records } = totalsOf(report);
  return {
    rualens: 'report',
    state: 'report',
    domain: report.domain,
    messages: String(messages),
    passed: String(passed),
    records: String(records),
  };
}

describe.skipIf(missing)(`the extension in Roundcube${missing && `: ${missing}`}`, () => {
  let lab: WebmailLab;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    lab = await startWebmailLab(mailbox());
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
      expect(marks[i]).toMatchObject(expected(report));
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
    expect(await marksIn(frame).first().locator('.summary').innerText()).toMatch(/\S+ \S+ \S+/);
  });
});
