import { afterEach, beforeEach, expect, test } from 'vitest';
import { raiseAlerts } from '../../../../core/engine/alerts/alerts.ts';
import { type AssessDeps, assessDomain, rejudge } from '../../../../core/engine/assess/assess.ts';
import { createAssessQueue } from '../../../../core/engine/assess/assess-queue.ts';
import { dueDomains } from '../../../../core/engine/assess/recheck.ts';
import { countDomains, listDomains } from '../../../../core/engine/domains/list-domains.ts';
import { owedAssessments } from '../../../../core/engine/facts/owed.ts';
import { assessReport } from '../../../../core/engine/judge/mark-report.ts';
import { loadReportView, reportRecords } from '../../../../core/engine/reports/report-queries.ts';
import { createSenderQueries } from '../../../../core/engine/senders/sender-queries.ts';
import type { Resolve } from '../../../../core/model/dns.ts';
import type { AggregateHeader } from '../../../../core/model/report.ts';
import type { Store } from '../../../../core/store/store.ts';
import { failing, KINDS } from '../../../support/failing-questions.ts';
import { putShort } from '../../../support/short-reports.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { blockOf, DAY, headerOf, type ShortRecord } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const NOW = TODAY * DAY + 43_200;
const PERIOD = { begin: (TODAY - 30) * DAY, end: (TODAY + 1) * DAY };
const MTA = '192.0.2.10';
const RELAY = '198.51.100.9';
const SPOOFER = '203.0.113.66';

const ZONE: Zone = {
  'example.com': { SOA: true, TXT: ['v=spf1 ip4:192.0.2.0/24 include:_spf.google.com ~all'] },
  '_spf.google.com': { TXT: ['v=spf1 ip4:198.18.0.0/24 -all'] },
  'shop.example.com': { TXT: ['v=spf1 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; rua=mailto:d@example.com'] },
};

const MONTH: ShortRecord[] = [
  {
    ip: MTA,
    n: 100,
    dkimPass: true,
    spfPass: true,
    dkim: ['example.com pass'],
    spf: ['example.com pass mfrom'],
  },
  { ip: RELAY, n: 5, dkimPass: true, dkim: ['example.com pass'], spf: ['relay.example pass mfrom'] },
  { ip: SPOOFER, n: 20, disposition: 'reject', dkim: ['example.com fail'] },
  { ip: '198.18.0.7', n: 3, spfPass: true, spf: ['example.com pass mfrom'] },
];

let store: Store;
let asked: string[];
let changes: string[];

beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  asked = [];
  changes = [];
});
afterEach(() => store.close());

/** DNS out of a zone; every question is noted in `asked`. */
function dns(zone: Zone): Resolve {
  const { resolve } = zoneResolver(zone);
  return (name, type, purpose) => {
    asked.push(`${name} ${type}`);
    return resolve(name, type, purpose);
  };
}

function deps(zone: Zone | null, more: Partial<AssessDeps> = {}): AssessDeps {
  const resolve = zone === null ? null : dns(zone);
  return {
    store,
    resolverFor: async () => resolve,
    now: () => NOW,
    onChange: (topic, domain) => changes.push(`${topic} ${domain}`),
    ...more,
  };
}

const put = (records: ShortRecord[], change: Partial<AggregateHeader> & { day?: number } = {}) =>
  putShort(store, records, { day: TODAY - 1, ...change });

const queries = () => createSenderQueries({ store, now: () => NOW, isPending: () => false });

async function statuses(): Promise<Record<string, string>> {
  const { senders } = await queries().listSenders('example.com', PERIOD);
  return Object.fromEntries(senders.map((sender) => [sender.key, sender.status]));
}

test('an unconfirmed domain costs no DNS, whatever is stored, and nothing is said to be Not [PRIV-1]', async () => {
  await put(MONTH);
  const outcome = await assessDomain('example.com', deps(ZONE));
  expect(outcome).toEqual({ kind: 'not-confirmed' });
  expect(asked).toEqual([]);
  const found = Object.values(await statuses());
  expect(found).toHaveLength(4);
  expect(new Set(found)).toEqual(new Set(['unchecked']));
  await store.domains.change(['example.com'], { listing: 'declined' });
  expect((await assessDomain('example.com', deps(ZONE))).kind).toBe('not-confirmed');
  expect(asked).toEqual([]);
});

test('statuses, pointing and counts of a confirmed domain come from DNS [SPF-1]', async () => {
  await put(MONTH);
  await put([{ ip: MTA, n: 2, from: 'shop.example.com' }]);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  const outcome = await assessDomain('example.com', deps(ZONE));
  expect(outcome).toMatchObject({ kind: 'assessed', temporary: false, waiting: 0 });
  expect(await statuses()).toEqual({
    // In for example.com, Not for the shop's -all: the worst is the headline.
    [`ip:${MTA}`]: 'not',
    [`ip:${RELAY}`]: 'not',
    [`ip:${SPOOFER}`]: 'not',
    'service:google-workspace': 'in',
  });
  const details = await queries().senderDetails('example.com', PERIOD, `ip:${MTA}`);
  expect(details?.split).toEqual([
    { headerFrom: 'shop.example.com', status: 'not', messages: 2 },
    { headerFrom: 'example.com', status: 'in', messages: 100 },
  ]);
  expect(details?.addresses[0]?.verdicts[0]).toMatchObject({
    domain: 'example.com',
    result: 'pass',
    term: 'ip4:192.0.2.0/24',
  });
  const relay = await queries().senderDetails('example.com', PERIOD, `ip:${RELAY}`);
  expect(relay?.row).toMatchObject({ remarks: ['passes-by-dkim'], forwarder: false, isNew: true });
  expect(relay?.spf).toEqual([
    { domain: 'relay.example', scope: 'mfrom', result: 'pass', aligned: false, messages: 5 },
  ]);
  expect(relay?.nextSteps[0]?.code).toBe('check-once-dkim-is-enough');
  // What comes at once agrees with what comes later, and leaves out what takes reading the records.
  const brief = await queries().senderDetails('example.com', PERIOD, `ip:${RELAY}`, null, true);
  const { complete, dkim, spf, days, reports, advice, ...same } = brief!;
  expect(relay).toMatchObject(same);
  expect([complete, dkim, spf, reports, advice, days.some((day) => day.messages > 0)]).toEqual([
    false,
    [],
    [],
    [],
    [],
    false,
  ]);
  const spoofer = await queries().senderDetails('example.com', PERIOD, `ip:${SPOOFER}`);
  expect(spoofer?.nextSteps[0]?.code).toBe('likely-spoofed');

  const [row] = await listDomains(store, PERIOD, NOW);
  expect(row).toMatchObject({
    domain: 'example.com',
    status: 'reporting-only',
    statusReason: 'txt-in-own-zone',
    sending: 'sends',
    senders: null,
    totals: { messages: 130, passed: 108, reject: 20 },
  });
  expect(await countDomains(store, PERIOD)).toMatchObject([
    { domain: 'example.com', subdomains: 1, senders: { in: 1, not: 3, unchecked: 0 } },
  ]);
  expect(changes).toContain('senders example.com');
});

test('judged senders are kept until something they rest on changes', async () => {
  await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  const senders = queries();
  const relay = async () =>
    (await senders.listSenders('example.com', PERIOD)).senders.find((it) => it.key === `ip:${RELAY}`);
  expect((await relay())?.status).toBe('unchecked');
  await assessDomain('example.com', deps(ZONE));
  expect((await relay())?.status).toBe('unchecked');
  senders.judgeAnew(['other.example']);
  expect((await relay())?.status).toBe('unchecked');
  senders.judgeAnew(['example.com']);
  expect(await relay()).toMatchObject({ status: 'not', totals: { messages: 5 } });
  await put([{ ip: RELAY, n: 7 }]);
  senders.judgeAnew([]);
  expect((await relay())?.totals.messages).toBe(5);
  senders.forget([]);
  expect((await relay())?.totals.messages).toBe(12);
});

test('names that a forged header-from brings in are never asked about [PRIV-2]', async () => {
  await put([
    { ip: SPOOFER, from: 'id123.attacker.example', envelope: 'x@id9.attacker.example' },
    { ip: MTA, from: 'example.com', envelope: 'x@id7.attacker.example', dkim: ['id5.attacker.example pass'] },
  ]);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await store.settings.save({ nameSenders: 'off' });
  await assessDomain('example.com', deps(ZONE));
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((question) => question.includes('attacker'))).toEqual([]);
  expect(asked.filter((question) => question.includes('arpa'))).toEqual([]);
  expect((await statuses())[`ip:${SPOOFER}`]).toBe('unchecked');
});

test('without a resolver, and offline, everything is Not checked yet; offline later keeps what was known [UNK-2]', async () => {
  await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  expect(await assessDomain('example.com', deps(null))).toEqual({ kind: 'no-resolver' });
  expect(new Set(Object.values(await statuses()))).toEqual(new Set(['unchecked']));
  const offline: Resolve = async () => ({ kind: 'offline', error: null, detail: '', age: 0, stale: false });
  await assessDomain('example.com', deps(ZONE, { resolverFor: async () => offline }));
  expect(new Set(Object.values(await statuses()))).toEqual(new Set(['unchecked']));
  await assessDomain('example.com', deps(ZONE));
  const before = await statuses();
  expect(before[`ip:${MTA}`]).toBe('in');
  await assessDomain('example.com', deps(ZONE, { resolverFor: async () => offline }));
  expect(await statuses()).toEqual(before);
  const [row] = await listDomains(store, PERIOD, NOW);
  expect(row?.pointing).toMatchObject({ kind: 'txt', stale: true });
});

test('a temporary error is Cannot be decided, and is asked again', async () => {
  await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  const broken: Zone = { ...ZONE, '_spf.google.com': { fails: 'servfail' } };
  const outcome = await assessDomain('example.com', deps(broken));
  expect(outcome).toMatchObject({ kind: 'assessed', temporary: true, expires: NOW + 300 });
  expect(await statuses()).toMatchObject({ [`ip:${MTA}`]: 'in', [`ip:${SPOOFER}`]: 'undecided' });
  const again: (() => void)[] = [];
  const zones = [broken, ZONE];
  const queue = createAssessQueue(deps(ZONE, { resolverFor: async () => dns(zones.shift() ?? ZONE) }), {
    later: (milliseconds, run) => {
      expect(milliseconds).toBe(300_000);
      again.push(run);
      return () => {};
    },
  });
  queue.assess(['example.com', 'example.com']);
  await queue.idle();
  again[0]!();
  await queue.idle();
  expect((await statuses())[`ip:${SPOOFER}`]).toBe('not');
  queue.stop();
});

test('what a closed app did not come to is done first when it opens again, however young its pointing [UNK-4]', async () => {
  await put(MONTH);
  await store.domains.change(['example.com', 'other.example'], { listing: 'confirmed' });
  const owed = async () => [...(await owedAssessments(store)).keys()];
  await assessDomain('other.example', deps(ZONE));
  let release = () => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const stuck: Resolve = async (name, type, purpose) => {
    await gate;
    return dns(ZONE)(name, type, purpose);
  };
  const queue = createAssessQueue(deps(ZONE, { resolverFor: async () => stuck }));
  queue.assess(['example.com']);
  await expect.poll(owed).toEqual(['example.com']);
  // The window is closed in the middle of it.
  queue.stop();
  release();
  await queue.idle();
  expect(await owed()).toEqual(['example.com']);
  const context = { store, now: () => NOW } as Parameters<typeof dueDomains>[0];
  expect(await dueDomains(context)).toEqual(['example.com']);
  await assessDomain('example.com', deps(ZONE));
  expect(await owed()).toEqual([]);
  expect(await dueDomains(context)).toEqual([]);
});

test('Ignored ends for good when the address enters the record; others stay [IGNORE-2]', async () => {
  await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await assessDomain('example.com', deps(ZONE));
  const senders = queries();
  await senders.ignoreSender('example.com', `ip:${RELAY}`, [RELAY], 'alumni');
  await senders.ignoreSender('example.com', `ip:${SPOOFER}`, [SPOOFER], '');
  expect(await statuses()).toMatchObject({ [`ip:${RELAY}`]: 'ignored', [`ip:${SPOOFER}`]: 'ignored' });
  const ended: string[] = [];
  const wider: Zone = { ...ZONE, 'example.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.9 -all'] } };
  await assessDomain(
    'example.com',
    deps(wider, { onIgnoredEnded: (_, addresses) => ended.push(...addresses) }),
  );
  expect(ended).toEqual([RELAY]);
  expect(await statuses()).toMatchObject({ [`ip:${RELAY}`]: 'in', [`ip:${SPOOFER}`]: 'ignored' });
  await assessDomain('example.com', deps(ZONE));
  expect(await statuses()).toMatchObject({ [`ip:${RELAY}`]: 'not', [`ip:${SPOOFER}`]: 'ignored' });
  await senders.unignoreSender('example.com', [SPOOFER]);
  expect((await statuses())[`ip:${SPOOFER}`]).toBe('not');
});

test('reverse names are asked only when the user wants them, and only confirmed ones group', async () => {
  const named: Zone = {
    ...ZONE,
    // A spoofer writes what he likes into his own reverse zone; the name does not lead back to him.
    '66.113.0.203.in-addr.arpa': { PTR: ['mail-1.google.com'] },
    'mail-1.google.com': { A: ['198.18.0.7'] },
    '9.100.51.198.in-addr.arpa': { PTR: ['a.outbound.protection.outlook.com'] },
    'a.outbound.protection.outlook.com': { A: [RELAY] },
  };
  await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await store.settings.save({ nameSenders: 'on' });
  await assessDomain('example.com', deps(named));
  expect(Object.keys(await statuses()).sort()).toEqual([
    `ip:${MTA}`,
    `ip:${SPOOFER}`,
    'service:google-workspace',
    'service:microsoft-365',
  ]);
  const spoofer = await queries().senderDetails('example.com', PERIOD, `ip:${SPOOFER}`);
  expect(spoofer?.addresses[0]).toMatchObject({ hostName: 'mail-1.google.com', hostConfirmed: false });
  // An overlay that was opened on the address goes on with the service it has joined.
  const joined = await queries().senderDetails('example.com', PERIOD, `ip:${RELAY}`);
  expect(joined?.row.key).toBe('service:microsoft-365');
});

test('a report that is not stored: no DNS and no count unless its domain is confirmed', async () => {
  const header = headerOf();
  const report = { id: 'x', header, blocks: [blockOf(MONTH)], notes: 0 };
  const unknown = await assessReport(report, { ...deps(ZONE), by: 'asking' });
  expect(unknown.mark.senders).toBeNull();
  expect(asked).toEqual([]);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  expect((await assessReport(report, { ...deps(null), by: 'asking' })).mark.senders).toBeNull();
  await assessReport(report, { ...deps(ZONE), by: 'known' });
  expect(asked).toEqual([]);
  const { mark } = await assessReport(report, { ...deps(ZONE), by: 'asking' });
  expect(mark.senders).toMatchObject({ in: 2, not: 2 });
  expect(mark.worst[0]).toMatchObject({ address: SPOOFER, status: 'not', messages: 20, passed: 0 });
});

test('a report view carries the status of each record, page by page', async () => {
  const id = await put(MONTH);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await assessDomain('example.com', deps(ZONE));
  const view = await loadReportView(store, id, 1, 2);
  expect(view?.records.map(({ index, sourceIp, status }) => [index, sourceIp, status])).toEqual([
    [1, RELAY, 'not'],
    [2, SPOOFER, 'not'],
  ]);
  expect(view?.more).toBe(1);
  expect((await reportRecords(store, id, [MTA], 10)).map((row) => row.status)).toEqual(['in']);
  expect(await loadReportView(store, 'f'.repeat(64), 0, 5)).toBeNull();
});

test('alerts: a year of reports floods nobody, a late report of yesterday fires once', async () => {
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await put([{ ip: MTA, n: 1, dkimPass: true, spfPass: true }], { day: TODAY - 1 });
  expect(await raiseAlerts(store, [], NOW - 3 * DAY)).toEqual([]);
  for (let day = TODAY - 365; day < TODAY - 10; day += 5) await put([{ ip: SPOOFER, n: 50 }], { day });
  await rejudge('example.com', deps(null));
  const old = await raiseAlerts(store, ['example.com'], NOW);
  expect(old).toEqual([]);
  const aboutMail = async () =>
    (await store.alerts.list()).filter((alert) => alert.kind === 'non-compliant-mail');
  expect(await aboutMail()).toEqual([]);
  // Not checked yet is no alarm; once judged, old days are listed but not notified.
  await assessDomain('example.com', deps(ZONE));
  expect(await raiseAlerts(store, ['example.com'], NOW)).toEqual([]);
  const kinds = await aboutMail();
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.every((alert) => alert.day > TODAY - 90)).toBe(true);
  await put([{ ip: SPOOFER, n: 50 }], { day: TODAY - 1, reporter: 'late.example' });
  const late = await raiseAlerts(store, ['example.com'], NOW);
  expect(late.map(({ alert }) => [alert.kind, alert.day])).toEqual([['non-compliant-mail', TODAY - 1]]);
  expect(await raiseAlerts(store, ['example.com'], NOW)).toEqual([]);
});

test.each(KINDS)(
  '%s for any share of the questions takes no verdict away, and raises nothing',
  async (kind) => {
    await put(MONTH);
    await store.domains.change(['example.com'], { listing: 'confirmed' });
    await assessDomain('example.com', deps(ZONE));
    const known = await statuses();
    const [before] = await listDomains(store, PERIOD, NOW);
    await raiseAlerts(store, [], NOW);
    for (const [i, share] of [30, 60, 100].entries()) {
      const dark = failing(zoneResolver(ZONE).resolve, { seed: 11 + i, share, kind });
      const outcome = await assessDomain('example.com', deps(ZONE, { resolverFor: async () => dark }));
      expect(await statuses()).toEqual(known);
      const [row] = await listDomains(store, PERIOD, NOW);
      expect([row?.status, row?.statusReason, row?.inForce?.current]).toEqual([
        before?.status,
        before?.statusReason,
        before?.inForce?.current,
      ]);
      if (share === 100) expect(outcome).toMatchObject({ cutShort: kind === 'budget' });
    }
    const raised = await raiseAlerts(store, [], NOW);
    expect(raised.filter(({ alert }) => alert.kind === 'dns-changed')).toEqual([]);
    const details = await queries().senderDetails('example.com', PERIOD, `ip:${MTA}`);
    expect(details?.addresses[0]?.verdicts[0]).toMatchObject({
      result: 'pass',
      kept: { why: kind, at: NOW },
    });
    // Whose questions did not suffice is asked again, though its pointing may be young.
    expect((await dueDomains({ store, now: () => NOW } as never)).includes('example.com')).toBe(
      kind === 'budget',
    );
  },
);
