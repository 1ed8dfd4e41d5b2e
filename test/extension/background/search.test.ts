import { expect, test } from 'vitest';
import type { Store } from '../../../core/store/store.ts';
import { MAX_HITS, searchStore } from '../../../extension/background/search.ts';

const ADDRESSES: Record<string, [address: string, messages: number][]> = {
  'shop.example': [
    ['192.0.2.1', 10],
    ['192.0.2.77', 3],
    ['2001:db8::25', 1],
  ],
  'news.shop.example': [['192.0.2.1', 2]],
};

function storeOf(addresses: typeof ADDRESSES, listed: string[] = []): Pick<Store, 'domains' | 'summaries'> {
  const sum = (domain: string) => (addresses[domain] ?? []).reduce((all, [, messages]) => all + messages, 0);
  const parts = {
    domains: { list: async () => listed.map((domain) => ({ domain })) },
    summaries: {
      domains: async () => Object.keys(addresses).map((domain) => ({ domain, messages: sum(domain) })),
      addresses: async (domain: string) =>
        (addresses[domain] ?? []).map(([address, messages]) => ({ address, messages })),
    },
  };
  return parts as unknown as Pick<Store, 'domains' | 'summaries'>;
}

const found = async (text: string): Promise<string[]> =>
  (await searchStore(storeOf(ADDRESSES, ['parked.example']), text)).map((hit) =>
    hit.kind === 'address' ? `${hit.address} ${hit.domain} ${hit.messages}` : `${hit.domain} ${hit.messages}`,
  );

test('domains: the one meant first, then those that begin so, then by messages', async () => {
  expect(await found('SHOP.example.')).toEqual(['shop.example 14', 'news.shop.example 2']);
  expect(await found('new')).toEqual(['news.shop.example 2']);
});

test('a domain of the user without any report is found as well', async () => {
  expect(await found('parked')).toEqual(['parked.example 0']);
});

test('addresses of every domain: whole, by their beginning, as a range, and in another spelling', async () => {
  expect(await found('192.0.2.1')).toEqual(['192.0.2.1 shop.example 10', '192.0.2.1 news.shop.example 2']);
  expect(await found('192.0.2.7')).toEqual([]);
  expect(await found('192.0.2.')).toHaveLength(3);
  expect(await found('192.0.2.64/26')).toEqual(['192.0.2.77 shop.example 3']);
  expect(await found('2001:0DB8:0:0::25')).toEqual(['2001:db8::25 shop.example 1']);
});

test('nothing for an empty text, and never more than there is room for', async () => {
  expect(await found('  ')).toEqual([]);
  const many = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`d${i}.example`, [[`192.0.2.${i}`, 1]] as [string, number][]]),
  );
  expect(await searchStore(storeOf(many), 'example')).toHaveLength(MAX_HITS);
  expect(await searchStore(storeOf(many), '192.0.2.')).toHaveLength(MAX_HITS);
});
