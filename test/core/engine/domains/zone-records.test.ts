import { expect, test } from 'vitest';
import { createDomains } from '../../../../core/engine/domains/domains-room.ts';
import type { ZoneRecordWish } from '../../../../core/engine/domains/face.ts';
import type { Gateway, GatewayInit } from '../../../../core/lib/gateway.ts';
import { hostSettings } from '../../../support/host-settings.ts';
import { testStore } from '../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const NOW = 1_780_000_000;
const SERVERS = ['ns1.policy.example', 'ns2.policy.example'];
const DOMAIN = 'firm.example';
const SPF = 'v=spf1 ip4:192.0.2.0/28 -all';
const WISH: ZoneRecordWish = { code: 'spf', before: SPF, text: 'v=spf1 ip4:192.0.2.0/27 -all' };

interface Setup {
  dns?: Zone;
  /** TXT at the domain as the host has them; null: it has no such zone. */
  held?: string[] | null;
  mx?: string[];
  limitedTo?: string[];
}

/** A domain that is Active at a PowerDNS in memory which has its own zone as well. */
async function setUp({ dns = {}, held = [SPF, 'proof=1'], mx = [], limitedTo = [] }: Setup = {}) {
  const store = await testStore();
  const zone: Zone = {
    [DOMAIN]: { NS: SERVERS, TXT: [SPF, 'proof=1'], SOA: true },
    [`_dmarc.${DOMAIN}`]: { NS: SERVERS, TXT: ['v=DMARC1; p=none'], SOA: true },
    ...dns,
  };
  const writes: GatewayInit[] = [];
  const rrset = (type: string, contents: string[]) => ({
    name: `${DOMAIN}.`,
    type,
    ttl: 300,
    records: contents.map((content) => ({ content, disabled: false })),
  });
  const gateway: Gateway = {
    async request(url, init) {
      if (init.method !== 'GET') writes.push(init);
      const { searchParams, pathname } = new URL(url);
      const asked = searchParams.get('zone') ?? decodeURIComponent(pathname.split('/').at(-1) ?? '');
      const there = held !== null && asked === `${DOMAIN}.`;
      const whole = {
        kind: 'Native',
        serial: 1,
        soa_edit_api: 'DEFAULT',
        rrsets: [
          rrset(
            'TXT',
            (held ?? []).map((each) => `"${each}"`),
          ),
          ...(mx.length > 0 ? [rrset('MX', mx)] : []),
        ],
      };
      const json = searchParams.has('zone') ? (there ? [{}] : []) : whole;
      const body = new TextEncoder().encode(JSON.stringify(json));
      return { kind: 'response', status: 200, header: () => null, body, took: 1 };
    },
  };
  const engine = createDomains({
    store,
    gateway,
    resolverFor: async () => (name, type, purpose) => zoneResolver(zone).resolve(name, type, purpose),
    now: () => NOW,
    onChange: () => {},
    assessSoon: () => {},
    drift: { tell: async () => {}, forget: async () => {} },
    inExtension: false,
  });
  await store.domains.change([DOMAIN], { listing: 'confirmed' });
  const host = hostSettings({ url: 'https://dns.example.com/api/v1', nameServers: SERVERS, limitedTo });
  expect(await engine.hosts.save(host, { key: 'k', passphrase: '' })).toEqual([]);
  await engine.domains.lookAgain(DOMAIN);
  return { engine, store, writes };
}

test('the dry run shows the one call, beside what else stands there, and writes nothing', async () => {
  const { engine, writes } = await setUp();
  const preview = await engine.domains.previewZoneRecord(DOMAIN, WISH);
  expect(preview).toMatchObject({ problem: null, zone: DOMAIN, before: [SPF], hostName: 'Our host' });
  expect(preview.calls).toHaveLength(1);
  expect(preview.calls?.[0]?.body).toContain('proof=1');
  expect(writes).toEqual([]);
});

test.each<[string, Setup, ZoneRecordWish, string]>([
  ['a zone that no host has', { held: null }, WISH, 'zone-not-served'],
  [
    'a copy that DNS does not lead to',
    { dns: { [DOMAIN]: { NS: ['ns.elsewhere.example'] } } },
    WISH,
    'foreign',
  ],
  [
    'servers of which some are not ours',
    { dns: { [DOMAIN]: { NS: ['ns1.policy.example', 'ns.elsewhere.example'] } } },
    WISH,
    'mixed',
  ],
  ['a zone that DNS does not know as one', { dns: { [DOMAIN]: { TXT: [SPF] } } }, WISH, 'zone-elsewhere'],
  ['a host limited to other domains', { limitedTo: ['other.example'] }, WISH, 'limited'],
  ['a record that changed meanwhile', { held: ['v=spf1 ~all'] }, WISH, 'changed-meanwhile'],
  [
    'what is no SPF record',
    {},
    { ...WISH, text: 'v=spf1 nonsense:x' } as ZoneRecordWish,
    'not-an-spf-record',
  ],
  ['a domain that sends', {}, { code: 'spf-none' }, 'not-blocked'],
  [
    'SPF of a Reporting Only domain',
    { dns: { [`_dmarc.${DOMAIN}`]: { TXT: ['v=DMARC1; p=none'] } } },
    WISH,
    'configuration-closed',
  ],
])('%s: refused with the reason, nothing written', async (_, setup, wish, code) => {
  const { engine, store, writes } = await setUp(setup);
  expect((await engine.domains.previewZoneRecord(DOMAIN, wish)).problem?.code).toBe(code);
  expect(await engine.domains.publishZoneRecord(DOMAIN, wish)).toMatchObject({
    result: 'failed',
    problem: { code },
  });
  expect(writes).toEqual([]);
  expect(await store.changes.list()).toEqual([]);
});

test('null MX only where the user says that nothing is received and no MX stands there [SEND-4]', async () => {
  const wish = { code: 'null-mx' } as const;
  const free = await setUp();
  await free.store.domains.change([DOMAIN], { declared: 'non-sending' });
  expect((await free.engine.domains.previewZoneRecord(DOMAIN, wish)).problem?.code).toBe('may-receive');
  await free.engine.domains.setReceives(DOMAIN, false);
  expect(await free.engine.domains.previewZoneRecord(DOMAIN, wish)).toMatchObject({
    problem: null,
    after: '0 .',
  });
  const used = await setUp({ mx: ['10 mx.firm.example.'] });
  await used.store.domains.change([DOMAIN], { declared: 'non-sending' });
  await used.engine.domains.setReceives(DOMAIN, false);
  expect(await used.engine.domains.publishZoneRecord(DOMAIN, wish)).toMatchObject({
    problem: { code: 'unexpected-records', detail: '10 mx.firm.example.' },
  });
  expect(used.writes).toEqual([]);
});
