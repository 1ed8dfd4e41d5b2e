import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { aggregateXml, type MadeReport } from '../support/aggregate-xml.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';

/**
 * Each kind of alert and the end of Ignored, over real DNS that changes while the clock of the engine is moved
 * by hand: the engine as the app's worker runs it, in Node.
 */

const DAY = 86_400;
const DOMAIN = 'alarm.example';
const LOCKED = 'locked.example';
const SERVER = '192.0.2.5';
const STRANGE = '203.0.113.99';
const FORWARDER = '203.0.113.40';
/** Where the key of the selector in made reports stands. */
const KEY = `s1._domainkey.${DOMAIN}`;
const EVER = { begin: 0, end: 4_000_000_000 };

const quoted = (text: string) => `"${text}"`;

let lab: DnsLab;
let opened: OpenEngine;
let now = Date.now() - 20 * DAY * 1000;

beforeAll(async () => {
  lab = await startDnsLab({ zones: { 'dns.test': '@ A 192.0.2.53' } });
  await lab.createZone(DOMAIN, {
    [`${DOMAIN} TXT`]: [quoted('v=spf1 ip4:192.0.2.0/28 -all')],
    [`_dmarc.${DOMAIN} TXT`]: [quoted('v=DMARC1; p=none')],
    [`${KEY} TXT`]: [quoted('v=DKIM1; p=T25l')],
  });
  await lab.createZone(LOCKED, {
    [`${LOCKED} TXT`]: [quoted('v=spf1 -all')],
    [`_dmarc.${LOCKED} NS`]: ['ns1.dns.test.'],
  });
  await lab.createZone(`_dmarc.${LOCKED}`, {
    [`_dmarc.${LOCKED} TXT`]: [quoted('v=DMARC1; p=reject')],
  });
  opened = await openEngine({ fetch, clock: () => now, indexedDB: new IDBFactory() });
  const { engine } = opened;
  await engine.domains.add(`${DOMAIN} ${LOCKED}`);
  await engine.settings.save({ resolvers: [{ id: 'own', name: 'Lab', url: lab.doh }] });
});

afterAll(async () => {
  opened?.engine.stop();
  opened?.store.close();
  await lab?.stop();
});

/** Imports reports and waits until their domains are judged and the rules were evaluated. */
async function take(...reports: MadeReport[]): Promise<void> {
  const { engine } = opened;
  const files = reports.map((report) => ({
    name: `${report.id}.xml`,
    blob: new Blob([aggregateXml(report)]),
  }));
  const summary = await engine.intake.importFiles(files, () => undefined);
  expect(summary.imported).toBe(reports.length);
  await engine.queue.idle();
  await engine.alerts.check();
}

/** Days ago, by the real clock that dates the made reports, of a day by the engine's clock. */
const ago = (days: number) => Math.floor(Date.now() / 1000 / DAY) - Math.floor(now / 1000 / DAY) + days;

const alerts = async (kind: string) => (await opened.engine.alerts.list()).filter((it) => it.kind === kind);

const good = { ip: SERVER, count: 50, dkim: 'pass', spf: 'pass' } as const;

test('days before the rules existed are listed as read, and nobody is told', async () => {
  await take(
    ...Array.from(
      { length: 8 },
      (_, i): MadeReport => ({
        id: `old-${i}`,
        domain: DOMAIN,
        daysAgo: ago(i + 2),
        rows: [good, { ip: STRANGE, count: 30 }],
      }),
    ),
  );
  const listed = await alerts('non-compliant-mail');
  expect(listed.length).toBe(8);
  expect(listed.every((alert) => alert.state === 'read')).toBe(true);
  expect(await opened.engine.alerts.unread()).toBe(0);
  expect(await opened.engine.alerts.takeToTell()).toEqual([]);
});

test('mail that fails and mail with issues fire once a day; a late report fires for its past day', async () => {
  now += 2 * DAY * 1000;
  await take({
    id: 'day-1',
    domain: DOMAIN,
    daysAgo: ago(1),
    rows: [good, { ip: FORWARDER, count: 15, dkim: 'pass' }],
  });
  expect((await opened.engine.alerts.takeToTell()).map((it) => it.kind)).toEqual(['compliant-with-issues']);
  expect(await opened.engine.alerts.takeToTell()).toEqual([]);
  now += DAY * 1000;
  await take({
    id: 'late',
    domain: DOMAIN,
    daysAgo: ago(2),
    reporter: 'late.example',
    rows: [{ ip: STRANGE, count: 30 }],
  });
  const [late, ...more] = await opened.engine.alerts.takeToTell();
  expect(more).toEqual([]);
  expect(late).toMatchObject({ kind: 'non-compliant-mail', domain: DOMAIN, data: { messages: 30 } });
  expect(late?.day).toBe(Math.floor(now / 1000 / DAY) - 2);
});

test('a rule counts only the statuses it names: Ignored is off, and can be switched on', async () => {
  const { engine } = opened;
  const rule = (await engine.alerts.rules()).find((it) => it.kind === 'compliant-with-issues');
  if (!rule) throw new Error('the usual rules are missing');
  const count = async (statuses: typeof rule.statuses) =>
    (await engine.alerts.previewRule({ ...rule, statuses })).length;
  expect(await count(['not'])).toBe(1);
  await engine.senders.ignore(DOMAIN, `ip:${FORWARDER}`, [FORWARDER], 'alumni forwarding');
  await engine.queue.idle();
  expect(await count(rule.statuses)).toBe(0);
  expect(await count([...rule.statuses, 'ignored'])).toBe(1);
});

test('DNS changed: record and key; Ignored ends for good when the address enters the record', async () => {
  await lab.setRecords(DOMAIN, DOMAIN, 'TXT', [quoted(`v=spf1 ip4:192.0.2.0/28 ip4:${FORWARDER} -all`)]);
  await lab.setRecords(DOMAIN, KEY, 'TXT', [quoted('v=DKIM1; p=VHdv')]);
  now += DAY * 1000;
  const { engine } = opened;
  await engine.domains.refresh([DOMAIN]);
  await engine.queue.idle();
  await engine.alerts.check();
  const told = (await engine.alerts.takeToTell()).filter((it) => it.kind === 'dns-changed');
  expect(told.map((it) => it.data.changes)).toMatchObject([
    [{ what: 'spf', name: DOMAIN, after: `v=spf1 ip4:192.0.2.0/28 ip4:${FORWARDER} -all` }],
    [{ what: 'dkim', name: KEY, before: 'v=DKIM1; p=T25l', after: 'v=DKIM1; p=VHdv' }],
  ]);
  const [decision] = await engine.senders.listIgnored();
  expect(decision).toMatchObject({ domain: DOMAIN, addresses: [FORWARDER], note: 'alumni forwarding' });
  expect(decision?.endedAt).not.toBeNull();
  const status = async () =>
    (await engine.senders.list(DOMAIN, EVER)).senders.find((it) => it.key === `ip:${FORWARDER}`)?.status;
  expect(await status()).toBe('in');
  await lab.setRecords(DOMAIN, DOMAIN, 'TXT', [quoted('v=spf1 ip4:192.0.2.0/28 -all')]);
  now += DAY * 1000;
  await engine.domains.refresh([DOMAIN]);
  await engine.queue.idle();
  expect(await status()).toBe('not');
});

test('mail from a Blocked domain alarms, rejected mail is only counted', async () => {
  await opened.store.domains.change([LOCKED], { locked: true });
  await opened.engine.alerts.check();
  now += DAY * 1000;
  await take({
    id: 'locked',
    domain: LOCKED,
    daysAgo: ago(0),
    rows: [
      { ip: SERVER, count: 3, dkim: 'pass' },
      { ip: STRANGE, count: 4 },
      { ip: STRANGE, count: 90, disposition: 'reject' },
    ],
  });
  const [alert] = await alerts('mail-from-blocked');
  expect(alert).toMatchObject({
    domain: LOCKED,
    state: 'unread',
    data: { messages: 7, passed: 3, failedDelivered: 4, held: 90 },
  });
});

test('silence is noticed by the clock alone', async () => {
  now += 8 * DAY * 1000;
  await opened.engine.alerts.check();
  const silent = (await alerts('reports-stopped')).filter((it) => it.data.domain === true);
  expect(silent.map((it) => it.domain)).toContain(DOMAIN);
  expect(silent.every((it) => it.state === 'unread')).toBe(true);
});

test('a deleted rule is gone for good, also when it was one of the usual ones', async () => {
  const { engine } = opened;
  for (const rule of await engine.alerts.rules()) await engine.alerts.deleteRule(rule.id);
  expect(await engine.alerts.rules()).toEqual([]);
  await engine.alerts.check();
  expect(await engine.alerts.rules()).toEqual([]);
});
