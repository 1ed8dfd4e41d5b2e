import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRule } from '../../../core/alerts/default-rules.ts';
import {
  alertRules,
  badAlertRules,
  previewAlertRule,
  raiseAlerts,
  saveAlertRules,
} from '../../../core/engine/alerts/alerts.ts';
import { assessDomain } from '../../../core/engine/assess/assess.ts';
import { countDomains } from '../../../core/engine/domains/list-domains.ts';
import { readinessOf } from '../../../core/engine/domains/readiness-rows.ts';
import { spfAdvice } from '../../../core/engine/domains/spf-advice.ts';
import { createSenderQueries } from '../../../core/engine/senders/sender-queries.ts';
import { createSpfRoom } from '../../../core/engine/spf/spf-room.ts';
import type { Resolve } from '../../../core/model/dns.ts';
import type { Store } from '../../../core/store/store.ts';
import { putShort } from '../../support/short-reports.ts';
import { testStore } from '../../support/stored-reports.ts';
import { DAY, type ShortRecord } from '../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const TODAY = 20_400;
const PERIOD = { begin: (TODAY - 30) * DAY, end: (TODAY + 1) * DAY };
const NAME = 'example.com';
const SERVICE = {
  id: 'own-1',
  name: 'Mail Suite',
  kind: 'mailbox',
  url: '',
  ptr: [],
  spf: ['_spf.suite.example'],
  dkim: [],
  envelope: [],
  forwards: 'no',
  ranges: ['192.0.2.0/24'],
};
const DMARC: Zone = { '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] } };
const spfZone = (record: string, more: Zone = {}): Zone => ({
  ...DMARC,
  [NAME]: { SOA: true, TXT: [record] },
  ...more,
});

let now: number;
let store: Store;
beforeEach(async () => {
  now = TODAY * DAY + 43_200;
  store = await testStore({ clock: () => now * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await store.domains.change([NAME], { listing: 'confirmed' });
});
afterEach(() => store.close());

const deps = (resolve: Resolve | null) => ({
  store,
  resolverFor: async () => resolve,
  now: () => now,
  onChange: () => {},
});
const put = (records: ShortRecord[], change: object = {}) =>
  putShort(store, records, { day: TODAY - 1, ...change });
const queries = (resolve: Resolve | null = null) =>
  createSenderQueries({ store, now: () => now, isPending: () => false, resolverFor: async () => resolve });
const statuses = async () =>
  Object.fromEntries(
    (await queries().listSenders(NAME, PERIOD)).senders.map((each) => [each.key, each.status]),
  );
async function assess(zone: Zone): Promise<Resolve> {
  const { resolve } = zoneResolver(zone);
  await assessDomain(NAME, deps(resolve));
  return resolve;
}
const firstStep = async (key: string, resolve: Resolve) =>
  (await queries(resolve).senderDetails(NAME, PERIOD, key))?.nextSteps[0];
const reject = { p: 'reject', sp: null, adkim: 'r', aspf: 'r' } as const;
const readiness = (resolve: Resolve | null) => readinessOf(deps(resolve) as never, NAME, reject);
const oldRules = async () => saveAlertRules(store, await alertRules(store, now - 40 * DAY), now - 40 * DAY);

test('ignoring one stray address of a service takes neither its alerts nor the verdict of readiness away [IGNORE-3]', async () => {
  await store.decisions.set('service', [{ key: 'own-1', value: SERVICE }]);
  for (let back = 1; back <= 25; back++) {
    const mail = [
      { ip: '192.0.2.1', n: 1000, spf: ['bounce.other.net pass mfrom'] },
      { ip: '192.0.2.200', n: 3 },
    ];
    await put(mail, { day: TODAY - back });
  }
  const resolve = await assess(spfZone('v=spf1 ip4:192.0.2.0/28 -all'));
  const rule = newRule('non-compliant-mail', 'x', now);
  const before = await readiness(resolve);
  expect(await statuses()).toEqual({ 'service:own-1': 'partially' });
  expect([before.recommendation.code, before.accepted, before.unknown]).toEqual(['not-yet', 25_000, 75]);
  await queries().ignoreSender(NAME, 'service:own-1', ['192.0.2.200'], 'stray');
  const after = await readiness(resolve);
  const [row] = (await queries().listSenders(NAME, PERIOD)).senders;
  expect([row?.status, row?.remarks, row?.ignored]).toEqual(['in', ['some-ignored'], 1]);
  expect(await previewAlertRule(store, rule, now)).toHaveLength(25);
  expect([after.recommendation.code, after.hit, after.accepted, after.ignored]).toEqual([
    'not-yet',
    before.hit,
    25_000,
    75,
  ]);
});

test('one message of another header-from domain makes no accepted mail unknown [SENDER-4]', async () => {
  for (let back = 1; back <= 20; back++) {
    await put([{ ip: '192.0.2.1', n: 1000, spf: ['x.other.net pass mfrom'] }], { day: TODAY - back });
  }
  await put([{ ip: '192.0.2.1', n: 1, from: 'shop.example.com' }]);
  const zone = spfZone('v=spf1 ip4:192.0.2.0/24 -all', { 'shop.example.com': { TXT: ['v=spf1 -all'] } });
  const found = await readiness(await assess(zone));
  expect([found.accepted, found.unknown]).toEqual([20_000, 1]);
});

test('the Domains page counts as the list does, in every period [SENDER-4]', async () => {
  await put([{ ip: '192.0.2.1', n: 50, spfPass: true }]);
  await put([{ ip: '192.0.2.1', n: 1, from: 'old.example.com' }], { day: TODAY - 200 });
  await assess(spfZone('v=spf1 ip4:192.0.2.0/24 -all'));
  expect(await statuses()).toEqual({ 'ip:192.0.2.1': 'in' });
  const counts = async (period = PERIOD) => (await countDomains(store, period))[0]?.senders;
  expect(await counts()).toMatchObject({ in: 1, not: 0 });
  expect(await counts({ begin: 0, end: PERIOD.end })).toMatchObject({ in: 0, not: 1 });
});

test('a /64 is no service: it opens where its addresses differ, and Ignored of it stays [SENDER-3]', async () => {
  await put([
    { ip: '2001:db8:1:2::1', n: 50, spfPass: true },
    { ip: '2001:db8:1:2::2', n: 50 },
  ]);
  const zone = spfZone('v=spf1 ip6:2001:db8:1:2::1 -all');
  await assess(zone);
  const opened = { 'ip:2001:db8:1:2::1': 'in', 'ip:2001:db8:1:2::2': 'not' };
  expect(await statuses()).toEqual(opened);
  await queries().ignoreSender(NAME, 'net:2001:db8:1:2::/64', ['2001:db8:1:2::2'], '');
  await assess(zone);
  expect(await statuses()).toEqual({ ...opened, 'ip:2001:db8:1:2::2': 'ignored' });
});

test('advice names the record that was evaluated and failed, and what it proposes makes the sender In [ADVICE-2]', async () => {
  const news = { 'news.example.com': { TXT: ['v=spf1 -all'] } };
  const own = 'v=spf1 ip4:198.51.100.0/24 -all';
  const from = { from: 'news.example.com', spf: ['news.example.com fail mfrom'] };
  await put([
    { ip: '192.0.2.1', n: 50, ...from },
    { ip: '192.0.2.1', n: 30, ...from, dkimPass: true, dkim: ['example.com pass'] },
  ]);
  const resolve = await assess(spfZone(own, news));
  const advice = await spfAdvice(deps(resolve) as never, NAME, ['ip:192.0.2.1']);
  expect(advice?.change.terms).toEqual([]);
  const step = await firstStep('ip:192.0.2.1', resolve);
  expect(step).toMatchObject({
    code: 'add-address',
    detail: { domain: 'news.example.com', terms: 'ip4:192.0.2.1' },
  });
  expect(advice?.senders[0]).toMatchObject({ advice: 'other-record', step });
  await assess(spfZone(own, { 'news.example.com': { TXT: [`v=spf1 ${step?.detail.terms} -all`] } }));
  expect(await statuses()).toEqual({ 'ip:192.0.2.1': 'in' });
});

test('an include that stands there is not proposed again [ADVICE-1]', async () => {
  await store.decisions.set('service', [{ key: 'own-1', value: SERVICE }]);
  const suite = { '_spf.suite.example': { TXT: ['v=spf1 ip4:192.0.2.0/28 -all'] } };
  await put([
    { ip: '192.0.2.1', n: 100, spfPass: true, spf: ['example.com pass mfrom'] },
    { ip: '192.0.2.200', n: 5, dkimPass: true, dkim: ['example.com pass'] },
  ]);
  const resolve = await assess(spfZone('v=spf1 include:_spf.suite.example -all', suite));
  expect(await firstStep('service:own-1', resolve)).toMatchObject({
    code: 'complete-service',
    detail: { terms: 'ip4:192.0.2.200', domain: NAME },
  });
});

test('one message with ARC among ten thousand makes no forwarder [FWD-1]', async () => {
  await put([
    { ip: '203.0.113.9', n: 9_999 },
    { ip: '203.0.113.9', n: 1, reasons: ['local_policy arc=pass'] },
  ]);
  const resolve = await assess(spfZone('v=spf1 ip4:192.0.2.0/24 -all'));
  expect((await firstStep('ip:203.0.113.9', resolve))?.code).toBe('likely-spoofed');
});

test('what passes for another domain is told with that domain [ADVICE-6]', async () => {
  await put([{ ip: '203.0.113.9', n: 500, dkim: ['esp-c.example pass'], spf: ['esp-c.example pass mfrom'] }]);
  const resolve = await assess(spfZone('v=spf1 ip4:192.0.2.0/24 -all'));
  expect(await firstStep('ip:203.0.113.9', resolve)).toEqual({
    code: 'signs-as-other',
    detail: { other: 'esp-c.example', domain: NAME, seen: 500, messages: 500 },
  });
});

test('an invalid record is to be repaired; nothing is added to it [ADVICE-7]', async () => {
  await put([{ ip: '192.0.2.1', n: 50, spfPass: true }]);
  const resolve = await assess(spfZone('v=spf1 ip4:192.0.2.0/24 ipv4:1.2.3.4 -all'));
  const details = await queries(resolve).senderDetails(NAME, PERIOD, 'ip:192.0.2.1');
  expect(details?.nextSteps.map((step) => step.code)).toEqual(['repair-spf-record']);
});

test('a trial knows that mail passes by the record of its return path', async () => {
  const esp = { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] };
  await put([{ ip: '192.0.2.1', n: 50, spfPass: true, spf: ['bounce.example.com pass mfrom'] }]);
  const resolve = await assess(spfZone('v=spf1 ip4:192.0.2.0/24 -all', { 'bounce.example.com': esp }));
  const spf = createSpfRoom({ store, now: () => now, resolverFor: async () => resolve });
  const trial = await spf.tryRecord(NAME, 'v=spf1 -all');
  expect([trial?.changed, trial?.unchanged.in]).toEqual([[], 1]);
});

test('more mail of a day renews its alert and makes it unread; Ignore withdraws it, its end brings it back [ALERT-1]', async () => {
  await oldRules();
  const zone = spfZone('v=spf1 ip4:192.0.2.0/24 -all');
  await put([{ ip: '203.0.113.9', n: 12 }]);
  await assess(zone);
  const mail = async () => (await store.alerts.list()).filter((each) => each.kind === 'non-compliant-mail');
  await raiseAlerts(store, [], now);
  const [first] = await mail();
  await store.alerts.update([first!.id], { state: 'done' });
  await put([{ ip: '203.0.113.9', n: 50_000 }], { reporter: 'other.example' });
  await assess(zone);
  const told = await raiseAlerts(store, [], now);
  expect(told.map(({ alert }) => [alert.id, alert.data.messages, alert.data.of])).toEqual([
    [first!.id, 50_012, 50_012],
  ]);
  expect((await mail()).map(({ state, versions }) => [state, versions?.length])).toEqual([['unread', 1]]);
  const key = 'ip:203.0.113.9';
  await queries().ignoreSender(NAME, key, ['203.0.113.9'], '');
  await raiseAlerts(store, [], now);
  expect(await mail()).toEqual([]);
  await queries().unignoreSender(NAME, ['203.0.113.9']);
  await raiseAlerts(store, [], now);
  expect((await mail())[0]?.data).toEqual(told[0]?.alert.data);
});

test('two changes of one day are both told [ALERT-3]', async () => {
  await oldRules();
  const zone = (spf: string, dmarc: string): Zone => ({
    [NAME]: { SOA: true, TXT: [spf] },
    '_dmarc.example.com': { TXT: [dmarc] },
  });
  const record = 'v=DMARC1; p=reject; rua=mailto:d@example.com';
  now = TODAY * DAY + 3_600;
  await assess(zone('v=spf1 -all', record));
  now += 3_600;
  await assess(zone('v=spf1 ip4:192.0.2.1 -all', record));
  const changed = async () =>
    (await raiseAlerts(store, [], now)).map(({ alert }) =>
      (alert.data.changes as { what: string }[]).map((each) => each.what),
    );
  expect(await changed()).toEqual([['spf']]);
  now += 6 * 3_600;
  await assess(zone('v=spf1 ip4:192.0.2.1 -all', 'v=DMARC1; p=none; rua=mailto:thief@evil.example'));
  expect(await changed()).toEqual([['dmarc']]);
  expect(await store.alerts.list({ state: 'unread' })).toHaveLength(2);
});

test('a rule that is none stops only itself, and is shown [ALERT-8]', async () => {
  await oldRules();
  await store.decisions.set('alert-rule', [
    { key: 'x', value: { id: 'x', enabled: true, kind: 'non-compliant-mail' } },
  ]);
  await put([{ ip: '203.0.113.9', n: 50 }]);
  await assess(spfZone('v=spf1 -all'));
  expect((await raiseAlerts(store, [], now)).map(({ alert }) => alert.kind)).toEqual(['non-compliant-mail']);
  expect((await badAlertRules(store)).map(({ id }) => id)).toEqual(['x']);
});

test('a lock over a TXT record of the own zone raises no alarm about a Blocked domain', async () => {
  await oldRules();
  await store.domains.change([NAME], { locked: true });
  await put([{ ip: '192.0.2.1', n: 5, dkimPass: true, spfPass: true }], { day: TODAY });
  await assess(spfZone('v=spf1 ip4:192.0.2.0/24 -all'));
  now += 86_400;
  await put([{ ip: '192.0.2.1', n: 5, dkimPass: true, spfPass: true }], { day: TODAY + 1 });
  expect(await raiseAlerts(store, [], now)).toEqual([]);
});

test('mail in the name of `_dmarc` itself keeps no second kind of snapshot there, and stops no alert', async () => {
  await oldRules();
  await put([{ ip: '203.0.113.9', n: 50, from: '_dmarc.example.com' }]);
  const zone = spfZone('v=spf1 -all', { '_dmarc.example.com': { TXT: ['v=DMARC1; p=none', 'v=spf1 -all'] } });
  await assess(zone);
  await store.snapshots.add('_dmarc.example.com', now + 1, {
    domain: '_dmarc.example.com',
    at: now,
    answers: [],
  });
  expect((await raiseAlerts(store, [], now)).map(({ alert }) => alert.kind)).toEqual(['non-compliant-mail']);
});

type Step = { kind: 'report'; n: number; reporter: string } | { kind: 'ignore' } | { kind: 'unignore' };

test('after any steps the alerts are those of a store that saw only the end [ALERT-2]', async () => {
  const address = '203.0.113.9';
  const report: fc.Arbitrary<Step> = fc.record({
    kind: fc.constant('report' as const),
    n: fc.integer({ min: 1, max: 40 }),
    reporter: fc.constantFrom('a.example', 'b.example'),
  });
  const said: fc.Arbitrary<Step> = fc.constantFrom<Step>({ kind: 'ignore' }, { kind: 'unignore' });
  const steps = fc.array(fc.oneof(report, said), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const run = async (eachTime: boolean) => {
        const own = await testStore({ clock: () => now * 1000 });
        await own.imports.start('import-1', { files: 1, bytes: 1 });
        await own.domains.change([NAME], { listing: 'confirmed' });
        await saveAlertRules(own, await alertRules(own, now - 40 * DAY), now - 40 * DAY);
        const senders = createSenderQueries({ store: own, now: () => now, isPending: () => false });
        const { resolve } = zoneResolver(spfZone('v=spf1 -all'));
        const look = async () => {
          await assessDomain(NAME, { ...deps(resolve), store: own });
          await raiseAlerts(own, [], now);
        };
        for (const step of list) {
          if (step.kind === 'report') {
            await putShort(own, [{ ip: address, n: step.n }], { day: TODAY - 1, reporter: step.reporter });
          } else if (step.kind === 'ignore') await senders.ignoreSender(NAME, `ip:${address}`, [address], '');
          else await senders.unignoreSender(NAME, [address]);
          if (eachTime) await look();
        }
        await look();
        const found = (await own.alerts.list()).map(({ id, data }) => JSON.stringify([id, data])).sort();
        own.close();
        return found;
      };
      expect(await run(true)).toEqual(await run(false));
    }),
    { numRuns: 8 },
  );
}, 60_000);
