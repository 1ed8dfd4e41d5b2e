import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SpfRoom } from '../../../../core/engine/spf/face.ts';
import { createSpfRoom, MAX_TRIED_ADDRESSES } from '../../../../core/engine/spf/spf-room.ts';
import { freshnessOf, MAX_LISTED_ANSWERS } from '../../../../core/engine/spf/spf-view.ts';
import type { DnsResult, Resolve } from '../../../../core/model/dns.ts';
import type { Store } from '../../../../core/store/store.ts';
import { storeReports, testStore } from '../../../support/stored-reports.ts';
import { DAY } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const DOMAIN = 'example.com';
const before: Zone = {
  [DOMAIN]: { TXT: ['v=spf1 ip4:192.0.2.0/24 include:_spf.example.com ip4:203.0.113.250 -all'] },
  '_spf.example.com': { TXT: ['v=spf1 ip4:198.51.100.0/25 -all'] },
};
const after: Zone = { ...before, '_spf.example.com': { TXT: ['v=spf1 ip4:198.51.100.128/25 -all'] } };

let store: Store;
let now: number;
let zone: Zone | null;
let asked: string[];
let engine: SpfRoom;

beforeEach(async () => {
  now = TODAY * DAY + 43_200;
  zone = before;
  asked = [];
  store = await testStore({ clock: () => now * 1000 });
  const resolverFor = async (): Promise<Resolve | null> => {
    if (zone === null) return null;
    const { resolve } = zoneResolver(zone);
    return (name, type, purpose) => {
      asked.push(`${name} ${type} ${purpose}`);
      return resolve(name, type, purpose);
    };
  };
  engine = createSpfRoom({ store, now: () => now, resolverFor });
});
afterEach(() => store.close());

const received = async (rows: [string, number, boolean][]) => {
  await storeReports(store, 'import-1', [{ number: 1, domain: DOMAIN, day: TODAY - 1, rows }]);
};
const confirm = () => store.domains.change([DOMAIN], { listing: 'confirmed' });

test('a domain that is not on the list: nothing is asked, by no part of the page', async () => {
  expect(await engine.page(DOMAIN)).toMatchObject({ confirmed: false, view: null });
  expect(await engine.tryRecord(DOMAIN, 'v=spf1 -all')).toBeNull();
  expect(asked).toEqual([]);
});

test('a change is kept once; a day is judged by what was seen then, and says where it is not sure', async () => {
  await confirm();
  await engine.page(DOMAIN);
  await engine.page(DOMAIN);
  now += 10 * DAY;
  zone = after;
  expect((await engine.page(DOMAIN, true)).snapshots).toBe(2);
  expect(asked.at(-1)).toMatch(/look-again$/);
  const [newest, oldest] = await engine.history(DOMAIN);
  expect(newest?.difference).toEqual({
    came: [{ range: '198.51.100.128/25', path: [DOMAIN, '_spf.example.com'], term: 'ip4:198.51.100.128/25' }],
    went: [{ range: '198.51.100.0/25', path: [DOMAIN, '_spf.example.com'], term: 'ip4:198.51.100.0/25' }],
    records: [
      {
        path: [DOMAIN, '_spf.example.com'],
        before: 'v=spf1 ip4:198.51.100.0/25 -all',
        after: 'v=spf1 ip4:198.51.100.128/25 -all',
      },
    ],
  });
  expect(oldest).toMatchObject({ difference: null, lookups: 1, ranges: 3, addresses4: 385 });
  const on = async (day: number) => (await engine.verdictsOn(DOMAIN, '198.51.100.9', day))[0]?.past;
  expect(await on(TODAY - 1)).toBeNull();
  expect(await on(TODAY)).toMatchObject({ certain: true, verdict: { result: 'pass' } });
  expect(await on(TODAY + 5)).toMatchObject({ certain: false, verdict: { result: 'pass' } });
  expect(await on(TODAY + 10)).toMatchObject({ certain: true, verdict: { result: 'fail' } });
});

test('without anybody to ask the last state is shown with its age; faults are told and kept out of history', async () => {
  await confirm();
  await engine.page(DOMAIN);
  const seen = now;
  now += DAY;
  zone = null;
  const old = await engine.page(DOMAIN);
  expect(old.view?.freshness).toMatchObject({ from: 'snapshot', asOf: seen });
  expect(old.view?.tree.text).toBe(before[DOMAIN]?.TXT?.[0]);
  zone = { ...before, '_spf.example.com': { fails: 'servfail', ede: 22 } };
  const faulty = await engine.page(DOMAIN);
  expect(faulty.view?.freshness.faults).toMatchObject([
    { name: '_spf.example.com', type: 'TXT', kind: 'servfail', error: { code: 22 } },
  ]);
  expect(faulty.snapshots).toBe(1);
});

test('a typed record: who would enter and who would drop out, service by service and address by address', async () => {
  await confirm();
  await received([
    ['192.0.2.5', 100, false],
    ['203.0.113.7', 7, false],
    ['198.51.100.9', 3, false],
  ]);
  const trial = await engine.tryRecord(DOMAIN, ' v=spf1 ip4:203.0.113.0/24 include:_spf.example.com ?all ');
  expect(trial?.changed).toMatchObject([
    { key: 'ip:192.0.2.5', messages: 100, before: 'in', after: 'not', enter: [], leave: ['192.0.2.5'] },
    { key: 'ip:203.0.113.7', before: 'not', after: 'in', enter: ['203.0.113.7'] },
  ]);
  expect(trial?.unchanged).toEqual({ in: 1, partially: 0, not: 0, undecided: 0 });
  expect(trial?.view.uses.find((use) => use.term === 'ip4:203.0.113.0/24')).toMatchObject({ matched: 1 });
  expect((await engine.tryRecord(DOMAIN, 'hello'))?.isRecord).toBe(false);
});

test('addresses beyond the cap are counted, not judged', async () => {
  await confirm();
  await received(
    Array.from({ length: MAX_TRIED_ADDRESSES + 3 }, (_, i): [string, number, boolean] => [
      `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
      1,
      false,
    ]),
  );
  expect((await engine.tryRecord(DOMAIN, 'v=spf1 -all'))?.leftOut).toBe(3);
  const { resolve } = zoneResolver(before);
  const small = createSpfRoom({
    store,
    now: () => now,
    resolverFor: async () => resolve,
    maxTriedAddresses: 10,
    maxTypedRecord: 'v=spf1 +all'.length,
  });
  const trial = await small.tryRecord(DOMAIN, '  v=spf1 +all and far more than may be typed');
  expect(trial).toMatchObject({ leftOut: MAX_TRIED_ADDRESSES - 7, view: { tree: { text: 'v=spf1 +all' } } });
});

test('of a resolver that fails every question, so many faults are listed', () => {
  const failed: DnsResult = { kind: 'servfail', error: null, detail: '', age: 0, stale: false };
  const old: DnsResult = { kind: 'nodata', chain: [], soaOwner: null, ttl: 0, age: 9, stale: true };
  const answers = new Map(
    Array.from({ length: MAX_LISTED_ANSWERS * 2 + 2 }, (_, i) => [`n${i}.example A`, i % 2 ? old : failed]),
  );
  const all = freshnessOf(answers, 100);
  expect([all.faults.length, all.stale.length, all.asOf]).toEqual([
    MAX_LISTED_ANSWERS,
    MAX_LISTED_ANSWERS,
    91,
  ]);
  const two = freshnessOf(answers, 100, 2);
  expect([two.faults.length, two.stale.length]).toEqual([2, 2]);
});
