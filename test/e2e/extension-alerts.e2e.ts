/** What the extension does by the clock, and its pages in German: alerts, notices, the toolbar button, permissions. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newRule } from '../../core/alerts/default-rules.ts';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { buildForTests } from '../support/extension-browser.ts';
import { type PlainDoh, startPlainDoh } from '../support/plain-doh.ts';
import { type PopupBrowser, startPopupBrowser } from '../support/popup-browser.ts';
import { removeFolder, until } from '../support/processes.ts';
import { type ReportSite, startReportSite } from '../support/report-site.ts';

const DAY = 86_400;
/** Both sent reports on five days, and none since; the user confirms one after the other. */
const DOMAIN = 'silent.example';
const LATER = 'later.example';
const DOMAINS = [DOMAIN, LATER];

let site: ReportSite;
let doh: PlainDoh;
let folder: string;
let browser: PopupBrowser;
let page: Page;
let options: Page;

beforeAll(async () => {
  site = await startReportSite();
  doh = await startPlainDoh(
    Object.fromEntries(
      DOMAINS.flatMap((domain) => [
        [domain, 'v=spf1 ip4:192.0.2.0/24 -all'],
        [`_dmarc.${domain}`, 'v=DMARC1; p=none'],
      ]),
    ),
  );
  // leave that a user gives in prompts which nobody can press here
  folder = buildForTests('chrome', true, (manifest) => ({
    ...manifest,
    host_permissions: ['http://127.0.0.1/*'],
    permissions: [...(manifest.permissions as string[]), 'notifications'],
  }));
});
afterAll(async () => {
  await site?.stop();
  await doh?.stop();
  if (folder) removeFolder(folder);
});

// alerts, notices and grants of one test are no other's: each has a profile of its own
beforeEach(async () => {
  doh.questions.length = 0;
  browser = await startPopupBrowser(folder, 'de');
  page = await browser.browser.newPage();
  await page.goto(site.url);
  options = await browser.openOwn('options.html');
});
afterEach(async () => {
  await browser?.stop();
});

/** As the alarm's time had come. */
async function ring(): Promise<void> {
  await (await browser.worker()).evaluate(() => chrome.alarms.create('look-again', { when: Date.now() }));
}

async function badges(): Promise<{ all: string; tab: string; title: string }> {
  return await (await browser.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
    const tabId = tab?.id as number;
    return {
      all: await chrome.action.getBadgeText({}),
      tab: await chrome.action.getBadgeText({ tabId }),
      title: await chrome.action.getTitle({ tabId }),
    };
  });
}

const notices = async (): Promise<string[]> =>
  await (await browser.worker()).evaluate(async () =>
    Object.keys(await new Promise<object>((done) => chrome.notifications.getAll(done))),
  );

/** Of an alert's id, which is that of its notice: rule, domain and day. */
const domainOf = (id: string): string | undefined => id.split('|')[1];

/** Reports of five days and the user's decisions, written past the app: nothing is raised by that. */
async function prepare(): Promise<void> {
  const files = DOMAINS.flatMap((domain) =>
    [10, 9, 8, 7, 6].map((daysAgo) =>
      aggregateXml({
        id: `${domain}-${daysAgo}`,
        domain,
        daysAgo,
        rows: [{ ip: '192.0.2.5', count: 3, spf: 'pass' }],
      }),
    ),
  );
  const app = await browser.openOwn('app.html#/import');
  await app.waitForSelector('h1');
  await app.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const [i, text] of list.entries()) transfer.items.add(new File([text], `${i}.xml`));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
  }, files);
  // Closed before its end the import would wait to be resumed.
  await until('all is imported', async () => {
    const imports = (await read('imports')) as { state: string }[];
    return imports.length === 1 && imports[0]?.state === 'done';
  });
  await app.close();
  const created = Math.floor(Date.now() / 1000) - 30 * DAY;
  const rule = { ...newRule('reports-stopped', 'old', created), perReporter: false };
  await write('meta', [
    { key: 'settings', value: { resolvers: [{ id: 'own', name: 'Own', url: doh.url }] } },
  ]);
  await decide([
    { kind: 'alert-rule', key: 'old', value: rule },
    { kind: 'alert-rules-seeded', key: 'usual', value: true },
  ]);
  await confirm(DOMAIN);
}

const confirm = (domain: string) => decide([{ kind: 'domain-listing', key: domain, value: 'confirmed' }]);

async function decide(decided: { kind: string; key: string; value: unknown }[]): Promise<void> {
  const stamp = '0000000000000-0000-tests';
  await write(
    'decisions',
    decided.map((it, seq) => ({ ...it, stamp, seq })),
  );
}

/** Rows of a table of the extension's store. */
async function read(table: string): Promise<unknown[]> {
  return await options.evaluate(async (name) => {
    const opened = indexedDB.open('rualens');
    const db = await new Promise<IDBDatabase>((done) => {
      opened.onsuccess = () => done(opened.result);
    });
    const asked = db.transaction(name).objectStore(name).getAll();
    const rows = await new Promise<unknown[]>((done) => {
      asked.onsuccess = () => done(asked.result);
    });
    db.close();
    return rows;
  }, table);
}

/** Puts rows into a table of the extension's store. */
async function write(table: string, rows: object[]): Promise<void> {
  await options.evaluate(
    async (name, all) => {
      const opened = indexedDB.open('rualens');
      const db = await new Promise<IDBDatabase>((done) => {
        opened.onsuccess = () => done(opened.result);
      });
      const writing = db.transaction(name, 'readwrite');
      for (const row of all) writing.objectStore(name).put(row);
      await new Promise((done) => {
        writing.oncomplete = done;
      });
      db.close();
    },
    table,
    rows,
  );
}

/** The state after the alarm found the silence of the first domain: one unread alert, and one notice of it. */
async function prepareAlert(): Promise<void> {
  await prepare();
  await ring();
  await until('the alert is counted', async () => (await badges()).all === '1');
  await until('a notice is shown', async () => (await notices()).length === 1);
}

test('the alarm asks DNS again, finds the silence, and tells of it once', async () => {
  await prepare();
  expect(await badges()).toMatchObject({ all: '', tab: '' });
  await ring();
  await until('the alert is counted', async () => (await badges()).all === '1');
  await until('a notice is shown', async () => (await notices()).length > 0);
  const told = await notices();
  expect(told.map(domainOf)).toEqual([DOMAIN]);
  // a resolver that sends no CORS header, of a domain that the user confirmed
  expect(doh.questions).toContain(`_dmarc.${DOMAIN} TXT`);
  expect(doh.questions.filter((it) => it.includes(LATER))).toEqual([]);
  const asked = doh.questions.length;
  // seen and put away; the next run has another silence to tell of, and only that
  await (await browser.worker()).evaluate((id) => chrome.notifications.clear(id), told[0] ?? '');
  await confirm(LATER);
  await ring();
  await until('the other silence is told', async () => (await notices()).length > 0);
  expect((await notices()).map(domainOf)).toEqual([LATER]);
  expect(await badges()).toMatchObject({ all: '2' });
  // answers of the last hour are not asked for again
  expect(doh.questions.slice(asked).filter((it) => it.includes(DOMAIN))).toEqual([]);
  expect(doh.questions).toContain(`_dmarc.${LATER} TXT`);
});

test('new reports on a page come before unread alerts on the button, and give the place back', async () => {
  await prepareAlert();
  const popup = await browser.openPopup(page);
  await popup.waitForSelector('[data-act="look-once"]');
  expect(await popup.$eval('[data-part="alerts"]', (it) => it.textContent)).toMatch(
    /Eine neue Warnung.*Seit .* kamen keine Berichte über silent\.example/,
  );
  await popup.click('[data-act="look-once"]');
  await popup.waitForSelector('[data-act="read-all"]');
  await popup.click('[data-act="read-all"]');
  await popup.waitForSelector('.marks li[data-state="report"]');
  const onPage = 'Rualens: ein neuer Bericht auf dieser Seite';
  await until('the page is counted', async () => (await badges()).title === onPage);
  await popup.click('[data-act="import-all"]');
  await until('the alert shows again', async () => (await badges()).title === 'Rualens: Eine neue Warnung');
  expect(await browser.findings(popup)).toEqual([]);
  await popup.close();
});

test('a click on the notice opens the alerts, and what was looked at is counted no more', async () => {
  await prepareAlert();
  await (await browser.worker()).evaluate(async () => {
    const [id] = Object.keys(await new Promise<object>((done) => chrome.notifications.getAll(done)));
    const clicked = chrome.notifications.onClicked as unknown as { dispatch(id: string | undefined): void };
    clicked.dispatch(id);
  });
  const app = await browser.appAt(/#\/alerts$/);
  await app.waitForSelector('.alert-list li');
  await until('nothing is counted', async () => (await badges()).all === '');
  await until('the notice is gone', async () => (await notices()).length === 0);
  await app.close();
});

test('the app’s own address is named as such, and not offered as a webmail', async () => {
  const origin = new URL(site.url).origin;
  await options.evaluate(async (it) => {
    await chrome.runtime.sendMessage({ type: 'add-app', origin: it });
  }, origin);
  const popup = await browser.openPopup(page);
  await popup.waitForSelector('[data-page="app"]');
  expect(await popup.$('[data-act="enable"]')).toBeNull();
  await popup.close();
  // the app asks, as by a click in its settings
  await options.evaluate(async (it) => {
    const { apps } = (await chrome.storage.local.get('apps')) as { apps: Record<string, object> };
    const link = { ...apps[it], asked: true, allowed: false };
    await chrome.storage.local.set({ apps: { ...apps, [it]: link } });
  }, origin);
  const asking = await browser.openPopup(page);
  await asking.waitForSelector('[data-act="allow-app"]');
  expect(await asking.$eval('[data-part="apps"]', (it) => it.textContent)).toContain('möchte ihre Berichte');
  expect(await browser.findings(asking)).toEqual([]);
  await asking.click('[data-act="allow-app"]');
  await asking.waitForSelector('[data-app][data-state="connected"]');
  await asking.close();
});

test('the options page says what is granted and why, and takes notices back; in German, axe finds nothing', async () => {
  await options.bringToFront();
  await options.reload();
  await options.waitForSelector('[data-part="installed"]');
  const text = await options.evaluate(() => document.body.textContent ?? '');
  expect(text).toContain('die App Rualens');
  expect(text).toContain('Etwa einmal in der Stunde');
  await options.waitForSelector('[data-part="notices"][data-allowed="true"]');
  expect(await browser.findings(options)).toEqual([]);
});
