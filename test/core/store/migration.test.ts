import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { keptDkimKeys } from '../../../core/engine/facts/dkim-keys.ts';
import { owedAssessments } from '../../../core/engine/facts/owed.ts';
import { keptPointings } from '../../../core/engine/facts/pointings.ts';
import { VERSION_1, VERSION_2, VERSION_3, VERSION_4 } from '../../../core/store/schema.ts';
import keptRows from '../../fixtures/store/kept-rows-of-version-3.json' with { type: 'json' };
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

test('what a store of version 3 cannot find out again lies in tables of its own afterwards', async () => {
  const name = `three-${Math.random()}`;
  const old = new Dexie(name);
  old.version(3).stores({ ...VERSION_1, ...VERSION_2, ...VERSION_3 });
  await old.open();
  // As the program of that version wrote them.
  await old.table('kept').bulkPut(keptRows);
  old.close();

  const store = await testStore({ name, instance: 'newstore' });
  const kept = (kind: string, key: string) =>
    keptRows.find((row) => row.kind === kind && row.key === key)?.value;
  expect(await store.peers.name()).toBe(kept('exchange', 'self'));
  expect(await store.peers.marks('peerofold')).toEqual({ seen: 7, given: 3 });
  expect(await owedAssessments(store)).toEqual(
    new Map<string, true | 'cut-short'>([
      ['club.example', 'cut-short'],
      ['shop.example', true],
    ]),
  );
  expect(await store.lasting.get('blocked-since', 'example.com')).toBe(20_390);
  expect(await store.lasting.get('spf-fault-since', 'club.example')).toBe(20_400 * 86_400 - 1000);
  expect(await keptDkimKeys(store, 'example.com')).toEqual(kept('dkim-keys', 'example.com'));
  expect(await store.mailboxes.list()).toMatchObject([{ id: 'boxofold', state: 'stopped', opened: 2 }]);
  expect(await store.mailboxes.read('boxofold')).toEqual(new Set(['u1', 'u2', 'u3']));
  expect(await store.mailboxes.piecesRead('boxofold', 'import-1')).toBe(2);
  expect((await keptPointings.get(store, 'example.com'))?.pointing.kind).toBe('txt');
  store.close();

  const raw = new Dexie(name);
  await raw.open();
  const left = new Set((await raw.table('kept').toArray()).map((row: { kind: string }) => row.kind));
  expect([...left].sort()).toEqual(['pointing', 'senders', 'spf-verdicts']);
  raw.close();
});

test('a store of version 4 opens with all it had, and takes accounts', async () => {
  const name = `four-${Math.random()}`;
  const old = new Dexie(name);
  old.version(4).stores({ ...VERSION_1, ...VERSION_2, ...VERSION_3, ...VERSION_4 });
  await old.open();
  await old.table('lasting').put({ kind: 'blocked-since', key: 'example.com', value: 20_390 });
  old.close();
  const store = await testStore({ name });
  expect(await store.lasting.get('blocked-since', 'example.com')).toBe(20_390);
  expect(await store.sources.list()).toEqual([]);
  const settings = {
    ...{
      id: 'box',
      kind: 'jmap' as const,
      name: 'Reports',
      url: 'https://mail.example',
      user: '',
      folders: [],
    },
    ...{ prefix: '', region: '', since: null, everything: false, origins: [], paused: false },
  };
  await store.sources.save(settings, 'anew');
  expect(await store.sources.list()).toMatchObject([{ settings, state: 'waiting', cursor: null }]);
  store.close();
});

test('the tables of released versions stay as they were released', () => {
  // A failure here means: put the change into a new version with its own upgrade, not into an old one.
  expect(Object.keys(VERSION_1)).toHaveLength(22);
  expect(VERSION_1.reports).toBe('++n, &id, second, ref, [domain+begin], [kind+begin], *imports, seq');
  expect(VERSION_1.packs).toBe('n, [domain+span]');
});
