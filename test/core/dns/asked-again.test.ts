import { expect, test } from 'vitest';
import { askedAgain } from '../../../core/dns/asked-again.ts';
import { cached } from '../../../core/dns/cached.ts';
import { createMemoryCache } from '../../../core/dns/dns-cache.ts';
import type { Resolve } from '../../../core/model/dns.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

test('a run that was clicked for goes past the cache, once for each question [KEY-4]', async () => {
  const zone = { 'a.example': { TXT: ['old'] } };
  const dns = { ...zoneResolver(zone, { ttl: 3_600 }) };
  const network: Resolve = (name, type, purpose) => dns.resolve(name, type, purpose);
  const resolve = cached(network, createMemoryCache(), () => 0, ['look-again']);
  const textOf = async (ask: Resolve) => {
    const result = await ask('a.example', 'TXT', 'spf');
    return 'records' in result ? result.records.map(({ data }) => data) : result.kind;
  };
  expect(await textOf(resolve)).toEqual([['old']]);
  Object.assign(dns, zoneResolver({ 'a.example': { TXT: ['new'] } }));
  expect(await textOf(resolve), 'as long as its TTL lasts').toEqual([['old']]);

  const again = askedAgain(resolve);
  expect(await Promise.all([textOf(again), textOf(again)])).toEqual([[['new']], [['new']]]);
  expect(await again('A.example', 'TXT', 'dmarc-record')).toMatchObject({ kind: 'answer' });
  expect(dns.asked).toEqual(['a.example TXT']);
  expect(await textOf(resolve), 'what it found is kept').toEqual([['new']]);
});
