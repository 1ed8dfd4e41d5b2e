/** Accounts looked at into a real store, over a JMAP server made of arrays. */
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openEngine } from '../../../../../core/engine/open-engine.ts';
import type { SourceSettings } from '../../../../../core/model/source.ts';
import { json, MadeJmap } from '../../../../support/made-jmap.ts';
import { mailbox } from '../../../../support/mailbox.ts';
import { attachment, madeReport, message, reportFileName, zipReport } from '../../../../support/messages.ts';

vi.setConfig({ testTimeout: 60_000 });

const SETTINGS: SourceSettings = {
  id: 'box',
  kind: 'jmap',
  name: 'Reports',
  url: 'https://mail.example',
  user: '',
  folders: [],
  prefix: '',
  region: '',
  since: null,
  everything: false,
  origins: [],
  paused: false,
};
const KEY = { key: 'token-1', passphrase: '' };

function reportMail(number: number): string {
  const report = madeReport({ org: `org${number}.example` });
  return message({
    from: `noreply-dmarc@org${number}.example`,
    subject: `Report domain: shop.example Submitter: org${number}.example`,
    only: attachment('application/zip', `${reportFileName(report)}.zip`, zipReport(report)),
  });
}

async function open(server: MadeJmap, name = `accounts-${Math.random()}`, clock = Date.now) {
  return await openEngine({
    ...{ name, clock, locks: null, channel: null },
    fetch: server.fetch,
    onFault: (error) => {
      throw error;
    },
  });
}

describe('an account', () => {
  let server: MadeJmap;
  let opened: Awaited<ReturnType<typeof open>>;
  const room = () => opened.engine.accounts;
  const view = async () => (await room().list())[0]!;
  const stored = async () => (await opened.engine.reports.list({})).length;
  const reads = () => server.asked.filter((it) => it.startsWith('GET /jmap/blob')).length;

  beforeEach(async () => {
    server = new MadeJmap();
    opened = await open(server);
    expect(await room().save(SETTINGS, KEY)).toEqual([]);
  });

  test('its reports come, each thing is counted once, and mails without a report leave no trace [INTAKE-1]', async () => {
    for (const source of mailbox()) server.add(source);
    await room().check('box');
    const { state, problem, figures, importId } = await view();
    expect({ state, problem }).toEqual({ state: 'waiting', problem: null });
    expect(figures).toMatchObject({ listed: 9, failed: 0, reports: 6, duplicates: 1, rejected: 1 });
    expect(figures.passed + figures.opened).toBe(9);
    expect(await stored()).toBe(6);
    const summary = await opened.engine.intake.summary(importId!);
    expect(summary).toMatchObject({ imported: 6, duplicates: 1, state: 'done' });
    expect(summary!.files.filter((it) => it.path.includes('Lunch'))).toEqual([]);
    // nothing new: nothing is opened, and no import is made for it
    const before = [reads(), (await opened.engine.intake.list()).length];
    await room().check('box');
    expect([reads(), (await opened.engine.intake.list()).length]).toEqual(before);
    expect((await view()).figures).toEqual(figures);
  });

  test('a mail that calls itself a report and holds none leaves no trace either; a broken report does [INTAKE-1]', async () => {
    server.add('From: dmarc-news@vendor.example\r\nSubject: Private lunch\r\n\r\nhello');
    server.add('From: a@vendor.example\r\nSubject: Private. Report domain: x\r\n\r\nhello');
    await room().check('box');
    expect(await view()).toMatchObject({
      importId: null,
      figures: { opened: 2, notReports: 2, rejected: 0 },
    });
    expect(await opened.engine.intake.list()).toEqual([]);
    const broken = attachment('application/zip', 'broken.zip', new Uint8Array([80, 75, 3, 4, 1, 2]));
    server.add(message({ from: 'dmarc@org.example', subject: 'Report domain: shop.example', only: broken }));
    await room().check('box');
    const { importId, figures } = await view();
    expect(figures).toMatchObject({ opened: 3, notReports: 2, rejected: 1 });
    expect((await opened.engine.intake.summary(importId!))!.files).toHaveLength(1);
  });

  test('only what says that it carries a report is opened; the rest is looked at when the user asks [INTAKE-2]', async () => {
    server.add(reportMail(1));
    for (let i = 0; i < 30; i++)
      server.add(message({ from: `a${i}@b.example`, subject: `note ${i}`, parts: [] }));
    await room().check('box');
    expect((await view()).figures).toMatchObject({ listed: 31, passed: 30, opened: 1, reports: 1 });
    expect(reads()).toBe(1);
    await room().checkAll('box');
    expect((await view()).figures).toMatchObject({ opened: 32, duplicates: 1, notReports: 30 });
    expect(await stored()).toBe(1);
  });

  test('mail that comes, is moved in, or comes while a look is under way is found; a changed flag is none [INTAKE-3]', async () => {
    for (let i = 0; i < 90; i++) server.add(reportMail(i));
    const outside = server.add(reportMail(200), undefined, 'rep');
    let pages = 0;
    server.instead = (_, init) => {
      // one more after the first page, and the message that marks the place is gone
      if (String(init.body).includes('Email/query') && ++pages === 2) {
        server.add(reportMail(100));
        server.remove(server.messages.at(-42)!.id);
      }
      return null;
    };
    await room().check('box');
    expect((await view()).problem).toBeNull();
    expect(await stored()).toBe(91);
    const read = reads();
    server.touch('M3');
    server.touch(outside.id, 'in');
    server.add(reportMail(101));
    await room().check('box');
    expect(await stored()).toBe(93);
    expect(reads() - read).toBe(2);
    expect((await view()).figures.duplicates).toBe(0);
    // the server cannot tell changes any more: all is listed, and only what is new is opened
    server.forgotten = server.log.length;
    server.add(reportMail(102));
    server.log.push('M1');
    server.forgotten = server.log.length;
    await room().check('box');
    expect(await stored()).toBe(94);
    expect(reads() - read).toBe(3);
  });

  test('a break at any request loses nothing and doubles nothing [INTAKE-4]', async () => {
    for (let i = 0; i < 50; i++) server.add(reportMail(i));
    for (let breakAt = 1; breakAt < 70 && (await stored()) < 50; breakAt += 6) {
      let asked = 0;
      server.instead = () => {
        asked += 1;
        if (asked > breakAt) throw new TypeError('connection lost');
        return null;
      };
      await room().check('box');
      const { state, problem } = await view();
      if (problem !== null)
        expect({ state, code: problem.code }).toEqual({ state: 'held-up', code: 'unreachable' });
    }
    server.instead = () => null;
    await room().check('box');
    expect((await view()).figures).toMatchObject({ listed: 50, opened: 50, reports: 50, duplicates: 0 });
    expect(await stored()).toBe(50);
  });

  test('what a server does wrong is told as what it is, and tried again no sooner than it asks [INTAKE-5]', async () => {
    server.add(reportMail(1));
    const wait = { 'retry-after': '7200' };
    const cases: [string, () => Response, boolean][] = [
      ['sign-in', () => json({}, 401), true],
      ['forbidden', () => json({ detail: 'no mail for you' }, 403), true],
      ['too-many', () => json({}, 429, wait), false],
      ['server-error', () => json({}, 503, wait), false],
      ['unreadable-answer', () => new Response('<html>'), false],
      ['unreadable-answer', () => json({ methodResponses: [['Email/get', { list: 5 }, '0']] }), false],
      ['too-large', () => new Response(new Uint8Array(9 * 1024 * 1024)), false],
    ];
    for (const [code, answer, forUser] of cases) {
      server.instead = (url) => (url.pathname === '/jmap/api' ? answer() : null);
      await room().check('box');
      const { state, problem, next, needsUser, ended } = await view();
      expect({ state, code: problem?.code, needsUser }).toEqual({
        state: 'held-up',
        code,
        needsUser: forUser,
      });
      if (forUser) expect(next).toBeNull();
      else expect(next! - ended!).toBeGreaterThanOrEqual(problem!.wait ?? 15 * 60);
      if (code === 'too-many') expect(problem!.wait).toBe(7200);
    }
    expect(await stored()).toBe(0);
    server.instead = () => null;
    await room().check('box');
    expect(await view()).toMatchObject({ state: 'waiting', problem: null, failures: 0 });
    expect(await stored()).toBe(1);
  });

  test('half a download is none, and one message that always fails is left behind after three looks [INTAKE-6]', async () => {
    const [whole, bad] = [server.add(reportMail(1)), server.add(reportMail(2))];
    server.instead = (url) =>
      url.pathname.includes(bad.blobId) ? new Response(bad.source.slice(0, 900)) : null;
    for (const stored of [0, 0, 1]) {
      await room().check('box');
      expect((await opened.engine.reports.list({})).length).toBe(stored);
    }
    expect(whole.id).toBe('M1');
    expect(await view()).toMatchObject({ state: 'waiting', figures: { opened: 1, failed: 1, rejected: 0 } });
  });

  test('the key goes to no origin that the user did not confirm, however the server asks for it [INTAKE-7]', async () => {
    server.add(reportMail(1));
    for (const change of [
      { apiUrl: 'https://elsewhere.example/api' },
      { downloadUrl: 'https://elsewhere.example/{blobId}' },
      { downloadUrl: 'https://elsewhere.example.{accountId}/{blobId}' },
      { apiUrl: 'http://mail.example/jmap/api' },
      { apiUrl: 'http://127.0.0.1:80/jmap/api' },
      { apiUrl: 'https://u:p@mail.example/jmap/api' },
      { apiUrl: 'javascript:alert(1)' },
    ]) {
      const session = server.session;
      server.session = { ...session, ...change };
      await room().check('box');
      expect(['other-origin', 'insecure', 'bad-address']).toContain((await view()).problem?.code);
      server.session = session;
    }
    server.instead = (url, init) =>
      url.pathname === '/.well-known/jmap'
        ? Object.defineProperty(
            new Response('', { status: 200 }),
            init.redirect === 'follow' ? 'url' : 'type',
            {
              value: init.redirect === 'follow' ? 'https://elsewhere.example/jmap/session' : 'opaqueredirect',
            },
          )
        : null;
    await room().check('box');
    expect((await view()).problem).toMatchObject({
      code: 'other-origin',
      detail: 'https://elsewhere.example',
    });
    const withKey = server.sent.filter((it) => it.authorization !== null).map((it) => it.origin);
    expect(new Set(withKey)).toEqual(new Set(['https://mail.example']));
    // confirmed by the user, it goes there
    server.instead = () => null;
    server.session = {
      ...server.session,
      downloadUrl: 'https://blobs.example/jmap/blob/{accountId}/{blobId}/{name}',
    };
    await room().save({ ...SETTINGS, origins: ['https://blobs.example'] }, null);
    await room().check('box');
    expect(await stored()).toBe(1);
  });

  test('no network stops it, and each host that was spoken to stands in the record with its purpose [INTAKE-8]', async () => {
    server.add(reportMail(1));
    await opened.engine.settings.save({ noNetwork: true });
    const before = server.asked.length;
    await room().check('box');
    expect(server.asked.length).toBe(before);
    expect((await view()).problem?.code).toBe('no-network');
    await opened.engine.settings.save({ noNetwork: false });
    await room().check('box');
    const record = await opened.engine.settings.queryRecord();
    const told = record.map(({ name, type, purpose }) => `${name} ${type} ${purpose}`);
    for (const purpose of ['source-sign-in', 'source-list', 'source-read'])
      expect(told).toContain(`mail.example HTTP ${purpose}`);
  });

  test('pause ends a look and keeps it from looking by itself; going on goes on there [INTAKE-9]', async () => {
    for (let i = 0; i < 12; i++) server.add(reportMail(i));
    let paused: Promise<void> | null = null;
    server.instead = (url) => {
      if (url.pathname.startsWith('/jmap/blob') && reads() === 5) paused = room().setPaused('box', true);
      return null;
    };
    await room().check('box');
    await paused;
    const some = await stored();
    expect(some).toBeLessThan(12);
    server.instead = () => null;
    const asked = server.asked.length;
    await opened.engine.checkSources();
    expect(server.asked.length).toBe(asked);
    await room().setPaused('box', false);
    await opened.engine.checkSources();
    expect((await view()).figures).toMatchObject({ reports: 12, duplicates: 0, listed: 12 });
  });

  test('it is looked at when its time comes, and by one page of several [INTAKE-10]', async () => {
    server.add(reportMail(1));
    let time = Date.now();
    const name = `accounts-${Math.random()}`;
    const [one, two] = [await open(server, name, () => time), await open(server, name, () => time)];
    await one.engine.accounts.save(SETTINGS, KEY);
    server.asked.length = 0;
    await Promise.all([one.engine.checkSources(), two.engine.checkSources()]);
    expect(server.asked.filter((it) => it.endsWith('Email/query'))).toHaveLength(2);
    const looks = server.asked.length;
    await one.engine.checkSources();
    expect(server.asked.length).toBe(looks);
    time += 15 * 60_000 + 1000;
    server.add(reportMail(2));
    await two.engine.checkSources();
    expect((await two.engine.reports.list({})).length).toBe(2);
  });

  test('what another page does to an account ends the look here, and its new beginning stays one [INTAKE-10]', async () => {
    for (let i = 0; i < 12; i++) server.add(reportMail(i));
    server.add(reportMail(50), undefined, 'rep');
    const name = `accounts-${Math.random()}`;
    const [one, two] = [await open(server, name), await open(server, name)];
    const duringLook = async (act: () => Promise<unknown>) => {
      const before = reads();
      server.instead = async (url) => {
        if (url.pathname.startsWith('/jmap/blob') && reads() === before + 3) await act();
        return null as never;
      };
      await one.engine.accounts.check('box');
      server.instead = () => null;
      expect(reads() - before).toBeLessThan(7);
    };
    await one.engine.accounts.save(SETTINGS, KEY);
    const folders = [{ id: 'rep', name: 'Reports' }];
    await duringLook(() => two.engine.accounts.save({ ...SETTINGS, folders }, null));
    expect((await two.engine.accounts.list())[0]).toMatchObject({ state: 'waiting', problem: null });
    await two.engine.accounts.check('box');
    const organisations = (await two.engine.reports.list({})).map((it) => it.reporter);
    expect(organisations).toContain('org50.example');
    await two.engine.accounts.save(SETTINGS, null);
    await duringLook(() => two.engine.accounts.setPaused('box', true));
    await two.engine.accounts.setPaused('box', false);
    await duringLook(() => two.engine.accounts.remove('box'));
    expect(await one.engine.accounts.list()).toEqual([]);
  });

  test('a fault within a look is its end, is not met every minute, and keeps no other account from its turn', async () => {
    server.add(reportMail(1));
    await room().save({ ...SETTINGS, id: 'other', name: 'Zoo' }, KEY);
    const { sources } = opened.store;
    const known = sources.known;
    sources.known = async (id, marks) => {
      if (id === 'box') throw new Error('a bug');
      return await known(id, marks);
    };
    await expect(opened.engine.checkSources()).rejects.toThrow('a bug');
    const now = Date.now() / 1000;
    const [box, other] = await room().list();
    expect(box).toMatchObject({ state: 'cut-off', failures: 1 });
    expect(box!.next).toBeGreaterThan(now + 10 * 60);
    expect(other).toMatchObject({ state: 'waiting', problem: null, figures: { reports: 1 } });
    sources.known = known;
    await room().check('box');
    expect((await room().list())[0]).toMatchObject({
      state: 'waiting',
      failures: 0,
      figures: { duplicates: 1 },
    });
  });

  test('a clock that was far ahead puts no look off for long; more bytes than were listed are no cut', async () => {
    const mail = server.add(reportMail(1));
    server.instead = (url) =>
      url.pathname.includes(mail.blobId) ? new Response(`${mail.source}\r\n`) : null;
    let time = Date.now() + 400 * 86_400_000;
    const { engine } = await open(server, `accounts-${Math.random()}`, () => time);
    await engine.accounts.save(SETTINGS, KEY);
    await engine.checkSources();
    expect((await engine.reports.list({})).length).toBe(1);
    time = Date.now();
    const before = server.asked.length;
    await engine.checkSources();
    expect(server.asked.length).toBeGreaterThan(before);
    const after = server.asked.length;
    await engine.checkSources();
    expect(server.asked.length).toBe(after);
  });

  test('a locked key is said to be locked, and what is removed leaves its reports and no key [INTAKE-11]', async () => {
    server.add(reportMail(1));
    const name = `accounts-${Math.random()}`;
    const one = await open(server, name);
    await one.engine.accounts.save(SETTINGS, { key: 'token-1', passphrase: 'open sesame' });
    const two = await open(server, name);
    await two.engine.accounts.check('box');
    expect((await two.engine.accounts.list())[0]).toMatchObject({
      ...{ key: 'passphrase', open: false, needsUser: true },
      problem: { code: 'locked' },
    });
    expect(await two.engine.accounts.unlock('box', 'wrong')).toBe(false);
    expect(await two.engine.accounts.unlock('box', 'open sesame')).toBe(true);
    await two.engine.accounts.check('box');
    expect((await two.engine.reports.list({})).length).toBe(1);
    await two.engine.accounts.remove('box');
    expect(await two.engine.accounts.list()).toEqual([]);
    expect(await two.store.sources.key('box')).toBeNull();
    expect((await two.engine.reports.list({})).length).toBe(1);
  });

  test('keys are in no backup, no exchange, no record and nothing that is shown [INTAKE-12]', async () => {
    server.add(reportMail(1));
    server.key = 'Bearer s3cret-token';
    await room().save(SETTINGS, { key: 's3cret-token', passphrase: '' });
    await room().check('box');
    expect(await stored()).toBe(1);
    const sealed = (await opened.store.sources.key('box'))!;
    const backup = await opened.engine.exchange.exportAll();
    if (!backup.ok) throw new Error('no backup');
    const rows = Object.entries(unzipSync(new Uint8Array(await backup.file.arrayBuffer())));
    const plain = rows.map(([name, bytes]) => `${name} ${new TextDecoder('latin1').decode(bytes)}`).join(' ');
    expect(plain.includes('org1.example')).toBe(true);
    const shown = JSON.stringify([
      await room().list(),
      await room().test(SETTINGS, { key: 'wrong s3cret-token', passphrase: '' }),
      await opened.engine.settings.queryRecord(),
      await opened.store.exchange.changes(0, 10_000),
      await opened.engine.intake.list(),
    ]);
    for (const text of [plain, shown])
      for (const secret of ['s3cret-token', sealed.data, btoa('s3cret-token')])
        expect(text.includes(secret)).toBe(false);
  });

  test('a bounded test tells of folders, and of a key that may do more than read', async () => {
    expect(await room().test(SETTINGS, null)).toMatchObject({
      ok: true,
      folders: [{ id: 'in', inbox: true }, { name: 'Inbox/Reports' }],
      mayWrite: false,
    });
    server.session = { ...server.session, accounts: { a1: { isReadOnly: false } } };
    expect(await room().test(SETTINGS, KEY)).toMatchObject({ ok: true, mayWrite: true });
    expect(await room().test(SETTINGS, { key: 'other', passphrase: '' })).toMatchObject({
      problem: { code: 'sign-in' },
    });
    server.session = { ...server.session, primaryAccounts: {} };
    expect(await room().test(SETTINGS, KEY)).toMatchObject({ problem: { code: 'no-mail-account' } });
  });
});
