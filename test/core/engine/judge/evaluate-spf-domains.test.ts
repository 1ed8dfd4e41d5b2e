import { expect, test } from 'vitest';
import { assessDomain } from '../../../../core/engine/assess/assess.ts';
import {
  evaluateSpfDomains,
  MAX_ASKED_ADDRESSES,
  MAX_SPF_DOMAINS,
  wantedVerdicts,
} from '../../../../core/engine/judge/evaluate-spf-domains.ts';
import { storeReports, testStore } from '../../../support/stored-reports.ts';
import { DAY, headerOf, trafficOf } from '../../../support/traffic.ts';
import { zoneResolver } from '../../../support/zone-resolver.ts';

const organization = (name: string): string => name.split('.').slice(-2).join('.');

test('of endless names in forged mail those with the most mail are judged, the domain itself first', () => {
  const forged = Array.from({ length: MAX_SPF_DOMAINS + 20 }, (_, i) => ({
    ip: '203.0.113.9',
    n: i + 2,
    from: `x${i}.example.com`,
  }));
  const traffic = trafficOf([[headerOf(), [...forged, { ip: '192.0.2.1', n: 1, from: 'example.com' }]]]);
  const names = [...wantedVerdicts('example.com', traffic, organization).keys()];
  expect(names).toHaveLength(MAX_SPF_DOMAINS);
  expect(names.slice(0, 2)).toEqual(['example.com', `x${forged.length - 1}.example.com`]);
  const three = wantedVerdicts('example.com', traffic, organization, { maxDomains: 3 });
  expect(three.size).toBe(3);
});

test('addresses that each cost questions of their own are asked about up to a cap; the rest waits', async () => {
  const { resolve, asked } = zoneResolver({
    'example.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 exists:%{i}.list.example -all'] },
  });
  const list = (count: number) =>
    new Map([
      ['example.com', ['192.0.2.1', ...Array.from({ length: count }, (_, i) => `10.0.${i >> 8}.${i & 255}`)]],
    ]);
  const few = await evaluateSpfDomains(list(7), resolve, undefined, { maxAskedAddresses: 4 });
  expect(few).toMatchObject({ waiting: 3 });
  expect(few.tables[0]?.addresses).toHaveLength(1 + 4);
  expect(asked).toHaveLength(1 + 4);
  const all = await evaluateSpfDomains(list(MAX_ASKED_ADDRESSES + 5), resolve);
  expect(all.waiting).toBe(5);
});

test('reverse names are looked up for the busiest addresses up to a cap', async () => {
  const store = await testStore();
  const rows = [1, 5, 3, 4].map((n, i): [string, number, boolean] => [`198.51.100.${i}`, n, false]);
  await storeReports(store, 'import-1', [{ number: 1, domain: 'example.com', day: 20_399, rows }]);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await store.settings.save({ nameSenders: 'on' });
  const { resolve, asked } = zoneResolver({});
  await assessDomain('example.com', {
    store,
    resolverFor: async () => resolve,
    now: () => 20_400 * DAY,
    onChange: () => undefined,
    maxReverseNames: 2,
  });
  expect(asked.filter((question) => question.endsWith(' PTR'))).toEqual([
    '1.100.51.198.in-addr.arpa PTR',
    '3.100.51.198.in-addr.arpa PTR',
  ]);
  store.close();
});
