import { expect, test } from 'vitest';
import type { QueryRecordEntry } from '../../../core/model/dns.ts';
import type { KeptAnswer } from '../../../core/model/stored.ts';
import { testStore } from '../../support/stored-reports.ts';

/** Bounds of what is kept of DNS; the oldest goes first. */

const answer = (at: number): KeptAnswer => ({
  key: '',
  result: { kind: 'nodata', chain: [], soaOwner: null, ttl: 60, age: 0, stale: false },
  at,
  expires: at + 60_000,
});

test('DNS answers', async () => {
  const store = await testStore({ limits: { dnsAnswers: 3 } });
  for (let i = 0; i < 9; i++) await store.dns.put(`n${i} A`, answer(i));
  const kept = await Promise.all(Array.from({ length: 9 }, (_, i) => store.dns.get(`n${i} A`)));
  expect(kept.map((each) => each !== undefined).lastIndexOf(false)).toBe(5);
  expect(kept[8]).toMatchObject({ at: 8 });
  store.close();
});

test('entries of the query record', async () => {
  const store = await testStore({ limits: { queryEntries: 4 } });
  const entry = (time: number): QueryRecordEntry => ({
    time,
    resolver: 'own',
    name: 'example.com',
    type: 'TXT',
    purpose: 'spf',
    result: 'answer',
    took: 1,
  });
  for (let i = 0; i < 10; i++) {
    store.queries.add(entry(i));
    if (i % 3 === 0) await store.queries.list();
  }
  expect((await store.queries.list()).map(({ time }) => time)).toEqual([9, 8, 7, 6]);
  await store.queries.clear();
  expect(await store.queries.list()).toEqual([]);
  store.close();
});

test('snapshots of one name', async () => {
  const store = await testStore({ limits: { snapshots: 2 } });
  for (let i = 0; i < 5; i++) await store.snapshots.add('example.com', i, { i });
  await store.snapshots.add('other.example', 9, { i: 9 });
  expect((await store.snapshots.list('example.com')).map(({ at }) => at)).toEqual([3, 4]);
  expect(await store.snapshots.last('example.com')).toMatchObject({ at: 4, snapshot: { i: 4 } });
  expect([await store.snapshots.count('example.com'), await store.snapshots.count('other.example')]).toEqual([
    2, 1,
  ]);
  expect(await store.snapshots.last('unknown.example')).toBeNull();
  store.close();
});
