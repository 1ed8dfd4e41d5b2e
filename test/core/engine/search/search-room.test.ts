import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rejudge } from '../../../../core/engine/assess/assess.ts';
import { watchDkimKeys } from '../../../../core/engine/facts/dkim-keys.ts';
import { setSenderClasses } from '../../../../core/engine/facts/sender-classes.ts';
import { createSearchRoom, SEARCH_MS } from '../../../../core/engine/search/search-room.ts';
import { inNetwork, parseIp } from '../../../../core/lib/ip.ts';
import { parseNetwork } from '../../../../core/lib/network.ts';
import type { SearchKind } from '../../../../core/model/search.ts';
import type { Store } from '../../../../core/store/store.ts';
import { searchPlace } from '../../../../core/words/search-place.ts';
import { putShort } from '../../../support/short-reports.ts';
import { newReport, testStore } from '../../../support/stored-reports.ts';
import { zoneResolver } from '../../../support/zone-resolver.ts';

const TODAY = 20_400;
const NOW = TODAY * 86_400;
let store: Store;
let clock: () => number;

beforeEach(async () => {
  clock = () => NOW * 1_000;
  store = await testStore({ clock: () => NOW * 1_000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
});
afterEach(() => store.close());

const find = (text: string, most = 50) => createSearchRoom({ store, clock: () => clock() }).find(text, most);
const texts = async (text: string, kind: SearchKind) =>
  ((await find(text)).find((group) => group.kind === kind)?.hits ?? []).map(
    (hit) => `${hit.domain} ${hit.text}`,
  );

async function putAddresses(): Promise<void> {
  const reports = [
    await newReport(store, {
      number: 1,
      domain: 'shop.example',
      reportId: 'abc!shop.example!17',
      rows: [
        ['192.0.2.1', 10, true],
        ['192.0.2.77', 3, true, 'news.shop.example'],
        ['2001:db8::25', 1, true],
      ],
    }),
    await newReport(store, {
      number: 2,
      domain: 'news.shop.example',
      rows: [['192.0.2.1', 2, true]],
    }),
  ];
  await store.reports.put('import-1', reports);
}

test('domains and names over all of the store: the one meant first, then those that begin so [SEARCH-1]', async () => {
  await putAddresses();
  await store.domains.change(['parked.example'], { listing: 'confirmed', tags: ['Client Shop'] });
  expect(await texts('SHOP.example.', 'domain')).toEqual([
    'shop.example shop.example',
    'news.shop.example news.shop.example',
  ]);
  expect(await texts('park', 'domain'), 'without any report').toEqual(['parked.example parked.example']);
  expect(await texts('client', 'domain'), 'by its tag').toEqual(['parked.example parked.example']);
  expect(await texts('news', 'name')).toEqual(['shop.example news.shop.example']);
});

test('addresses: whole, by their beginning, as a range, in another spelling [SEARCH-1]', async () => {
  await putAddresses();
  expect(await texts('192.0.2.1', 'address')).toEqual([
    'shop.example 192.0.2.1',
    'news.shop.example 192.0.2.1',
  ]);
  expect(await texts('192.0.2.7', 'address'), 'no part of another').toEqual([]);
  expect(await texts('192.0.2.', 'address')).toHaveLength(3);
  expect(await texts('192.0.2.64/26', 'address')).toEqual(['shop.example 192.0.2.77']);
  expect(await texts('2001:0DB8:0:0::25', 'address')).toEqual(['shop.example 2001:db8::25']);
});

test('services, selectors, reports and notes lead to their places [SEARCH-1]', async () => {
  await putShort(
    store,
    [
      {
        ip: '209.85.220.41',
        n: 5,
        spf: ['google.com pass'],
        envelope: 'google.com',
        dkim: ['example.com pass mail2026'],
      },
    ],
    {
      day: TODAY - 1,
      reportId: 'Made-Up-Id-77',
    },
  );
  const tls = 'f'.repeat(64);
  await store.reports.put('import-1', [
    {
      ...(await newReport(store, { number: 5, id: tls })),
      blocks: [],
      report: {
        ...{ kind: 'tls', reporter: 'r.example', orgName: 'R', contact: '', reportId: 'tls-id-4711' },
        ...{ begin: NOW - 86_400, end: NOW, policies: [] },
      },
    },
  ]);
  await store.domains.change(['example.com'], { listing: 'confirmed' });
  await watchDkimKeys(store, 'example.com', zoneResolver({}).resolve, NOW);
  const said = { as: 'ours', name: 'Old box', by: 'me', at: NOW, note: 'Printer in the hall' } as const;
  await setSenderClasses(store, 'example.com', new Map([['ip:192.0.2.9', said]]));
  const placeOf = async (text: string) => {
    const [hit] = (await find(text)).flatMap(({ hits }) => hits);
    const { page, params } = searchPlace(hit!);
    return [hit!.kind, page, params];
  };
  expect(await placeOf('printer IN')).toEqual([
    ...['note', 'reports'],
    { domain: 'example.com', period: 'all', sender: 'ip:192.0.2.9' },
  ]);
  expect(await placeOf('mail2026')).toEqual(['selector', 'domain', { domain: 'example.com', tab: 'dkim' }]);
  const id = 'Made-Up-Id-77'.padStart(64, '0');
  expect(await placeOf('up-id-77')).toEqual(['report', `report/${id}`, {}]);
  expect(await placeOf('tls-id-4711')).toEqual(['report', `tls/${tls}`, {}]);
  // Nobody has judged the mail yet: whether there is such a service is not known.
  expect(await find('no such thing')).toMatchObject([{ kind: 'service', total: 0, atLeast: true }]);
  await rejudge('example.com', { store, now: () => NOW, resolverFor: async () => null, onChange: () => {} });
  expect(await find('no such thing')).toEqual([]);
});

test('who looks for a domain gets no list of its reports; a file is found by its name [SEARCH-1]', async () => {
  await putAddresses();
  const reports = async (text: string) =>
    (await find(text)).find(({ kind }) => kind === 'report')?.total ?? 0;
  expect(await reports('shop.example')).toBe(0);
  expect(await reports('abc!shop')).toBe(1);
  expect(await reports('abc!shop.example!17')).toBe(1);
});

test('what time does not suffice for is said to be missing [SEARCH-2]', async () => {
  await putAddresses();
  let passed = 0;
  clock = () => NOW * 1_000 + passed++ * SEARCH_MS;
  const groups = await find('192.0.2.');
  expect(groups.map(({ kind, atLeast }) => [kind, atLeast])).toEqual([
    ['name', true],
    ['address', true],
    ['service', true],
    ['report', true],
  ]);
});

test('more than is shown is counted, and the busiest are shown [SEARCH-1]', async () => {
  const rows = Array.from({ length: 120 }, (_, i): [string, number, boolean] => [
    `198.51.100.${i}`,
    i + 1,
    true,
  ]);
  await store.reports.put('import-1', [await newReport(store, { number: 9, rows })]);
  const group = (await find('198.51.100.0/24')).find(({ kind }) => kind === 'address');
  expect(group).toMatchObject({ total: 120, atLeast: false });
  expect(group?.hits).toHaveLength(50);
  expect(group?.hits[0]).toMatchObject({ text: '198.51.100.119', messages: 120 });
});

test('every address of a range is found, and no other [SEARCH-1]', async () => {
  const octets = fc.tuple(fc.constant(198), fc.constant(51), fc.integer({ min: 96, max: 103 }), fc.nat(255));
  const addresses = fc.uniqueArray(
    octets.map((parts) => parts.join('.')),
    { minLength: 1, maxLength: 20 },
  );
  let number = 100;
  await fc.assert(
    fc.asyncProperty(addresses, fc.nat(32), async (list, bits) => {
      const domain = `d${number++}.example`;
      const rows = list.map((address): [string, number, boolean] => [address, 1, true]);
      await store.reports.put('import-1', [await newReport(store, { number, domain, rows })]);
      const network = parseNetwork(`${list[0]}/${bits}`)!;
      const inside = list.filter((each) => inNetwork(parseIp(each)!, network.ip, network.prefix));
      const hits = (await find(`${list[0]}/${bits}`, 200)).find(({ kind }) => kind === 'address')?.hits ?? [];
      const found = hits.filter((hit) => hit.domain === domain).map(({ text }) => text);
      expect(found.sort()).toEqual(inside.sort());
    }),
    { numRuns: 8 },
  );
});

test('nothing typed finds nothing, and a long text is cut', async () => {
  await putAddresses();
  expect(await find('   ')).toEqual([]);
  expect(await find('x'.repeat(1_000_000))).toMatchObject([{ kind: 'service', total: 0 }]);
});

test('a domain is found as its owner writes it, and as DNS has it', async () => {
  await store.domains.change(['xn--bcher-kva.example'], { listing: 'confirmed', tags: [] });
  for (const text of ['bücher.example', 'BÜCHER.example.', 'xn--bcher-kva.example', 'bücher'])
    expect(await texts(text, 'domain'), text).toEqual(['xn--bcher-kva.example xn--bcher-kva.example']);
});
