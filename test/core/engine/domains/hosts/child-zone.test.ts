import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDomains } from '../../../../../core/engine/domains/domains-room.ts';
import { createGateway } from '../../../../../core/lib/gateway.ts';
import { type CloudflareServer, startCloudflareServer } from '../../../../support/cloudflare-server.ts';
import { hostSettings } from '../../../../support/host-settings.ts';
import { testStore } from '../../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../../support/zone-resolver.ts';

let server: CloudflareServer;
beforeAll(async () => {
  server = await startCloudflareServer();
});
afterAll(() => server.stop());

const OLD = 'v=DMARC1; p=none; rua=mailto:d@firm.example';

test('a child zone is tried and the answer told; where it is taken, the way leads there by NS', async () => {
  const store = await testStore();
  const dns: { zone: Zone } = { zone: { '_dmarc.firm.example': { TXT: [OLD] } } };
  const engine = createDomains({
    store,
    gateway: createGateway({ fetch, clock: Date.now }),
    resolverFor: async () => (name, type, purpose) => zoneResolver(dns.zone).resolve(name, type, purpose),
    now: () => 1_780_000_000,
    onChange: () => {},
    assessSoon: () => {},
    drift: { tell: async () => {}, forget: async () => {} },
    inExtension: true,
  });
  await store.domains.change(['firm.example'], { listing: 'confirmed' });
  const host = hostSettings({ kind: 'cloudflare', url: server.url, zone: 'policy.test' });
  expect(await engine.hosts.save(host, { key: server.token, passphrase: '' })).toEqual([]);
  const way = () => engine.hosts.delegation('firm.example', host.id);
  expect(await way()).toMatchObject({
    mayTryChildZone: true,
    place: { by: 'cname', target: 'firm.example._dmarc.policy.test' },
  });

  expect(await engine.hosts.tryChildZone('firm.example', host.id)).toMatchObject({
    result: 'failed',
    problem: { code: 'child-zone-refused', detail: '1116: Please ensure you are not providing a subdomain.' },
  });
  expect((await way())?.place.by).toBe('cname');

  server.allowChildZones = true;
  expect(await engine.hosts.tryChildZone('firm.example', host.id)).toMatchObject({
    result: 'done',
    problem: null,
  });
  const servers = ['ns1.cf.test', 'ns2.cf.test'];
  expect(await way()).toMatchObject({ mayTryChildZone: false, place: { by: 'ns', nameServers: servers } });
  expect(await engine.hosts.fill('firm.example', host.id)).toMatchObject({
    result: 'done',
    after: { texts: [OLD] },
  });
  expect([...server.records.values()]).toMatchObject([{ name: '_dmarc.firm.example', content: `"${OLD}"` }]);
  const log = await engine.domains.listChanges('firm.example');
  expect(log.map((each) => `${each.action} ${each.result}`).sort()).toEqual([
    'child-zone done',
    'child-zone failed',
    'fill done',
  ]);

  dns.zone = { '_dmarc.firm.example': { NS: servers, TXT: [OLD], SOA: true } };
  await engine.domains.lookAgain('firm.example');
  const page = await engine.domains.page('firm.example');
  expect(page?.row).toMatchObject({ status: 'active', host: { kind: 'ours', hostId: host.id } });
  expect(page?.writeProblem).toBeNull();
  // Where the name leads to a host already there is nothing to try.
  expect(await engine.hosts.tryChildZone('firm.example', host.id)).toMatchObject({
    problem: { code: 'current' },
  });
});
