/** The extension in real SOGo: a page without frames that draws messages anew in place. */
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedMark } from '../support/expected-mark.ts';
import { type ExtensionBrowser, enableSite, startExtensionBrowser } from '../support/extension-browser.ts';
import { mailbox, REPORTS, SUBJECTS } from '../support/mailbox.ts';
import { figures, marksIn } from '../support/roundcube-page.ts';
import { missingForSogo, type SogoLab, startSogoLab } from '../support/sogo-lab.ts';
import { loginToSogo, openSogoMessage } from '../support/sogo-page.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForWebmail() || missingForSogo();

describe.skipIf(missing)(`the extension in SOGo${missing && `: ${missing}`}`, () => {
  let mail: WebmailLab;
  let sogo: SogoLab;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    mail = await startWebmailLab(mailbox());
    sogo = await startSogoLab(mail);
    browser = await startExtensionBrowser();
    page = await browser.context.newPage();
    await loginToSogo(page, sogo, mail);
    // the page is open already: enabling must not need a reload
    await enableSite(browser, page);
  });
  afterAll(async () => {
    await browser?.stop();
    await sogo?.stop();
    await mail?.stop();
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
});
