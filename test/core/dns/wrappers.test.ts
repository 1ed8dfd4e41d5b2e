import { expect, test } from 'vitest';
import { createAllowList } from '../../../core/dns/allow-list.ts';
import {
  backedOff,
  FAILURES_BEFORE_PAUSE,
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
} from '../../../core/dns/backed-off.ts';
import { cached, MAX_STALE, MAX_TTL, MIN_TTL } from '../../../core/dns/cached.ts';
import { createMemoryCache } from '../../../core/dns/dns-cache.ts';
import { failOver } from '../../../core/dns/fail-over.ts';
import { failure } from '../../../core/dns/failure.ts';
import { limited } from '../../../core/dns/limited.ts';
import { createResolver } from '../../../core/dns/resolver.ts';
import { retried } from '../../../core/dns/retried.ts';
import { singleFlight } from '../../../core/dns/single-flight.ts';
import { createGateway } from '../../../core/lib/gateway.ts';
import type { DnsFailure, DnsResult, Resolve } from '../../../core/model/dns.ts';

const good = (ttl = 60): DnsResult => ({
  kind: 'answer',
  records: [{ type: 'A', name: 'x.example', ttl, data: '192.0.2.1' }],
  chain: [],
  ttl,
  age: 0,
  stale: false,
});
const bad = (kind: DnsFailure['kind'], detail = ''): DnsResult => failure(kind, detail);

/** Gives the results in turn, the last one for ever, and keeps the names asked. */
function scripted(...results: DnsResult[]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (name) => {
      asked.push(name);
      return results[Math.min(asked.length, results.length) - 1] as DnsResult;
    },
  };
}

function turnableClock() {
  const clock = { now: 1_000_000 };
  return { clock, read: () => clock.now, pass: (seconds: number) => (clock.now += seconds * 1000) };
}

test('the cache answers for the TTL, tells the age, and asks again after', async () => {
  const { resolve, asked } = scripted(good(60));
  const time = turnableClock();
  const ask = cached(resolve, createMemoryCache(), time.read, ['host-readback']);
  await ask('x.example', 'A', 'spf');
  time.pass(59);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject({ kind: 'answer', age: 59, ttl: 1, stale: false });
  expect(asked).toHaveLength(1);
  expect(await ask('x.example', 'A', 'host-readback')).toMatchObject({ age: 0 });
  expect(asked).toHaveLength(2);
  time.pass(61);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject({ age: 0 });
  expect(asked).toHaveLength(3);
});

test('TTLs are held between a floor and a day [UNK-5]', async () => {
  for (const [ttl, kept] of [
    [0, MIN_TTL],
    [2 ** 31 - 1, MAX_TTL],
  ] as const) {
    const { resolve, asked } = scripted(good(ttl));
    const time = turnableClock();
    const ask = cached(resolve, createMemoryCache(), time.read);
    await ask('x.example', 'A', 'spf');
    time.pass(kept - 1);
    await ask('x.example', 'A', 'spf');
    expect(asked).toHaveLength(1);
    time.pass(2);
    await ask('x.example', 'A', 'spf');
    expect(asked).toHaveLength(2);
  }
});

test.each([
  ['offline', true],
  ['no-resolver', true],
  ['blocked', true],
  ['timeout', true],
  ['http-error', true],
  ['servfail', false],
  ['refused', false],
  ['not-allowed', false],
] as const)('after the TTL, %s gives the last known answer: %s', async (kind, stale) => {
  const { resolve } = scripted(good(60), bad(kind));
  const time = turnableClock();
  const ask = cached(resolve, createMemoryCache(), time.read);
  await ask('x.example', 'A', 'spf');
  time.pass(3_600);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject(
    stale ? { kind: 'answer', stale, age: 3_600 } : { kind },
  );
  time.pass(MAX_STALE);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject({ kind });
});

test('a cache that throws is as good as none; one in memory is bounded', async () => {
  const broken = {
    get: () => Promise.reject(new Error('gone')),
    put: () => Promise.reject(new Error('full')),
  };
  expect(await cached(scripted(good()).resolve, broken, Date.now)('x.example', 'A', 'spf')).toMatchObject({
    kind: 'answer',
  });
  const memory = createMemoryCache(2);
  for (const key of ['a', 'b', 'a', 'c'])
    await memory.put(key, { key, result: good() as never, at: 0, expires: 0 });
  expect([await memory.get('a'), await memory.get('b'), await memory.get('c')].map((v) => v?.key)).toEqual([
    'a',
    undefined,
    'c',
  ]);
});

test('equal questions fly once; at most so many fly at all', async () => {
  let running = 0;
  let most = 0;
  const asked: string[] = [];
  const slow: Resolve = async (name) => {
    asked.push(name);
    most = Math.max(most, ++running);
    await new Promise((go) => setTimeout(go, 5));
    running--;
    return good();
  };
  const ask = singleFlight(limited(slow, 3));
  await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`n${i % 20}.example`, 'A', 'spf')));
  expect(asked).toHaveLength(20);
  expect(most).toBe(3);
  await ask('n1.example', 'A', 'spf');
  expect(asked).toHaveLength(21);
});

test.each([
  [bad('timeout'), 2],
  [bad('malformed'), 2],
  [bad('http-error', '502'), 2],
  [bad('http-error', '404'), 1],
  [bad('servfail'), 1],
  [bad('blocked'), 1],
  [good(), 1],
])('asked again after $kind $detail: %#', async (result, times) => {
  const { resolve, asked } = scripted(result);
  await retried(resolve)('x.example', 'A', 'spf');
  expect(asked).toHaveLength(times);
});

test('a failing resolver is left alone for a doubling pause, and one answer ends it', async () => {
  const down: DnsResult[] = Array.from({ length: 12 }, () => bad('timeout', 'slow'));
  const { resolve, asked } = scripted(...down, good());
  const time = turnableClock();
  const ask = backedOff(resolve, time.read);
  for (let i = 0; i < FAILURES_BEFORE_PAUSE; i++) await ask(`a.z${i}.example`, 'A', 'spf');
  expect(await ask('b.other.example', 'A', 'spf')).toMatchObject({ kind: 'timeout', detail: 'pause; slow' });
  expect(asked).toHaveLength(FAILURES_BEFORE_PAUSE);
  time.pass(FIRST_PAUSE_MS / 1000);
  await ask('c.example', 'A', 'spf');
  expect(asked).toHaveLength(FAILURES_BEFORE_PAUSE + 1);
  time.pass(FIRST_PAUSE_MS / 1000);
  expect(await ask('d.example', 'A', 'spf')).toMatchObject({ detail: 'pause; slow' });
});

test('the pause grows to its longest, and its figures can be set', async () => {
  const pauses = async (limits: Parameters<typeof backedOff>[2], seconds: number): Promise<boolean> => {
    const { resolve, asked } = scripted(bad('timeout'));
    const time = turnableClock();
    const ask = backedOff(resolve, time.read, limits);
    for (let i = 0; i < 30; i++) {
      await ask(`a.z${i}.example`, 'A', 'spf');
      time.pass((limits?.longestPauseMs ?? LONGEST_PAUSE_MS) / 1000);
    }
    const before = asked.length;
    await ask('b.other.example', 'A', 'spf');
    time.pass(seconds);
    await ask('c.other.example', 'A', 'spf');
    return asked.length < before + 2;
  };
  expect(await pauses({}, LONGEST_PAUSE_MS / 1000 - 1)).toBe(true);
  expect(await pauses({}, LONGEST_PAUSE_MS / 1000)).toBe(false);
  expect(await pauses({ failures: 1, zones: 1, firstPauseMs: 1_000, longestPauseMs: 8_000 }, 7)).toBe(true);
  expect(await pauses({ failures: 1, zones: 1, firstPauseMs: 1_000, longestPauseMs: 8_000 }, 8)).toBe(false);
});

test('how long answers are kept can be set', async () => {
  const { resolve, asked } = scripted(good(60), good(60), bad('offline'));
  const time = turnableClock();
  const ask = cached(resolve, createMemoryCache(), time.read, [], { maxTtl: 10, minTtl: 1, maxStale: 30 });
  await ask('x.example', 'A', 'spf');
  time.pass(11);
  await ask('x.example', 'A', 'spf');
  expect(asked).toHaveLength(2);
  time.pass(29);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject({ stale: true, age: 29 });
  time.pass(2);
  expect(await ask('x.example', 'A', 'spf')).toMatchObject({ kind: 'offline' });
});

test('one zone whose servers are silent does not hold back the others', async () => {
  const asked: string[] = [];
  const ask = backedOff(
    async (name) => {
      asked.push(name);
      return name.endsWith('silent.test') ? bad('timeout') : good();
    },
    () => 0,
  );
  for (let i = 0; i < 6; i++) await ask(`h${i}.silent.test`, 'A', 'spf');
  expect(asked).toHaveLength(FAILURES_BEFORE_PAUSE);
  expect(await ask('www.example.com', 'A', 'spf')).toMatchObject({ kind: 'answer' });
  expect(await ask('h9.silent.test', 'A', 'spf')).toMatchObject({ kind: 'timeout', detail: '' });
});

test('fail over: the first answer, else the most telling failure; DNSSEC is not overruled', async () => {
  const over = async (...results: DnsResult[]): Promise<{ result: DnsResult; asked: number }> => {
    const members = results.map((result) => scripted(result));
    const result = await failOver(members.map((m) => m.resolve))('x.example', 'A', 'spf');
    return { result, asked: members.filter((m) => m.asked.length > 0).length };
  };
  expect(await over(bad('timeout'), bad('blocked'), good())).toMatchObject({
    result: { kind: 'answer' },
    asked: 3,
  });
  expect(await over(bad('blocked'), bad('servfail'), bad('timeout'))).toMatchObject({
    result: { kind: 'servfail' },
  });
  expect(await over(failure('servfail', '', { code: 6, text: 'bogus' }), good())).toMatchObject({
    result: { kind: 'servfail' },
    asked: 1,
  });
  expect(await over(bad('offline'), good())).toMatchObject({ result: { kind: 'offline' }, asked: 1 });
});

test('without a resolver, or with no network, nothing leaves', async () => {
  let requests = 0;
  const gateway = createGateway({
    clock: Date.now,
    noNetwork: () => true,
    fetch: async () => {
      requests++;
      return new Response('');
    },
  });
  const seen: unknown[] = [];
  const base = { gateway, clock: Date.now, onQuery: (entry: unknown) => seen.push(entry) };
  const none = createResolver({ ...base, resolvers: [{ id: 'none', name: '', url: '' }] });
  expect(await none('example.com', 'TXT', 'spf')).toMatchObject({ kind: 'no-resolver' });
  const shut = createResolver({ ...base, resolvers: [{ id: 'own', name: '', url: 'https://dns.example/' }] });
  expect(await shut('example.com', 'TXT', 'spf')).toMatchObject({ kind: 'offline', detail: 'no-network' });
  expect(await shut('not..a.name', 'TXT', 'spf')).toMatchObject({ kind: 'malformed' });
  expect([requests, seen.length]).toEqual([0, 0]);
});

test('only for confirmed domains is anything asked, and removing one stops it', async () => {
  const { resolve, asked } = scripted(good());
  const confirmed = new Set(['mine.example']);
  const list = createAllowList(resolve, (domain) => confirmed.has(domain));
  const mine = list.forDomain('Mine.example.');
  expect(await mine('_spf.provider.example', 'TXT', 'spf')).toMatchObject({ kind: 'answer' });
  expect(
    await list.forDomain('id123.attacker.example')('id123.attacker.example', 'TXT', 'spf'),
  ).toMatchObject({
    kind: 'not-allowed',
  });
  confirmed.clear();
  expect(await mine('_spf.provider.example', 'TXT', 'spf')).toMatchObject({ kind: 'not-allowed' });
  expect(asked).toEqual(['_spf.provider.example']);
});
