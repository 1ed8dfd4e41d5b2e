import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { VERSION_1 } from '../../../core/store/schema.ts';
import { contents, storeReports, testStore } from '../../support/stored-reports.ts';

/** Writes what the first version of the store held: the tables of today's rows, without those added later. */
async function versionOne(name: string, from: string): Promise<void> {
  const source = new Dexie(from);
  await source.open();
  const old = new Dexie(name);
  old.version(1).stores(VERSION_1);
  await old.open();
  for (const table of Object.keys(VERSION_1))
    await old.table(table).bulkPut(await source.table(table).toArray());
  old.close();
  source.close();
}

test('a store of the first version opens with everything in it, and its sums are counted', async () => {
  const from = `source-${Math.random()}`;
  const source = await testStore({ name: from });
  await storeReports(
    source,
    'one',
    Array.from({ length: 40 }, (_, i) => ({
      number: i,
      day: 20_000 + i,
      domain: i % 3 ? 'example.com' : 'example.net',
    })),
  );
  await source.domains.change(['example.com'], { listing: 'confirmed' });
  await source.settings.save({ language: 'de' });
  const before = await contents(source);
  const name = `old-${Math.random()}`;
  await versionOne(name, from);
  source.close();

  const store = await testStore({ name });
  expect(await contents(store)).toEqual(before);
  expect((await store.settings.get()).language).toBe('de');
  expect(await store.domains.confirmed()).toEqual(['example.com']);
  // What is added after the move joins what was there.
  await storeReports(store, 'two', [{ number: 99, rows: [['203.0.113.7', 1000, true]] }]);
  const total = before.addresses[0]!.reduce((sum, it) => sum + it.messages, 0);
  const after = await store.summaries.addresses('example.com');
  expect(after.reduce((sum, it) => sum + it.messages, 0)).toBe(total + 1000);
  store.close();
});

test('the tables of released versions stay as they were released', () => {
  // A failure here means: put the change into a new version with its own upgrade, not into an old one.
  expect(Object.keys(VERSION_1)).toHaveLength(22);
  expect(VERSION_1.reports).toBe('++n, &id, second, ref, [domain+begin], [kind+begin], *imports, seq');
  expect(VERSION_1.packs).toBe('n, [domain+span]');
});
