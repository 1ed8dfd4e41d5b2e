/** The extension in Debian's Firefox: marks in real Roundcube, popup, import, app page. */
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCyrus } from '../support/cyrus-lab.ts';
import { expectedMark } from '../support/expected-mark.ts';
import { type FirefoxBrowser, missingForFirefox, startFirefox } from '../support/firefox-browser.ts';
import { mailbox, REPORTS, SUBJECTS } from '../support/mailbox.ts';
import { attachment, madeReport, message, reportFileName, zipReport } from '../support/messages.ts';
import { until } from '../support/processes.ts';
import { SITE_REPORTS, startReportSite } from '../support/report-site.ts';
import { missingForWebmail, startWebmailLab, type WebmailLab } from '../support/webmail-lab.ts';

const missing = missingForFirefox() || missingForWebmail();

describe.skipIf(missing)(`the extension in Firefox${missing && `: ${missing}`}`, () => {
  let lab: WebmailLab;
  let firefox: FirefoxBrowser;
  let page: Page;

  beforeAll(async () => {
    lab = await startWebmailLab(mailbox());
    firefox = await startFirefox();
    page = await firefox.browser.newPage();
    await login();
  });
  afterAll(async () => {
    await firefox?.stop();
    await lab?.stop();
  });

  /** Signs in. On a busy machine Roundcube's first sessions may collide in SQLite: then once more. */
  async function login(attempt = 1): Promise<void> {
    await page.goto(lab.url);
    if (await page.$('#rcmloginuser')) {
      await page.type('#rcmloginuser', lab.user);
      await page.type('#rcmloginpwd', lab.password);
      await page.click('#rcmloginsubmit');
    }
    try {
      await page.waitForSelector('#messagelist tbody tr.message', { timeout: 20_000 });
    } catch (error) {
      if (attempt === 3) throw error;
      await login(attempt + 1);
    }
  }

  /** Opens a message in the preview and gives the figures of its marks. */
  async function marksOf(subject: string, count: number): Promise<Record<string, string>[]> {
    const frame = await openMessage(subject);
    let found: Record<string, string>[] = [];
    await until(`${count} marks for ${subject}`, async () => {
      found = await frame().then((it) => it?.$$eval('[data-rualens="report"]', dataOf) ?? []);
      return found.length === count && found.every((it) => it.state !== 'reading');
    });
    return found;
  }

  async function openMessage(subject: string): Promise<() => Promise<Frame | null>> {
    const rows = await page.$$('#messagelist tbody tr.message');
    for (const row of rows)
      if ((await row.evaluate((it) => it.textContent ?? '')).includes(subject)) {
        await row.click();
        break;
      }
    const frame = async () =>
      page.frames().find((it) => it.name() === 'messagecontframe' || /_framed=1/.test(it.url())) ?? null;
    await until(`${subject} opens`, async () => {
      const title = await frame().then((it) =>
        it?.$eval('.subject', (h) => h.textContent ?? '').catch(() => ''),
      );
      return title?.includes(subject.slice(0, 20)) ?? false;
    });
    return frame;
  }

  test('enabled by a click in the popup', async () => {
    const popup = await firefox.openOwn('popup.html');
    await popup.waitForSelector('[data-act="enable"]');
    await popup.click('[data-act="enable"]');
    await until('the site is enabled', async () => (await popup.$('[data-act="enable"]')) === null);
    await popup.close();
    await page.bringToFront();
    await page.reload();
    await page.waitForSelector('#messagelist tbody tr.message');
  });

  test.each([
    ['a single-part mail', SUBJECTS.single, [REPORTS.single]],
    ['two reports in one mail', SUBJECTS.two, [REPORTS.first, REPORTS.second]],
    ['a forward as message/rfc822', SUBJECTS.forward, [REPORTS.single]],
  ])('the mark says what the report says: %s', async (_, subject, reports) => {
    const marks = await marksOf(subject, reports.length);
    reports.forEach((report, i) => {
      expect(marks[i]).toMatchObject(expectedMark(report));
    });
  });

  test('the popup imports what is on the page, and the app page shows it', async () => {
    await marksOf(SUBJECTS.two, 2);
    const popup = await firefox.openOwn('popup.html');
    await popup.waitForSelector('[data-act="import-all"]');
    await popup.click('[data-act="import-all"]');
    await until(
      'both are stored',
      async () => (await popup.$$('.marks li[data-state="stored"]')).length === 2,
    );
    await popup.close();
    const app = await firefox.openOwn('app.html#/domains');
    await until('the app lists the domains', async () => {
      const text = await app.evaluate(() => document.body.textContent ?? '');
      return text.includes('shop.example') && text.includes('other.example');
    });
    await app.close();
  });

  test('the popup imports the whole folder in the app page', async () => {
    await page.bringToFront();
    const popup = await firefox.openOwn('popup.html');
    await popup.waitForSelector('[data-act="import-folder"]');
    await popup.click('[data-act="import-folder"]');
    // the page that the popup opened is not told by BiDi: another one shows the same store
    const app = await firefox.openOwn('app.html#/import');
    await until('the folder is read', async () => {
      const text = await app
        .$eval('[data-mailbox][data-state="done"]', (it) => it.textContent ?? '')
        .catch(() => '');
      return text.includes('9 of 9 messages');
    });
    const summary = await app.$eval('main', (it) => it.textContent ?? '');
    // two were imported from their mail before, and the forward holds the report of another mail
    expect(summary).toMatch(/4 imported.*3 duplicates.*1 rejected/);
    await app.close();
  });

  test('[READ-10] a file on which reading hangs is turned away, and the event page goes on', async () => {
    const site = await startReportSite();
    const tab = await firefox.browser.newPage();
    await tab.goto(site.hanging);
    const popup = await firefox.openOwn('popup.html');
    await popup.waitForSelector('[data-act="open-file"]');
    await popup.click('[data-act="open-file"]');
    const own = await firefox.openOwn('options.html');
    // answered by the event page, while the reader hangs
    const overview = await own.evaluate(() => {
      const { browser } = globalThis as unknown as { browser: typeof chrome };
      return browser.runtime.sendMessage({ type: 'overview' });
    });
    expect(overview).toMatchObject({ recent: expect.any(Array) });
    // read, it would be opened as a report; the page that is opened instead says that it was turned away
    const told = () =>
      own.evaluate(async () => {
        const { browser } = globalThis as unknown as { browser: typeof chrome };
        return (await browser.tabs.query({})).some((it) => it.url?.includes('link=rejected'));
      });
    await until('the file is told of', told, 60_000);
    await own.close();
    await tab.close();
    await site.stop();
  });

  test('a report file opened in a tab is read from there', async () => {
    const site = await startReportSite();
    const tab = await firefox.browser.newPage();
    await tab.goto(site.opened);
    const popup = await firefox.openOwn('popup.html');
    await popup.waitForSelector('[data-act="open-file"]');
    await popup.click('[data-act="open-file"]');
    const own = await firefox.openOwn('options.html');
    await until('the report is stored', async () =>
      own.evaluate(async (reporter) => {
        const { browser } = globalThis as unknown as { browser: typeof chrome };
        const { recent } = await browser.runtime.sendMessage({ type: 'overview' });
        return (recent as { reporter: string }[]).some((it) => it.reporter === reporter);
      }, SITE_REPORTS.opened.org),
    );
    await own.close();
    await tab.close();
    await site.stop();
  });

  test('notices are allowed by a click, the alarm tells of an alert, and the leave is taken back', async () => {
    const options = await firefox.openOwn('options.html');
    await options.waitForSelector('[data-part="notices"][data-allowed="false"] button');
    await options.click('[data-part="notices"] button');
    await options.waitForSelector('[data-part="notices"][data-allowed="true"]');
    await options.evaluate(async () => {
      const opened = indexedDB.open('rualens');
      const db = await new Promise<IDBDatabase>((done) => {
        opened.onsuccess = () => done(opened.result);
      });
      const write = db.transaction('alerts', 'readwrite');
      const at = Math.floor(Date.now() / 1000);
      const told = { state: 'unread', notified: false, data: { messages: 12, of: 40 } };
      const of = { rule: 'r', kind: 'non-compliant-mail', domain: 'shop.example', day: 20_000, at };
      write.objectStore('alerts').put({ id: 'r|shop.example|20000', ...of, ...told });
      await new Promise((done) => {
        write.oncomplete = done;
      });
      db.close();
      const { browser } = globalThis as unknown as { browser: typeof chrome };
      await browser.alarms.create('look-again', { when: Date.now() });
    });
    // a headless Firefox shows no notices; that it was told of stands in the store
    const told = () =>
      options.evaluate(async () => {
        const opened = indexedDB.open('rualens');
        const db = await new Promise<IDBDatabase>((done) => {
          opened.onsuccess = () => done(opened.result);
        });
        const asked = db.transaction('alerts').objectStore('alerts').getAll();
        await new Promise((done) => {
          asked.onsuccess = done;
        });
        db.close();
        const { browser } = globalThis as unknown as { browser: typeof chrome };
        const [alert] = asked.result as { notified: boolean }[];
        return `${await browser.action.getBadgeText({})} ${alert?.notified}`;
      });
    await until('the alert is counted and told of', async () => (await told()) === '1 true');
    await options.click('[data-part="notices"] button');
    await options.waitForSelector('[data-part="notices"][data-allowed="false"]');
    await options.close();
  });

  test('no mark in a mail without reports', async () => {
    const frame = await openMessage(SUBJECTS.none);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await (await frame())?.$$('[data-rualens="report"]')).toHaveLength(0);
  });

  test('a mailbox of a JMAP server is set up in the app page and read from there', async () => {
    const cyrus = await startCyrus();
    try {
      const own = madeReport({ org: 'jmap.example' });
      const only = attachment('application/zip', `${reportFileName(own)}.zip`, zipReport(own));
      await cyrus.deliver([
        message({ from: 'noreply-dmarc@jmap.example', subject: 'Report domain: x', only }),
      ]);
      const app = await firefox.openOwn('app.html#/settings');
      await app.waitForSelector('#mailboxes button');
      await app.click('#mailboxes button');
      await app.waitForSelector('dialog[open] input[name="account-kind"]');
      const typed = ['JMAP', `${cyrus.url}/jmap/`, cyrus.user, cyrus.password];
      await app.evaluate((values) => {
        const fields = document.querySelectorAll<HTMLInputElement>('dialog[open] .field input');
        for (const [i, value] of values.entries()) {
          fields[i]!.value = value;
          fields[i]!.dispatchEvent(new Event('input', { bubbles: true }));
        }
      }, typed);
      await app.click('dialog[open] [data-kind="primary"]');
      const account = () => app.$eval('[data-account="JMAP"]', (it) => it.textContent ?? '').catch(() => '');
      await until('the report came', async () => (await account()).includes('1 new report'), 60_000);
      await app.close();
    } finally {
      await cyrus.stop();
    }
  });

  test('removed, the extension leaves nothing to be seen in open pages', async () => {
    const frame = await openMessage(SUBJECTS.two);
    const seen = async () =>
      (await (
        await frame()
      )?.$$eval('[data-rualens]', (all) =>
        all.map((it) => {
          const { marginTop, marginBottom } = getComputedStyle(it);
          return it.getBoundingClientRect().height + parseFloat(marginTop) + parseFloat(marginBottom);
        }),
      )) ?? [];
    await until(
      'the marks are seen',
      async () => (await seen()).filter((height) => height > 30).length === 2,
    );
    await firefox.browser.uninstallExtension('rualens@rualens.example');
    await until('nothing is seen', async () => (await seen()).every((height) => height === 0));
  });
});

const dataOf = (all: Element[]): Record<string, string>[] =>
  all.map(
    (it) =>
      ({
        ...(it as HTMLElement).dataset,
        ...it.shadowRoot?.querySelector<HTMLElement>('.mark')?.dataset,
      }) as Record<string, string>,
  );
