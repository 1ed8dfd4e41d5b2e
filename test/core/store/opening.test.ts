import Dexie from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../core/store/open-store.ts';
import { SCHEMA_VERSION, VERSION_1, VERSION_2, VERSION_3 } from '../../../core/store/schema.ts';
import { StoreFull } from '../../../core/store/store-full.ts';
import { oneLockManager } from '../../support/one-lock-manager.ts';
import { storeReports, testStore } from '../../support/stored-reports.ts';

/** Whatever was left behind and however full the disk is, a store opens, or says why and stays as it was. */

const DEXIE_FACTOR = 10;
const full = () => {
  throw new DOMException('no room', 'QuotaExceededError');
};
afterEach(() => void vi.restoreAllMocks());

const nameOf = (what: string) => `${what}-${Math.random()}`;

/** Every write is refused; `delete` and `clear` alone still work. */
function refuseWrites(): () => void {
  const spies = (['put', 'add'] as const).map((method) =>
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(full),
  );
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

test('what a page left half done keeps no store closed on a full disk, and is finished once there is room', async () => {
  const name = nameOf('half-done');
  const store = await testStore({ name });
  await storeReports(store, 'one', [{ number: 1 }, { number: 2 }, { number: 3 }]);
  await storeReports(store, 'two', [{ number: 4 }]);
  const listed = await store.reports.list({});
  await store.reports.trash([listed.find((it) => it.imports.includes('two'))!.id]);
  store.close();
  // As a page leaves them that was killed: an undoing, a deletion of many, and blocks of a report half read.
  const raw = new Dexie(name);
  await raw.open();
  await raw.table('imports').update('one', { undone: true, undoing: true });
  const ids = listed.filter((it) => it.imports.includes('one')).map((it) => it.id);
  await raw.table('work').put({ id: 'w', kind: 'delete', at: 1, instance: 'gone0000', ids: ids.slice(0, 1) });
  await raw.table('staging').put({ n: 1, instance: 'gone0000', at: 1 });
  raw.close();

  const makeRoom = refuseWrites();
  const opened = await testStore({ name });
  expect(await opened.reports.list({})).toHaveLength(3);
  expect(await opened.summaries.domains()).not.toEqual([]);
  makeRoom();
  opened.close();
  const again = await testStore({ name });
  expect(await again.reports.list({})).toEqual([]);
  again.close();
  const after = new Dexie(name);
  await after.open();
  for (const table of ['work', 'staging', 'trash']) expect(await after.table(table).count(), table).toBe(0);
  after.close();
});

/** A store as version 3 left it, with room kept back. */
async function versionThree(name: string): Promise<void> {
  const old = new Dexie(name);
  old.version(3).stores({ ...VERSION_1, ...VERSION_2, ...VERSION_3 });
  await old.open();
  await old.table('kept').bulkPut([
    { kind: 'blocked-since', key: 'example.com', value: 20_390 },
    { kind: 'exchange', key: 'self', value: 'nameofold' },
  ]);
  await old.table('reserve').bulkAdd([{ bytes: new Uint8Array(10) }, { bytes: new Uint8Array(10) }]);
  old.close();
}

const versionOf = async (name: string) =>
  (await indexedDB.databases()).find((it) => it.name === name)!.version! / DEXIE_FACTOR;

test('an older store that finds no room to be brought over says so with the figures and stays as it was', async () => {
  const name = nameOf('no-room');
  await versionThree(name);
  const makeRoom = refuseWrites();
  const error = await testStore({ name, estimate: async () => ({ usage: 990, quota: 1_000 }) }).catch(
    (it: unknown) => it,
  );
  expect(error).toBeInstanceOf(StoreFull);
  expect(error).toMatchObject({ usage: 990, quota: 1_000 });
  expect(await versionOf(name)).toBe(3);
  makeRoom();
  const store = await testStore({ name });
  expect(await store.lasting.get('blocked-since', 'example.com')).toBe(20_390);
  expect(await store.peers.name()).toBe('nameofold');
  expect(await versionOf(name)).toBe(SCHEMA_VERSION);
  store.close();
});

test('for bringing an older store over the room that it kept back is given up', async () => {
  const name = nameOf('reserve');
  await versionThree(name);
  let reserved = true;
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(function (this: IDBObjectStore) {
    reserved = false;
    return this.delete(IDBKeyRange.lowerBound(0));
  });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<typeof put>
  ) {
    return reserved ? full() : put.apply(this, args);
  });
  const store = await testStore({ name, reserveBytes: 0 });
  expect(reserved).toBe(false);
  expect(await store.lasting.get('blocked-since', 'example.com')).toBe(20_390);
  store.close();
});

test('a page that a newer version has taken the store from is gone to it: its import is not taken for running', async () => {
  const name = nameOf('outdated');
  const locks = oneLockManager();
  let outdated = false;
  const old = await openStore({
    ...{ name, locks, channel: null, instance: 'oldpage0' },
    onOutdated: () => {
      outdated = true;
    },
  });
  await old.imports.start('one', { files: 2, bytes: 0 });
  const other = await openStore({ name, locks, channel: null, instance: 'newpage0' });
  expect((await other.imports.list()).map((it) => it.state)).toEqual(['running']);
  other.close();
  const isHeld = async () => ((await locks.query()).held ?? []).length > 0;
  expect(await isHeld()).toBe(true);
  const newer = new Dexie(name);
  newer.version(99).stores({});
  await newer.open();
  expect(outdated).toBe(true);
  expect(await isHeld()).toBe(false);
  newer.close();
  await expect(old.reports.count()).rejects.toThrow();
});
