import { afterEach, beforeEach, expect, test } from 'vitest';
import { assessDomain } from '../../../../core/engine/assess/assess.ts';
import { dnsChanges } from '../../../../core/engine/facts/dns-changes.ts';
import { keepSnapshots, LASTING_FAULT_SECONDS } from '../../../../core/engine/facts/keep-snapshots.ts';
import { MAX_CHAIN, spfChain, spfHistory } from '../../../../core/engine/facts/spf-snapshots.ts';
import { createSpfRoom } from '../../../../core/engine/spf/spf-room.ts';
import type { Resolve } from '../../../../core/model/dns.ts';
import { compileSpf } from '../../../../core/spf/compile.ts';
import type { Store } from '../../../../core/store/store.ts';
import { storeReports, testStore } from '../../../support/stored-reports.ts';
import { DAY } from '../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const DOMAIN = 'example.com';
/** The envelope name of every row that `storeReports` makes. */
const BOUNCE = 'bounce.example.com';
const RELAY = '198.51.100.9';
const ZONE: Zone = {
  [DOMAIN]: { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  [BOUNCE]: { TXT: ['v=spf1 include:_spf.relay.example -all'] },
  '_spf.relay.example': { TXT: ['v=spf1 ip4:198.51.100.0/25 -all'] },
};
const MOVED: Zone = { ...ZONE, '_spf.relay.example': { TXT: ['v=spf1 ip4:198.51.100.128/25 -all'] } };
const DARK: Zone = { ...MOVED, '_spf.relay.example': { fails: 'servfail' } };

let store: Store;
let now: number;
let zone: Zone;

beforeEach(async () => {
  now = TODAY * DAY + 43_200;
  zone = ZONE;
  store = await testStore({ clock: () => now * 1000 });
  await storeReports(store, 'import-1', [
    { number: 1, domain: DOMAIN, day: TODAY, rows: [[RELAY, 5, false]] },
  ]);
  await store.domains.change([DOMAIN], { listing: 'confirmed' });
});
afterEach(() => store.close());

const resolverFor = async (): Promise<Resolve> => zoneResolver(zone).resolve;
const assess = () => assessDomain(DOMAIN, { store, resolverFor, now: () => now, onChange: () => undefined });
const engine = () => createSpfRoom({ store, now: () => now, resolverFor });

test('the record of an envelope name is kept too, and a past day is judged by both', async () => {
  await assess();
  now += 10 * DAY;
  zone = MOVED;
  await assess();
  const on = async (day: number) =>
    (await engine().verdictsOn(DOMAIN, ` ${RELAY} `, day)).map(({ domain, past }) => [
      domain,
      past?.verdict.result,
    ]);
  // No report of the later day names the envelope.
  expect(await on(TODAY)).toEqual([
    [DOMAIN, 'fail'],
    [BOUNCE, 'pass'],
  ]);
  expect(await on(TODAY + 10)).toEqual([[DOMAIN, 'fail']]);
  const [then] = await spfHistory(store, BOUNCE);
  expect(then?.difference?.went).toMatchObject([{ range: '198.51.100.0/25' }]);
  expect(await spfHistory(store, BOUNCE, { maxEntries: 1 })).toHaveLength(1);
});

test('the SPF page opens for such a name on behalf of its domain, and for no stranger’s', async () => {
  const page = engine();
  expect(await page.page(BOUNCE)).toMatchObject({ confirmed: false, view: null });
  await assess();
  expect(await page.page(DOMAIN)).toMatchObject({ judgedFor: null, related: [BOUNCE] });
  const opened = await page.page(BOUNCE);
  expect(opened).toMatchObject({ confirmed: true, judgedFor: DOMAIN, snapshots: 1, related: [] });
  expect(opened.view?.uses.find((use) => use.term === 'ip4:198.51.100.0/25')?.matched).toBe(1);
  expect(await page.tryRecord(BOUNCE, 'v=spf1 -all')).toMatchObject({ changed: [{ leave: [RELAY] }] });
  for (const name of ['other.example.com', '_spf.relay.example', 'relay.example']) {
    expect((await page.page(name)).confirmed, name).toBe(false);
  }
});

test('a chain is told with the text of each record, as last kept', async () => {
  await assess();
  expect(await engine().chain([BOUNCE, '_spf.relay.example'])).toEqual([
    { domain: BOUNCE, text: 'v=spf1 include:_spf.relay.example -all' },
    { domain: '_spf.relay.example', text: 'v=spf1 ip4:198.51.100.0/25 -all' },
  ]);
  expect(await engine().chain(['unknown.example'])).toEqual([]);
  expect(await spfChain(store, Array(50).fill(BOUNCE))).toHaveLength(MAX_CHAIN);
  expect(await spfChain(store, [BOUNCE, '_spf.relay.example'], { maxLinks: 1 })).toHaveLength(1);
});

test('an error of DNS is kept only once it has lasted, and is no change of the record', async () => {
  await assess();
  zone = DARK;
  const kept = async () => (await store.snapshots.list(BOUNCE)).length;
  for (const [after, count] of [
    [3_600, 1],
    [LASTING_FAULT_SECONDS - 3_601, 1],
    [3_602, 2],
  ] as const) {
    now += after;
    await assess();
    expect(await kept()).toBe(count);
  }
  const [newest] = await spfHistory(store, BOUNCE);
  expect(newest).toMatchObject({
    faults: [{ name: '_spf.relay.example', type: 'TXT', kind: 'servfail' }],
    difference: { came: [], went: [], records: [] },
  });
  zone = MOVED;
  now += 60;
  await assess();
  expect(await kept()).toBe(3);
  // The next short error waits again from its own beginning.
  zone = DARK;
  now += LASTING_FAULT_SECONDS;
  await assess();
  expect(await kept()).toBe(3);
  await store.domains.change([BOUNCE], { listing: 'confirmed' });
  expect((await dnsChanges(store, BOUNCE)).map(({ before, after }) => [before, after])).toEqual([
    ['v=spf1 ip4:198.51.100.0/25 -all', 'v=spf1 ip4:198.51.100.128/25 -all'],
  ]);
});

test('as long as an envelope name’s record has not changed, nothing is asked for its snapshot', async () => {
  const { resolve, asked } = zoneResolver({
    ...ZONE,
    // Nobody reaches what stands behind the include.
    [BOUNCE]: { TXT: ['v=spf1 ip4:0.0.0.0/0 ip6:::/0 a:far.example -all'] },
    'far.example': { A: ['192.0.2.200'] },
  });
  const keep = async () => {
    const compiled = await compileSpf(BOUNCE, resolve);
    asked.length = 0;
    await keepSnapshots(store, DOMAIN, new Map([[BOUNCE, compiled]]), resolve, now);
    return asked.length;
  };
  expect(await keep()).toBeGreaterThan(0);
  now += DAY;
  expect(await keep()).toBe(0);
  expect(await store.snapshots.list(BOUNCE)).toMatchObject([{ at: now - DAY, until: now }]);
});

test('names that publish nothing, and those beyond the cap, are not kept', async () => {
  const { resolve } = zoneResolver({ ...ZONE, 'a.example.com': { TXT: ['v=spf1 -all'] } });
  const expansions = new Map(
    await Promise.all(
      [DOMAIN, 'forged.example.com', BOUNCE, 'a.example.com'].map(
        async (name) => [name, await compileSpf(name, resolve)] as const,
      ),
    ),
  );
  await keepSnapshots(store, DOMAIN, expansions, resolve, now, { maxNames: 1 });
  const kept = await Promise.all([...expansions.keys()].map((name) => store.snapshots.list(name)));
  expect(kept.map((list) => list.length)).toEqual([1, 0, 1, 0]);
});
