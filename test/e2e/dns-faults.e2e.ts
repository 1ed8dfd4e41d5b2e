/** What broken servers do to a question: real faults of real servers, and those that the front injects. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryCache, type DnsCache } from '../../core/dns/dns-cache.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { testResolver } from '../../core/dns/resolver-test.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { QueryRecordEntry, Resolve } from '../../core/model/dns.ts';
import { checkHost } from '../../core/spf/check-host.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { until } from '../support/processes.ts';

let lab: DnsLab;
let caching: DnsLab;
beforeAll(async () => {
  lab = await startDnsLab();
  caching = await startDnsLab({
    zones: { test: 'dns NS ns1.dns\nns1.dns A 127.0.0.1', 'dns.test': 'ns1 A 127.0.0.1' },
    cachingResolver: true,
  });
});
afterAll(async () => {
  await lab?.stop();
  await caching?.stop();
});

function resolverFor(
  urls: string[],
  options: {
    cache?: DnsCache;
    onQuery?: (entry: QueryRecordEntry) => void;
    timeoutMs?: number;
    clock?: () => number;
  } = {},
): Resolve {
  const clock = options.clock ?? Date.now;
  return createResolver({
    gateway: createGateway({ fetch, clock }),
    resolvers: urls.map((url, i) => ({ id: `r${i}`, name: `r${i}`, url })),
    clock,
    backOff: false,
    cache: options.cache ?? createMemoryCache(),
    ...(options.onQuery ? { onQuery: options.onQuery } : {}),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
}

/** A DoH server that answers as told. */
async function fakeServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`, server };
}
const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

test.each([
  ['servfail.example', 'servfail', 'injected by the front'],
  ['refused.example', 'refused', 'injected by the front'],
  ['truncated.example', 'malformed', 'injected by the front'],
  ['drop.example', 'http-error', 'dropped by the front, which then says 403'],
  ['lame.example', 'servfail', 'the zone’s server refuses'],
  ['timeout.example', 'servfail', 'the zone’s server never answers, the resolver gives up'],
  ['loop1.alias.example', 'servfail', 'aliases in a circle'],
])('%s is %s (%s), and SPF says temperror', async (name, kind) => {
  const resolve = resolverFor([lab.doh], { timeoutMs: 8_000 });
  const result = await resolve(name, 'TXT', 'spf');
  expect(result).toMatchObject({ kind, age: 0, stale: false });
  const verdict = await checkHost({ ip: '192.0.2.1', domain: name }, resolve);
  expect(verdict).toMatchObject({ result: 'temperror', problem: `dns-${kind}` });
});

test('void answers name the zone that said no', async () => {
  const resolve = resolverFor([lab.doh]);
  expect(await resolve('nothing.alias.example', 'TXT', 'spf')).toMatchObject({
    kind: 'nxdomain',
    soaOwner: 'alias.example',
  });
  expect(await resolve('mail.ptr.example', 'AAAA', 'spf')).toMatchObject({
    kind: 'nodata',
    soaOwner: 'ptr.example',
  });
  expect(await resolve('dangling.alias.example', 'TXT', 'spf')).toMatchObject({
    kind: 'nxdomain',
    chain: [{ name: 'dangling.alias.example', target: 'nothing.provider.example' }],
  });
});

test('a server that stops in the middle: the last known answer is used, and says how old it is', async () => {
  let now = 1_000_000;
  const clock = (): number => now;
  const cache = createMemoryCache();
  const resolve = resolverFor([lab.doh], { cache, clock });
  expect(await resolve('dup.example', 'TXT', 'spf')).toMatchObject({ kind: 'answer', stale: false });
  await lab.stopFront();
  try {
    now += 3_600_000;
    expect(await resolve('dup.example', 'TXT', 'spf')).toMatchObject({
      kind: 'answer',
      stale: true,
      age: 3_600,
    });
    expect(await resolve('split.example', 'TXT', 'spf')).toMatchObject({ kind: 'blocked' });
  } finally {
    await lab.startFront();
  }
  expect(await resolve('split.example', 'TXT', 'spf')).toMatchObject({ kind: 'answer', stale: false });
});

test('with two resolvers the second answers while the first is down, and both are on the record', async () => {
  const seen: string[] = [];
  const dead = await fakeServer((request) => request.socket.destroy());
  const resolve = resolverFor([dead.url, lab.doh], {
    onQuery: (entry) => seen.push(`${entry.resolver} ${entry.result}`),
  });
  expect(await resolve('dup.example', 'TXT', 'spf')).toMatchObject({ kind: 'answer' });
  expect(seen).toEqual(['r0 blocked', 'r1 answer']);
  await close(dead.server);
});

test('a resolver that redirects is not followed: the question stays where the user sent it', async () => {
  let asked = 0;
  const redirecting = await fakeServer((request, response) => {
    asked++;
    response.writeHead(302, { location: lab.doh + (request.url ?? '').replace('/dns-query', '') }).end();
  });
  lab.clearQueries();
  const result = await resolverFor([redirecting.url])('dup.example', 'TXT', 'spf');
  expect(result).toMatchObject({ kind: 'http-error', detail: expect.stringContaining('redirected') });
  expect(asked).toBe(1);
  expect(lab.queries()).toEqual([]);
  await close(redirecting.server);
});

/** An honest answer, made wrong in one way. */
const LIES: Record<string, (good: Buffer) => Buffer> = {
  'another id': (good) => changed(good, 1, 7),
  'not a response': (good) => changed(good, 2, 1),
  'another name': (good) => changed(good, 13, 'x'.charCodeAt(0)),
  'more records promised than sent': (good) => changed(good, 7, 9),
  '10,000 records': (good) => changed(changed(good, 6, 39), 7, 16),
  'an owner that points at itself': (good) => {
    const at = good.indexOf(Buffer.from([0xc0, 0x0c]));
    const loop = changed(good, at, 0xc0 | (at >> 8));
    return changed(loop, at + 1, at & 255);
  },
  'cut off': (good) => good.subarray(0, good.length - 9),
  'longer than a message can be': (good) => Buffer.concat([good, Buffer.alloc(70_000)]),
};
const changed = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
};

test.each(Object.entries(LIES))(
  'a server that lies (%s) is no answer, and SPF says temperror',
  async (_, lie) => {
    const lying = await fakeServer(async (request, response) => {
      const answer = await fetch(lab.doh + (request.url ?? '').replace('/dns-query', ''));
      const body = lie(Buffer.from(await answer.arrayBuffer()));
      response.writeHead(200, { 'content-type': 'application/dns-message' }).end(body);
    });
    const resolve = resolverFor([lying.url]);
    expect(await resolve('weird.split.example', 'TXT', 'spf')).toMatchObject({ kind: 'malformed' });
    const verdict = await checkHost({ ip: '192.0.2.1', domain: 'weird.split.example' }, resolve);
    expect(verdict).toMatchObject({ result: 'temperror', problem: 'dns-malformed' });
    // Beside an honest one it does no harm.
    const both = resolverFor([lying.url, lab.doh]);
    expect(await checkHost({ ip: '192.0.2.1', domain: 'weird.split.example' }, both)).toMatchObject({
      result: 'pass',
    });
    await close(lying.server);
  },
);

test('a black hole times out within its limit and is asked once more', async () => {
  let asked = 0;
  const hole = await fakeServer(() => {
    asked++;
  });
  const start = Date.now();
  const result = await resolverFor([hole.url], { timeoutMs: 300 })('dup.example', 'TXT', 'spf');
  expect(result.kind).toBe('timeout');
  expect(asked).toBe(2);
  expect(Date.now() - start).toBeLessThan(3_000);
  await close(hole.server);
});

test('a caching resolver shows a change late: published, but pending', async () => {
  await caching.createZone('slow.test', { 'slow.test TXT': ['"v=spf1 -all"'] });
  const resolve = resolverFor([caching.doh]);
  const text = async (): Promise<string> => {
    const result = await resolve('slow.test', 'TXT', 'host-readback');
    return result.kind === 'answer' && result.records[0]?.type === 'TXT'
      ? result.records[0].data.join('')
      : result.kind;
  };
  // long enough for a busy machine to ask once more within it
  await caching.setRecords('slow.test', 'slow.test', 'TXT', ['"v=spf1 -all"'], 10);
  expect(await text()).toBe('v=spf1 -all');
  await caching.setRecords('slow.test', 'slow.test', 'TXT', ['"v=spf1 mx -all"'], 10);
  expect(await text()).toBe('v=spf1 -all');
  await until('the change is seen', async () => (await text()) === 'v=spf1 mx -all', 40_000);
});

test('the test of a resolver tells truth from invention', async () => {
  const gateway = createGateway({ fetch, clock: Date.now });
  const options = {
    gateway,
    clock: Date.now,
    randomLabel: 'q7x2k9v4',
    known: 'many.example',
    suspects: ['pool.many.example', 'blocked.example'],
  };
  const good = await testResolver({ id: 'own', name: 'lab', url: lab.doh }, options);
  expect(good).toMatchObject({ works: true, problem: '', truthful: true, filtered: ['blocked.example'] });
  expect(good.milliseconds).toBeGreaterThanOrEqual(0);
  const none = await testResolver({ id: 'own', name: 'gone', url: 'http://127.0.0.1:9/dns-query' }, options);
  expect(none).toMatchObject({ works: false, problem: 'blocked', truthful: null });
});
