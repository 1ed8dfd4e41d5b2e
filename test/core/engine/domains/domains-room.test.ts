import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { raiseAlerts } from '../../../../core/engine/alerts/alerts.ts';
import { forgetDrift, tellDrift } from '../../../../core/engine/alerts/drift-alert.ts';
import { createDomains } from '../../../../core/engine/domains/domains-room.ts';
import { foldedNames } from '../../../../core/engine/domains/folded-names.ts';
import { keptPointings } from '../../../../core/engine/facts/pointings.ts';
import type { Gateway, GatewayInit } from '../../../../core/lib/gateway.ts';
import type { Resolve } from '../../../../core/model/dns.ts';
import { writeBackup } from '../../../../core/store/backup.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import { hostSettings } from '../../../support/host-settings.ts';
import { newReport } from '../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const NOW = 1_780_000_000;
const TODAY = Math.floor(NOW / 86_400);

interface Setup {
  zone?: Zone;
  /** Answers of the policy host's API, by method. */
  api?: (url: string, init: GatewayInit) => { status: number; json: unknown } | null;
  /** Questions that asking again for all may cause. */
  click?: number;
}

async function setUp({ zone = {}, api = () => null, click }: Setup = {}) {
  let now = NOW;
  const store = await openStore({ name: `conf-${Math.random()}`, locks: null, channel: null });
  const dns = { zone, onQuestion: (_question: string) => {} };
  let questions = 0;
  const names: string[] = [];
  const calls: { url: string; init: GatewayInit }[] = [];
  let held: Promise<void> = Promise.resolve();
  const resolve: Resolve = async (name, type, purpose) => {
    questions++;
    names.push(name);
    dns.onQuestion(`${name} ${type}`);
    await held;
    return zoneResolver(dns.zone).resolve(name, type, purpose);
  };
  const gateway: Gateway = {
    async request(url, init) {
      calls.push({ url, init });
      const answer = api(url, init);
      if (answer === null) return { kind: 'blocked', detail: 'Failed to fetch', took: 1 };
      const body = new TextEncoder().encode(JSON.stringify(answer.json));
      return { kind: 'response', status: answer.status, header: () => null, body, took: 1 };
    },
  };
  const alerts: string[] = [];
  const engine = createDomains({
    store,
    gateway,
    resolverFor: async () => resolve,
    now: () => now,
    onChange: () => {},
    assessSoon: () => {},
    drift: {
      async tell(domain, record) {
        await tellDrift(store, now, domain, record);
        alerts.splice(0, alerts.length, ...(await store.alerts.list({ domain })).map(({ id }) => id));
      },
      forget: (domain, record) => forgetDrift(store, domain, record),
    },
    inExtension: false,
    ...(click === undefined ? {} : { recheckLimits: { click } }),
  });
  return {
    engine,
    recheck: engine.recheck,
    afterPointing: engine.afterPointing,
    store,
    dns,
    calls,
    alerts,
    resolve,
    questions: () => questions,
    /** Names asked about, in order. */
    asked: () => names,
    /** DNS answers no more until what is returned is called. */
    slow: () => {
      let release = () => {};
      held = new Promise((done) => {
        release = done;
      });
      return release;
    },
    later: (seconds: number) => {
      now += seconds;
    },
  };
}

const delegated = (text: string): Zone => ({
  '_dmarc.parked.example': { NS: ['ns1.policy.example', 'ns2.policy.example'], TXT: [text], SOA: true },
});
const SERVERS = ['ns1.policy.example', 'ns2.policy.example'];

test('opening the app asks at most 200 questions, for the oldest answers first, and goes on next time [UNK-4]', async () => {
  const { engine, recheck, store, questions } = await setUp();
  const names = Array.from({ length: 300 }, (_, n) => `d${n}.example`);
  await store.domains.change(names, { listing: 'confirmed' });
  await recheck();
  const first = await engine.domains.recheckState();
  expect(questions()).toBe(first.queries);
  expect(first.queries).toBeLessThanOrEqual(200);
  expect(first).toMatchObject({ due: 300, running: false, budget: 200 });
  expect(first.done).toBeGreaterThan(10);
  await recheck();
  const second = await engine.domains.recheckState();
  expect(second.due).toBe(300 - first.done);
  expect(questions() - first.queries).toBeLessThanOrEqual(200);
});

test('asking again for all is bounded as well, goes on with the oldest, and can be stopped', async () => {
  const { engine, store, questions, later, slow } = await setUp({ click: 300 });
  const names = Array.from({ length: 200 }, (_, n) => `d${n}.example`);
  await store.domains.change(names, { listing: 'confirmed' });
  const first = await engine.domains.recheckAll();
  expect(first).toMatchObject({ all: true, running: false, stopped: false, due: 200, budget: 300 });
  expect(questions()).toBe(first.queries);
  expect(first.queries).toBeLessThanOrEqual(300);
  expect(first.queries).toBeGreaterThan(200);
  const asked = async () => (await keptPointings.all(store)).size;
  expect(await asked()).toBe(first.done);
  later(1);
  const second = await engine.domains.recheckAll();
  expect(await asked()).toBe(first.done + second.done);
  // Stopped while it runs: what is under way ends, nothing more is begun.
  const release = slow();
  const running = engine.domains.recheckAll();
  await expect.poll(async () => (await engine.domains.recheckState()).queries).toBeGreaterThan(0);
  await engine.domains.stopRecheck();
  expect(await engine.domains.recheckState()).toMatchObject({ running: true, stopped: true });
  release();
  const stopped = await running;
  expect(stopped).toMatchObject({ running: false, stopped: true });
  expect(stopped.done).toBeLessThanOrEqual(8);
});

test('a lock that the host does not take leaves the domain as it was [STATUS-5]', async () => {
  const { engine, store, calls } = await setUp({ zone: delegated('v=DMARC1; p=none') });
  await store.domains.change(['parked.example'], { listing: 'confirmed' });
  const host = hostSettings({ url: 'https://dns.example.com/api/v1', nameServers: SERVERS });
  expect(await engine.hosts.save(host, { key: 'secret-key', passphrase: '' })).toEqual([]);
  const result = await engine.domains.changeMode('parked.example', 'blocked');
  expect(result).toMatchObject({ ok: false, problem: { code: 'unreachable-or-key' } });
  expect(await store.domains.get('parked.example')).toMatchObject({ locked: false });
  expect((await engine.domains.page('parked.example'))?.wanted).toBeNull();
  expect(calls.every((call) => call.init.method === 'GET')).toBe(true);
});

test('by hand: locked, not in force until DNS says so, and restored to the last Active record [STATUS-5]', async () => {
  const old = 'v=DMARC1; p=quarantine; rua=mailto:d@parked.example';
  const { engine, store, dns, later } = await setUp({ zone: delegated(old) });
  await store.domains.change(['parked.example'], { listing: 'confirmed' });
  await engine.hosts.save(hostSettings({ kind: 'manual', nameServers: SERVERS }), null);
  const status = async () => (await engine.domains.page('parked.example'))?.row.status;
  await engine.domains.lookAgain('parked.example');
  expect(await status()).toBe('active');
  const blocked = await engine.domains.changeMode('parked.example', 'blocked');
  const text = 'v=DMARC1; p=reject; rua=mailto:d@parked.example';
  expect(blocked).toMatchObject({ ok: true, entry: { result: 'by-hand', after: { texts: [text] } } });
  expect(await status()).toBe('blocked-not-in-force');
  dns.zone = delegated(text);
  later(600);
  await engine.domains.lookAgain('parked.example');
  expect(await status()).toBe('blocked');
  const page = await engine.domains.page('parked.example');
  expect(page?.wanted?.state).toEqual({ state: 'published' });
  // The change that the user made is no news; one that somebody else makes is.
  const changesTold = async () =>
    (await raiseAlerts(store, [], NOW + 1200)).filter((each) => each.alert.kind === 'dns-changed').length;
  expect(await changesTold()).toBe(0);
  dns.zone = delegated('v=DMARC1; p=none; rua=mailto:thief@elsewhere.example');
  await engine.domains.lookAgain('parked.example');
  expect(await changesTold()).toBe(1);
  dns.zone = delegated(text);
  await engine.domains.lookAgain('parked.example');
  const [entry] = await engine.domains.listChanges('parked.example');
  expect(await engine.domains.revertChange(entry?.id ?? '')).toMatchObject({
    action: 'revert',
    after: { texts: [old] },
  });
  expect(await store.domains.get('parked.example')).toMatchObject({ locked: false });
  await store.domains.change(['parked.example'], { locked: true });
  const back = await engine.domains.changeMode('parked.example', 'active');
  expect(back).toMatchObject({ ok: true, entry: { after: { texts: [old] } } });
});

test('a cache that forgets the old record between two questions leaves no half-seen change', async () => {
  const old = 'v=DMARC1; p=none; rua=mailto:d@parked.example';
  const { engine, store, dns, later } = await setUp({ zone: delegated(old) });
  await store.domains.change(['parked.example'], { listing: 'confirmed' });
  await engine.hosts.save(hostSettings({ kind: 'manual', nameServers: SERVERS }), null);
  await engine.domains.lookAgain('parked.example');
  expect(await engine.domains.changeMode('parked.example', 'blocked')).toMatchObject({ ok: true });
  // The pointing is still answered with the old record; what is asked after it, with the new one.
  let asked = 0;
  dns.onQuestion = (question) => {
    if (question === '_dmarc.parked.example TXT' && ++asked === 2)
      dns.zone = delegated('v=DMARC1; p=reject; rua=mailto:d@parked.example');
  };
  later(600);
  await engine.domains.lookAgain('parked.example');
  const page = await engine.domains.page('parked.example');
  expect(page?.wanted?.state).toEqual({ state: 'published' });
  expect(page?.row.status).toBe('blocked');
  expect(page?.record?.p).toBe('reject');
});

test('drift is told once, with what differs, and can be taken as it is', async () => {
  const text = 'v=DMARC1; p=reject; rua=mailto:d@parked.example';
  const { engine, store, dns, alerts, later } = await setUp({ zone: delegated(text) });
  await store.domains.change(['parked.example'], { listing: 'confirmed' });
  await engine.hosts.save(hostSettings({ kind: 'manual', nameServers: SERVERS }), null);
  await engine.domains.lookAgain('parked.example');
  await engine.domains.publishRecord('parked.example', text);
  expect(alerts).toEqual([]);
  dns.zone = delegated('v=DMARC1; p=none; rua=mailto:thief@elsewhere.example');
  later(3_600);
  await engine.domains.lookAgain('parked.example');
  await engine.domains.lookAgain('parked.example');
  expect(alerts).toHaveLength(1);
  const page = await engine.domains.page('parked.example');
  expect(page?.wanted?.state).toMatchObject({
    state: 'drifted',
    difference: [
      { tag: 'p', wanted: 'reject', found: 'none' },
      { tag: 'rua', wanted: 'mailto:d@parked.example', found: 'mailto:thief@elsewhere.example' },
    ],
  });
  expect(page?.row.problems[0]?.code).toBe('drifted');
  await engine.domains.acceptFound('parked.example');
  expect((await engine.domains.page('parked.example'))?.wanted).toBeNull();
});

test('a key is in no list, no log and no backup', async () => {
  const { engine, store } = await setUp();
  const host = hostSettings({ url: 'https://dns.example.com/api/v1', nameServers: SERVERS });
  await engine.hosts.save(host, { key: 'secret-key', passphrase: 'correct horse' });
  expect(await engine.hosts.list()).toMatchObject([{ key: 'passphrase', open: true }]);
  await engine.hosts.test(host, null);
  const shown = JSON.stringify([await engine.hosts.list(), await engine.domains.listChanges(null)]);
  const written = await writeBackup(store, NOW * 1000);
  const parts = written.ok ? unzipSync(new Uint8Array(await written.file.arrayBuffer())) : {};
  const backup = Object.values(parts)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join();
  expect(shown).not.toContain('secret-key');
  // The host itself is in it, so that a restored device knows where to ask for its key.
  expect(backup).toContain('dns.example.com');
  for (const word of ['secret-key', 'correct horse']) expect(backup).not.toContain(word);
}, 20_000);

test('settings of a host are checked field by field', async () => {
  const { engine } = await setUp();
  const bad = hostSettings({ name: ' ', url: 'http://dns.example.com', nameServers: ['bad name'], ttl: 1 });
  const problems = await engine.hosts.save(bad, null);
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'name missing',
    'url insecure',
    'key missing',
    'nameServers not-a-name',
    'ttl out-of-range',
  ]);
  // What the pages' content policy would not let out is told at the form, not by a call that fails.
  const problemsOf = async (url: string) =>
    (await engine.hosts.save(hostSettings({ url, nameServers: SERVERS }), null)).map((each) => each.code);
  for (const url of ['http://192.0.2.8:8081/api/v1', 'http://[::1]:8081', 'http://dns.lan.example'])
    expect(await problemsOf(url), url).toEqual(['insecure', 'missing']);
  for (const url of ['http://127.0.0.1:8081/api/v1', 'http://localhost:8081', 'https://dns.lan.example'])
    expect(await problemsOf(url), url).toEqual(['missing']);
  const policy = await readFile(join(import.meta.dirname, '../../../../pwa/index.html'), 'utf8');
  expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' https: http://127.0.0.1:* http://localhost:*");
  expect(await engine.hosts.list()).toEqual([]);
  const cloudflare = hostSettings({ kind: 'cloudflare', zone: 'policy.example' });
  expect(await engine.hosts.test(cloudflare, { key: 'k', passphrase: '' })).toMatchObject({
    ok: false,
    problem: { code: 'needs-extension' },
  });
});

test.each([
  ['v=DMARC1; p=reject; sp=none', 'none', 'quarantine'],
  ['v=DMARC1; p=reject; sp=foo; rua=mailto:d@parked.example', 'none', 'quarantine'],
  ['v=DMARC1; p=reject; sp=foo', null, 'quarantine'],
  ['v=DMARC1; p=reject; t=y', 'quarantine', 'quarantine'],
])(
  'under %s a folded name has the policy that receivers read there: %s [FORCE-9]',
  async (text, below, own) => {
    const { engine, store } = await setUp({
      zone: {
        ...delegated(text),
        '_dmarc.own.parked.example': { TXT: ['v=DMARC1; p=reject; t=y'] },
      },
    });
    await store.domains.change(['parked.example'], { listing: 'confirmed' });
    const rows: [string, number, boolean, string][] = [
      ['192.0.2.1', 15, true, 'mail.parked.example'],
      ['192.0.2.1', 20, true, 'own.parked.example'],
    ];
    await store.imports.start('i1', { files: 1, bytes: 1 });
    await store.reports.put('i1', [
      await newReport(store, { number: 1, domain: 'parked.example', day: TODAY - 3, rows }),
    ]);
    await engine.domains.lookAgain('parked.example');
    for (const [, , , name] of rows) await engine.domains.lookUpSubdomain('parked.example', name);
    const period = { begin: (TODAY - 29) * 86_400, end: (TODAY + 1) * 86_400 };
    const [folded] = await engine.domains.foldedNames(['parked.example'], period);
    expect(Object.fromEntries(folded!.names.map(({ name, policy }) => [name, policy]))).toEqual({
      'mail.parked.example': below,
      'own.parked.example': own,
    });
  },
);

test('names below: folded with their record; only passing ones cost DNS; those that inherit count before blocking', async () => {
  const { engine, afterPointing, resolve, store, asked } = await setUp({
    zone: {
      ...delegated('v=DMARC1; p=quarantine; sp=none'),
      '_dmarc.own.parked.example': { TXT: ['v=DMARC1; p=reject'] },
    },
  });
  await store.domains.change(['parked.example'], { listing: 'confirmed' });
  await engine.hosts.save(hostSettings({ kind: 'manual', nameServers: SERVERS }), null);
  const report = await newReport(store, {
    number: 1,
    domain: 'parked.example',
    day: TODAY - 3,
    rows: [
      ['192.0.2.1', 40, true],
      ['192.0.2.1', 15, true, 'mail.parked.example'],
      ['192.0.2.1', 20, true, 'own.parked.example'],
      ['192.0.2.1', 9, true, 'rare.parked.example'],
      ['203.0.113.9', 7_000, false, 'invented.parked.example'],
    ],
  });
  await store.imports.start('i1', { files: 1, bytes: 1 });
  await store.reports.put('i1', [report]);
  const period = { begin: (TODAY - 29) * 86_400, end: (TODAY + 1) * 86_400 };
  const folded = async () =>
    (await engine.domains.foldedNames(['parked.example'], period))[0]?.names.map(
      ({ name, messages, passed, record, policy }) => [name, messages, passed, record, policy],
    );
  expect((await folded())?.map((each) => each[3])).toEqual(Array(4).fill('unasked'));
  expect((await engine.domains.page('parked.example'))?.row.sending).toBe('sends');
  expect(asked()).toEqual([]);

  await engine.domains.lookAgain('parked.example');
  await afterPointing('parked.example', resolve);
  const below = () =>
    asked().filter(
      (name) =>
        name.endsWith('.parked.example') &&
        name !== '_dmarc.parked.example' &&
        !name.includes('._domainkey.'),
    );
  expect([...new Set(below())].sort()).toEqual(['_dmarc.mail.parked.example', '_dmarc.own.parked.example']);
  expect(await folded()).toEqual([
    ['invented.parked.example', 7_000, 0, 'unasked', null],
    ['own.parked.example', 20, 20, 'own', 'reject'],
    ['mail.parked.example', 15, 15, 'inherits', 'none'],
    ['rare.parked.example', 9, 9, 'unasked', null],
  ]);
  expect((await engine.domains.modeCheck('parked.example')).blocked).toMatchObject({
    known: true,
    passing: 64,
    daysWithReports: 1,
    names: [
      { name: 'parked.example', passing: 40 },
      { name: 'mail.parked.example', passing: 15 },
      { name: 'rare.parked.example', passing: 9 },
    ],
    ownRecord: ['own.parked.example'],
  });

  await engine.domains.lookUpSubdomain('parked.example', 'invented.parked.example');
  expect((await folded())?.[0]?.[3]).toBe('inherits');
  const few = await foldedNames(store, ['parked.example'], period, 1);
  expect(few[0]).toMatchObject({ names: [{ name: 'invented.parked.example' }], more: 3 });
});

test('what DNS said of a domain is forgotten when it leaves the list', async () => {
  const { engine, store } = await setUp();
  await store.domains.change(['d1.example', 'd2.example'], { listing: 'confirmed' });
  for (const domain of ['d1.example', 'd2.example']) await engine.domains.lookAgain(domain);
  expect((await keptPointings.all(store)).size).toBe(2);
  await engine.domains.remove(['d1.example']);
  expect([...(await keptPointings.all(store)).keys()]).toEqual(['d2.example']);
});
