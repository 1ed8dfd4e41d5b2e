/** Reports that come by themselves from a real Cyrus: into the engine, the app by a front with CORS, the extension directly. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngine } from '../../core/engine/open-engine.ts';
import type { SourceSettings } from '../../core/model/source.ts';
import { startApache } from '../support/apache-lab.ts';
import { freshContext, startBrowser } from '../support/app-browser.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { axeFindings } from '../support/axe-findings.ts';
import { type CorsFront, startCorsFront } from '../support/cors-front.ts';
import { type CyrusLab, startCyrus } from '../support/cyrus-lab.ts';
import { type ExtensionBrowser, startExtensionBrowser } from '../support/extension-browser.ts';
import { mailbox, REPORTS } from '../support/mailbox.ts';
import { storedReporters } from '../support/mailbox-app.ts';
import { attachment, madeReport, message, reportFileName, text, zipReport } from '../support/messages.ts';
import { removeFolder, serverFolder } from '../support/processes.ts';
import { type SwiftLab, startSwift } from '../support/swift-lab.ts';
import { startWebmailLab } from '../support/webmail-lab.ts';

/** Screenshots for looking at, where this names a folder. */
const PICTURES = process.env.RUALENS_PICTURES;
const REPORTERS = Object.values(REPORTS)
  .map((it) => it.org)
  .sort();

let cyrus: CyrusLab;
let front: CorsFront;
let server: AppServer;
let browser: Browser;
let extension: ExtensionBrowser | null = null;
let startingSwift: Promise<SwiftLab>;

beforeAll(async () => {
  [cyrus, server, browser] = await Promise.all([startCyrus(), startAppServer(), startBrowser()]);
  front = await startCorsFront(cyrus.url);
  await cyrus.deliver(mailbox());
  // it takes a while, and is wanted last
  startingSwift = startSwift();
  startingSwift.catch(() => {});
});

afterAll(async () => {
  await extension?.stop();
  await startingSwift?.then(
    (it) => it.stop(),
    () => {},
  );
  await browser?.close();
  await server?.stop();
  await front?.stop();
  await cyrus?.stop();
});

function reportMail(number: number): string {
  const report = madeReport({ org: `org${String(number).padStart(2, '0')}.example` });
  return message({
    from: `noreply-dmarc@${report.org}`,
    subject: `Report domain: shop.example Submitter: ${report.org}`,
    parts: [
      text('report'),
      attachment('application/zip', `${reportFileName(report)}.zip`, zipReport(report)),
    ],
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

test('killed at twenty moments, a look at a real mailbox loses nothing, doubles nothing and changes no mail [INTAKE-4]', async () => {
  await cyrus.deliver(
    Array.from({ length: 40 }, (_, i) => reportMail(i)),
    'Many',
  );
  const before = await cyrus.marks();
  const indexedDB = new IDBFactory();
  const open = () =>
    openEngine({
      indexedDB,
      IDBKeyRange,
      name: 'killed',
      locks: null,
      channel: null,
      fetch,
      onFault: () => {},
    });
  const first = await open();
  const found = await first.engine.accounts.test(settings(), { key: cyrus.password, passphrase: '' });
  if (!found.ok) throw new Error(found.problem.code);
  const folders = found.folders.filter((it) => it.name === 'Many').map(({ id, name }) => ({ id, name }));
  expect(folders).toHaveLength(1);
  expect(
    await first.engine.accounts.save(settings({ folders }), { key: cyrus.password, passphrase: '' }),
  ).toEqual([]);
  first.engine.stop();
  first.store.close();
  let kills = 0;
  for (let i = 0; i < 20; i++) {
    const { engine, store } = await open();
    const looking = engine.accounts.check('box').then(
      () => false,
      () => true,
    );
    await new Promise((go) => setTimeout(go, 20 + ((i * 97) % 300)));
    // as a closed page does: whatever is under way is gone
    store.close();
    engine.stop();
    if (await looking) kills += 1;
  }
  const { engine, store } = await open();
  await engine.accounts.check('box');
  const [account] = await engine.accounts.list();
  expect(account).toMatchObject({ state: 'waiting', problem: null });
  expect(account!.figures).toMatchObject({ listed: 40, opened: 40, reports: 40, duplicates: 0, rejected: 0 });
  expect(await engine.reports.list({})).toHaveLength(40);
  expect(kills).toBeGreaterThan(0);
  expect(await cyrus.marks()).toBe(before);
  engine.stop();
  store.close();
});

test('what comes, goes and moves at a real server is found by its changes', async () => {
  const { engine, store } = await openEngine({
    ...{ indexedDB: new IDBFactory(), IDBKeyRange, name: 'changes', locks: null, channel: null },
    fetch,
  });
  await engine.accounts.save(settings(), { key: cyrus.password, passphrase: '' });
  await engine.accounts.check('box');
  const reporters = async () => (await engine.reports.list({})).map((it) => it.reporter).sort();
  expect(await reporters()).toEqual(REPORTERS);
  const [gone] = await cyrus.deliver([reportMail(70)]);
  await cyrus.destroy([gone!]);
  await cyrus.deliver([reportMail(71)]);
  await cyrus.deliver([reportMail(72)], 'Elsewhere');
  await engine.accounts.check('box');
  expect(await reporters()).toEqual([...REPORTERS, 'org71.example'].sort());
  engine.stop();
  store.close();
});

test('in the app a mailbox is set up, tested and read through a server that answers pages', async () => {
  const { page, faults } = await freshContext(browser);
  await page.goto(`${server.url}#/settings`);
  await page.getByRole('button', { name: 'Add a mailbox' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name for it').fill('Reports');
  await dialog.getByLabel('Name', { exact: true }).fill(cyrus.user);
  await dialog.getByLabel('Password or API token').fill('wrong');
  // Cyrus itself answers no page, and that is said
  await dialog.getByLabel('Address of the server').fill(cyrus.url);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.locator('[data-test="page-refused"]').waitFor();
  await dialog.getByLabel('Address of the server').fill(`${front.url}/jmap/`);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.locator('[data-test="sign-in"]').waitFor();
  await dialog.getByLabel('Password or API token').fill(cyrus.password);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.locator('[data-test="true"]').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, 'mailbox-dialog');
  await dialog.getByRole('button', { name: 'Save and look' }).click();
  const item = page.locator('[data-account="Reports"]');
  await item.getByText(/\d new reports/).waitFor();
  await page.locator('[data-account="Reports"][data-state="waiting"]').waitFor();
  expect(front.preflights).toBeGreaterThan(0);
  expect(await axeFindings(page)).toEqual([]);
  await item.scrollIntoViewIfNeeded();
  await picture(page, 'mailboxes');
  // what left this machine names the server, with the purpose
  const record = page.getByRole('region', { name: 'Query record' });
  await expect.poll(() => record.textContent(), { timeout: 20_000 }).toContain('reading messages or files');
  expect(await record.textContent()).toContain(new URL(front.url).host);
  await item.getByRole('button', { name: 'Pause Reports' }).click();
  await item.getByText('paused').waitFor();
  await item.getByRole('button', { name: 'Go on with Reports' }).click();
  await item.getByRole('button', { name: 'Check now: Reports' }).waitFor();
  expect(faults).toEqual([]);
  if (PICTURES) {
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    await page.locator('[data-account]').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${PICTURES}/mailboxes-phone.png` });
    await page.getByRole('button', { name: 'Postfach hinzufügen' }).click();
    await page.screenshot({ path: `${PICTURES}/mailbox-dialog-phone.png` });
  }
  await page.context().close();
});

test('in the extension it comes from the server itself, and later by the alarm alone', async () => {
  extension = await startExtensionBrowser();
  const app = await extension.context.newPage();
  await app.goto(`${extension.origin}/app.html#/settings`);
  await app.getByRole('button', { name: 'Add a mailbox' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByLabel('Your name for it').fill('Reports');
  await dialog.getByLabel('Address of the server').fill(`${cyrus.url}/jmap/`);
  await dialog.getByLabel('Name', { exact: true }).fill(cyrus.user);
  await dialog.getByLabel('Password or API token').fill(cyrus.password);
  await dialog.getByRole('button', { name: 'Save and look' }).click();
  await app
    .locator('[data-account="Reports"]')
    .getByText(/\d new reports/)
    .waitFor({ timeout: 60_000 });
  await app.locator('[data-account="Reports"][data-state="waiting"]').waitFor();
  // the app is closed; an hour later the alarm finds what came
  const worker = await extension.worker();
  await app.goto('about:blank');
  await cyrus.deliver([reportMail(80)]);
  await worker.evaluate(makeDue);
  const page = await extension.context.newPage();
  await page.goto(`${extension.origin}/options.html`);
  await expect.poll(() => storedReporters(page), { timeout: 60_000 }).toContain('org80.example');
});

/** Runs in the background: an hour is over for the mailbox, and for the alarm. */
async function makeDue(): Promise<void> {
  const opened = indexedDB.open('rualens');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opened.onsuccess = () => resolve(opened.result);
    opened.onerror = () => reject(opened.error);
  });
  const table = db.transaction('sources', 'readwrite').objectStore('sources');
  const all = table.getAll();
  await new Promise<void>((resolve, reject) => {
    all.onerror = () => reject(all.error);
    all.onsuccess = () => {
      for (const row of all.result) table.put({ ...row, next: 0 });
      table.transaction.oncomplete = () => resolve();
    };
  });
  db.close();
  const alarms = (
    globalThis as unknown as { chrome: { alarms: { create(name: string, when: object): Promise<void> } } }
  ).chrome.alarms;
  await alarms.create('look-again', { when: Date.now(), periodInMinutes: 60 });
}

function settings(change: Partial<SourceSettings> = {}): SourceSettings {
  return {
    id: 'box',
    kind: 'jmap',
    name: 'Reports',
    url: cyrus.url,
    user: cyrus.user,
    folders: [],
    prefix: '',
    region: '',
    since: null,
    everything: false,
    origins: [],
    paused: false,
    ...change,
  };
}

test('what is put into a folder on Apache comes from there, and nothing there is changed', async () => {
  const apache = await startApache();
  try {
    for (const [i, mail] of mailbox().entries()) apache.put(`2026/11/mail ${i}&.eml`, mail);
    apache.put('picture.png', 'no report');
    const before = apache.state();
    const { engine, store } = await openEngine({
      ...{ indexedDB: new IDBFactory(), IDBKeyRange, name: 'webdav', locks: null, channel: null },
      fetch,
    });
    const webdav = settings({ kind: 'webdav', url: apache.url, user: apache.user });
    expect(await engine.accounts.save(webdav, { key: apache.password, passphrase: '' })).toEqual([]);
    await engine.accounts.check('box');
    const [account] = await engine.accounts.list();
    expect(account).toMatchObject({
      problem: null,
      figures: { listed: 10, passed: 1, opened: 9, reports: 6, duplicates: 1 },
    });
    expect(apache.state()).toBe(before);
    apache.put('later.eml', reportMail(90));
    await engine.accounts.check('box');
    expect((await engine.accounts.list())[0]!.figures).toMatchObject({
      listed: 11,
      reports: 7,
      duplicates: 1,
    });
    engine.stop();
    store.close();
  } finally {
    await apache.stop();
  }
});

test('the recipe for IMAP carries a mailbox of Dovecot into a folder, and leaves unread mail unread', async () => {
  const dovecot = await startWebmailLab(mailbox());
  const home = serverFolder('mbsync', []);
  try {
    const recipe = readFileSync(join(import.meta.dirname, '../../docs/recipes/imap.md'), 'utf8');
    const config = /```\n(IMAPStore[\s\S]*?)```/.exec(recipe)![1]!;
    const mine = config
      .replace(/Host .*/, `Host 127.0.0.1\nPort ${dovecot.imapPort}`)
      .replace(/User .*/, `User ${dovecot.user}`)
      .replace(/PassCmd .*/, `Pass ${dovecot.password}\nAuthMechs LOGIN`)
      .replace('SSLType IMAPS', 'SSLType None')
      .replaceAll('~', home);
    mkdirSync(join(home, 'dmarc-mail'));
    writeFileSync(join(home, 'mbsyncrc'), mine, { mode: 0o600 });
    const run = () =>
      execFileSync('mbsync', ['-c', join(home, 'mbsyncrc'), 'dmarc'], {
        env: { ...process.env, HOME: home },
      });
    const inbox = join(home, 'dmarc-mail/Inbox');
    const mails = () =>
      readdirSync(inbox, { recursive: true, withFileTypes: true }).filter(
        (it) => it.isFile() && !it.name.startsWith('.'),
      );
    run();
    expect(mails()).toHaveLength(mailbox().length);
    dovecot.deliver(reportMail(95));
    run();
    const { engine, store } = await openEngine({
      ...{ indexedDB: new IDBFactory(), IDBKeyRange, name: 'recipe', locks: null, channel: null },
      fetch,
    });
    const files = mails().map((it) => {
      const bytes = readFileSync(join(it.parentPath, it.name));
      return { name: `Inbox/${it.name}`, blob: new Blob([new Uint8Array(bytes)]) };
    });
    expect(await engine.intake.importFiles(files, () => {})).toMatchObject({ imported: 7, duplicates: 1 });
    expect(dovecot.flags()).toEqual(Array(mailbox().length + 1).fill(''));
    engine.stop();
    store.close();
  } finally {
    await dovecot.stop();
    removeFolder(home);
  }
});

test('what a mail service puts into a bucket comes from there, page by page', async () => {
  const swift = await startingSwift;
  for (const [i, mail] of mailbox().entries()) await swift.put(`in/2026/mail ${i}+&é.eml`, mail);
  await swift.put('other/report.eml', reportMail(96));
  const { engine, store } = await openEngine({
    ...{ indexedDB: new IDBFactory(), IDBKeyRange, name: 's3', locks: null, channel: null },
    fetch,
  });
  const { url, user, region, password } = swift;
  const bucket = settings({ kind: 's3', url, user, region, prefix: 'in/' });
  expect(await engine.accounts.test(bucket, { key: 'wrong', passphrase: '' })).toMatchObject({
    problem: { code: 'sign-in' },
  });
  expect(await engine.accounts.test(bucket, { key: password, passphrase: '' })).toMatchObject({
    ok: true,
    items: 9,
  });
  expect(await engine.accounts.save(bucket, { key: password, passphrase: '' })).toEqual([]);
  await engine.accounts.check('box');
  const [account] = await engine.accounts.list();
  expect(account).toMatchObject({
    problem: null,
    figures: { listed: 9, opened: 9, reports: 6, duplicates: 1 },
  });
  await swift.put('in/later', reportMail(97));
  await engine.accounts.check('box');
  expect((await engine.accounts.list())[0]!.figures).toMatchObject({ listed: 10, reports: 7, duplicates: 1 });
  engine.stop();
  store.close();
});
