import { afterEach, expect, test } from 'vitest';
import { forgetDrift, tellDrift } from '../../../../core/engine/alerts/drift-alert.ts';
import { createDomains } from '../../../../core/engine/domains/domains-room.ts';
import type { Gateway, GatewayInit } from '../../../../core/lib/gateway.ts';
import type { Resolve } from '../../../../core/model/dns.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import type { Store } from '../../../../core/store/store.ts';
import { hostSettings } from '../../../support/host-settings.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const NOW = 1_780_000_000;
const DOMAIN = 'parked.example';
const SERVERS = ['ns1.policy.example', 'ns2.policy.example'];
const delegated = (text: string): Zone => ({
  '_dmarc.parked.example': { NS: SERVERS, TXT: [text], SOA: true },
});

const open: Store[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

type Api = (init: GatewayInit & { method?: string; body?: unknown }, url: string) => unknown;

/** A configuration over a store of its own, and DNS that shows `dns.zone` with `dns.ttl` left in its cache. */
async function setUp(zone: Zone, api: Api | null = null) {
  let now = NOW;
  const store = await openStore({
    name: `wishes-${Math.random()}`,
    locks: null,
    channel: null,
    clock: () => now * 1000,
  });
  open.push(store);
  const dns = { zone, ttl: 300 };
  const resolve: Resolve = async (name, type, purpose) => {
    const result = await zoneResolver(dns.zone).resolve(name, type, purpose);
    return 'ttl' in result ? { ...result, ttl: dns.ttl } : result;
  };
  const gateway = {
    async request(url: string, init: GatewayInit) {
      if (api === null) return { kind: 'blocked', detail: 'none', took: 1 };
      const json = api(init, url);
      const body = new TextEncoder().encode(json === null ? '' : JSON.stringify(json));
      return { kind: 'response', status: json === null ? 204 : 200, header: () => null, body, took: 1 };
    },
  } as unknown as Gateway;
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
  });
  await store.domains.change([DOMAIN], { listing: 'confirmed' });
  const state = async () => (await engine.domains.page(DOMAIN))?.wanted?.state ?? null;
  const later = (seconds: number) => {
    now += seconds;
  };
  return { engine, store, dns, alerts, state, later };
}

async function byHand(zone: Zone) {
  const made = await setUp(zone);
  await made.engine.hosts.save(hostSettings({ kind: 'manual', nameServers: SERVERS }), null);
  await made.engine.domains.lookAgain(DOMAIN);
  return made;
}

test('a record to be loaded by hand is pending until DNS shows it once; then drift counts, and passes again [WANT-1]', async () => {
  const { engine, store, dns, alerts, state, later } = await byHand(delegated('v=DMARC1; p=none'));
  await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=quarantine');
  later(86_400);
  await engine.domains.lookAgain(DOMAIN);
  expect([(await state())?.state, alerts]).toEqual(['pending', []]);
  dns.zone = delegated('v=DMARC1; p=quarantine');
  await engine.domains.lookAgain(DOMAIN);
  expect((await state())?.state).toBe('published');
  dns.zone = delegated('v=DMARC1; p=none');
  await engine.domains.lookAgain(DOMAIN);
  await engine.domains.lookAgain(DOMAIN);
  expect([(await state())?.state, alerts.length]).toEqual(['drifted', 1]);
  dns.zone = delegated('p=quarantine; v=DMARC1'.split('; ').reverse().join(';'));
  await engine.domains.lookAgain(DOMAIN);
  expect([(await state())?.state, await store.alerts.list()]).toEqual(['published', []]);
});

test("the host's own TTL counts, not what was left of it in a cache [WANT-1]", async () => {
  let text = 'v=DMARC1; p=none';
  let serial = 1;
  const name = '_dmarc.parked.example.';
  const { engine, dns, alerts, state, later } = await setUp(delegated(text), (init, url) => {
    if (init.method && init.method !== 'GET') {
      const body = JSON.parse(String(init.body)) as { rrsets: { records: { content: string }[] }[] };
      text = body.rrsets[0]!.records[0]!.content.replace(/^"|"$/g, '');
      serial++;
      return null;
    }
    if (url.includes('?zone=')) return [{ id: 'x' }];
    const records = [{ content: `"${text}"`, disabled: false }];
    const servers = SERVERS.map((each) => ({ content: `${each}.`, disabled: false }));
    const rrsets = [
      { name, type: 'TXT', ttl: 3_600, records },
      { name, type: 'NS', ttl: 3_600, records: servers },
    ];
    return { serial, soa_edit_api: 'INCREASE', rrsets };
  });
  dns.ttl = 10;
  const host = hostSettings({ url: 'https://dns.example.com/api/v1', nameServers: SERVERS, ttl: 3_600 });
  await engine.hosts.save(host, { key: 'k', passphrase: '' });
  await engine.domains.lookAgain(DOMAIN);
  expect((await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=quarantine')).result).toBe('done');
  later(60);
  await engine.domains.lookAgain(DOMAIN);
  expect([(await state())?.state, alerts]).toEqual(['pending', []]);
  later(3_600);
  await engine.domains.lookAgain(DOMAIN);
  expect([(await state())?.state, alerts.length]).toEqual(['drifted', 1]);
});

test('a domain that left the list and came back wants nothing any more [WANT-3]', async () => {
  const { engine, store, state, later } = await byHand(delegated('v=DMARC1; p=none'));
  await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=quarantine');
  await store.domains.remove([DOMAIN]);
  later(86_400 * 30);
  await engine.domains.add(DOMAIN);
  await engine.domains.lookAgain(DOMAIN);
  expect(await state()).toBeNull();
});

const TXT: Zone = { '_dmarc.parked.example': { TXT: ['v=DMARC1; p=none'] }, [DOMAIN]: { SOA: true } };
const NONE: Zone = { [DOMAIN]: { SOA: true } };
const FOREIGN: Zone = {
  '_dmarc.parked.example': { NS: ['ns.other.test'], TXT: ['v=DMARC1; p=reject'], SOA: true },
};

test.each([
  ['a TXT of the own zone', TXT],
  ['no record', NONE],
  ["somebody else's servers", FOREIGN],
  ['DNS that fails', { '_dmarc.parked.example': { fails: 'servfail' } } as Zone],
])('a lock can be taken off over %s [STATUS-4]', async (_, zone) => {
  const { engine, store } = await setUp(zone);
  await store.domains.change([DOMAIN], { locked: true });
  await engine.domains.lookAgain(DOMAIN);
  const { offers } = await engine.domains.modeCheck(DOMAIN);
  const mode = offers.find((each) => each.open && each.reason === 'takes-lock-off')?.mode;
  expect(mode).toBeDefined();
  expect((await engine.domains.changeMode(DOMAIN, mode!)).ok).toBe(true);
  expect((await store.domains.get(DOMAIN)).locked).toBe(false);
});

test('the policy of a Blocked domain is not weakened, by hand or by taking an older change back [STATUS-6]', async () => {
  const { engine, store, dns } = await byHand(delegated('v=DMARC1; p=none'));
  const older = await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=quarantine');
  dns.zone = delegated('v=DMARC1; p=quarantine');
  await engine.domains.changeMode(DOMAIN, 'blocked');
  dns.zone = delegated('v=DMARC1; p=reject');
  await engine.domains.lookAgain(DOMAIN);
  expect((await engine.domains.revertChange(older.id))?.problem?.code).toBe('blocked');
  const direct = await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=none');
  expect([direct.result, direct.problem?.code]).toEqual(['failed', 'blocked']);
  expect((await engine.domains.previewRecord(DOMAIN, { p: 'none' })).problem?.code).toBe('blocked');
  const kept = await engine.domains.publishRecord(DOMAIN, 'v=DMARC1; p=reject; rua=mailto:d@parked.example');
  expect(kept.result).toBe('by-hand');
  expect((await store.domains.get(DOMAIN)).locked).toBe(true);
});
