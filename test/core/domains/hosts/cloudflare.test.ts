import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_SERVER_WORDS } from '../../../../core/domains/host-tools/api-call.ts';
import { cloudflareHost } from '../../../../core/domains/hosts/cloudflare.ts';
import { createGateway } from '../../../../core/lib/gateway.ts';
import { policyHostContract } from '../../../contracts/policy-host.ts';
import { type CloudflareServer, startCloudflareServer } from '../../../support/cloudflare-server.ts';
import { hostSettings } from '../../../support/host-settings.ts';

let server: CloudflareServer;
beforeAll(async () => {
  server = await startCloudflareServer();
});
afterAll(() => server.stop());

const gateway = createGateway({ fetch, clock: Date.now });
const hostWith = (change: { key?: string; zone?: string; url?: string } = {}) =>
  cloudflareHost(
    hostSettings({ kind: 'cloudflare', url: change.url ?? server.url, zone: change.zone ?? 'policy.test' }),
    { gateway, key: change.key ?? server.token },
  );
const writes = () => server.seen.filter((request) => request.method !== 'GET').length;

policyHostContract('cloudflare', async () => {
  server.records.clear();
  return {
    host: hostWith(),
    writes,
    key: server.token,
    zone: {
      name: 'policy.test',
      async put(name, type, values) {
        for (const [at, value] of values.entries()) {
          const [priority, exchange = ''] = value.split(' ');
          server.records.set(`${name}${at}`, {
            id: `${name}${at}`,
            type,
            name,
            ttl: 300,
            ...(type === 'MX'
              ? { content: exchange.replace(/\.$/, ''), priority: Number(priority) }
              : { content: `"${value}"` }),
          });
        }
      },
    },
  };
});

test('the requests are those of the API: paths, bearer token, bodies', async () => {
  server.records.clear();
  server.seen.length = 0;
  const host = hostWith();
  await host.write('example.com', 'v=DMARC1; p=none');
  await host.write('example.com', 'v=DMARC1; p=reject');
  await host.write('example.com', null);
  expect(server.seen.every((request) => request.authorization === `Bearer ${server.token}`)).toBe(true);
  const records = '/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/dns_records';
  const list = `${records}?type=TXT&name.exact=example.com._dmarc.policy.test`;
  const [id] = server.seen.flatMap((request) => /record-\d+$/.exec(request.path) ?? []);
  const body = { type: 'TXT', name: 'example.com._dmarc.policy.test', ttl: 60 };
  expect(server.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['GET', '/client/v4/zones?name=policy.test', null],
    ['GET', list, null],
    ['POST', records, { ...body, content: '"v=DMARC1; p=none"' }],
    ['GET', list, null],
    ['GET', list, null],
    ['PUT', `${records}/${id}`, { ...body, content: '"v=DMARC1; p=reject"' }],
    ['GET', list, null],
    ['GET', list, null],
    ['DELETE', `${records}/${id}`, null],
    ['GET', list, null],
  ]);
});

test('trouble is told with the server’s words and never with the token', async () => {
  const wrong = await hostWith({ key: 'wrong' }).read('example.com');
  expect(wrong).toEqual({
    ok: false,
    problem: { code: 'unauthorized', detail: '10000: Authentication error', status: 403 },
  });
  expect(await hostWith({ zone: 'other.test' }).test()).toMatchObject({
    problem: { code: 'zone-missing', detail: 'other.test' },
  });
  server.failNext('POST', 400, 9005, 'Content is invalid');
  expect(await hostWith().write('bad.example', 'v=DMARC1; p=none')).toMatchObject({
    problem: { code: 'rejected', detail: '9005: Content is invalid', status: 400 },
  });
  server.failNext('POST', 502, 1, 'x'.repeat(10_000));
  const wordy = await hostWith().write('bad.example', 'v=DMARC1; p=none');
  expect(wordy.ok ? 0 : wordy.problem.detail.length).toBe(MAX_SERVER_WORDS);
  server.failNext('GET', 429, 971, 'Please slow down');
  expect(await hostWith().read('bad.example')).toMatchObject({ problem: { code: 'too-many-requests' } });
  const dead = await hostWith({ url: 'http://127.0.0.1:9/client/v4' }).read('bad.example');
  expect(dead).toMatchObject({ problem: { code: 'unreachable-or-key' } });
  expect(JSON.stringify([wrong, dead])).not.toContain(server.token);
});

test('a name at which somebody put more is not swept', async () => {
  const name = 'busy.example._dmarc.policy.test';
  for (const id of ['a', 'b'])
    server.records.set(id, { id, type: 'TXT', name, content: `"v=DMARC1; p=none; x=${id}"`, ttl: 60 });
  const before = writes();
  expect(await hostWith().write('busy.example', 'v=DMARC1; p=reject')).toMatchObject({
    problem: { code: 'unexpected-records' },
  });
  expect(writes()).toBe(before);
});

test('records of other names are never touched, even where the server does not filter', async () => {
  server.records.clear();
  server.filters = false;
  const other = { id: 'other', type: 'TXT', name: 'www.policy.test', content: '"v=spf1 -all"', ttl: 60 };
  server.records.set('other', other);
  expect(await hostWith().read('lonely.example')).toMatchObject({ value: { exists: false } });
  expect(await hostWith().write('lonely.example', 'v=DMARC1; p=none')).toMatchObject({ ok: true });
  expect(await hostWith().write('lonely.example', null)).toMatchObject({ ok: true });
  expect([...server.records.values()]).toEqual([other]);
  server.filters = true;
});

test('a child zone is tried and the answer told', async () => {
  const refused = await hostWith().tryChildZone?.('example.com');
  expect(refused).toMatchObject({
    problem: { code: 'child-zone-refused', detail: '1116: Please ensure you are not providing a subdomain.' },
  });
  server.allowChildZones = true;
  expect(await hostWith().tryChildZone?.('example.com')).toEqual({
    ok: true,
    value: ['ns1.cf.test', 'ns2.cf.test'],
  });
});
