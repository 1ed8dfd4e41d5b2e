import { expect, test, vi } from 'vitest';
import { StoreFull } from '../../../core/store/store-full.ts';
import { testStore } from '../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const START = 1_760_000_000_000;
const KEY = 'x.example';

const stamp = (hours: number) => `${(START + hours * HOUR).toString(36).padStart(9, '0')}0000aaaaaaaa`;
const tags = (hours: number, value: unknown) => ({
  ...{ kind: 'domain-tags', key: KEY, stamp: stamp(hours) },
  value,
});
/** As a later version might write it. */
const later = (hours: number) => tags(hours, { of: 'a later version' });

const opened = (name = `parked-${Math.random()}`) => testStore({ name, clock: () => START });
type Opened = Awaited<ReturnType<typeof opened>>;
const merge = (store: Opened, ...decisions: unknown[]) =>
  store.exchange.merge({ registers: [], decisions: decisions as never });

const waiting = async (store: Opened) =>
  (await store.exchange.parked()).map((it) => `${it.why} ${it.kind}`).sort();

test('a row that cannot be read takes nothing away that waits under the same name [EXCH-3]', async () => {
  const store = await opened();
  await merge(store, tags(30, ['ahead']));
  await merge(store, later(-1));
  expect(await waiting(store)).toEqual(['ahead domain-tags', 'malformed domain-tags']);
  await store.exchange.takeParked('all');
  expect(await store.decisions.get('domain-tags', KEY)).toEqual(['ahead']);
  store.close();
});

test('a row that cannot be read yet is settled only by one that is as new [EXCH-1]', async () => {
  const store = await opened();
  await merge(store, later(-1));
  await merge(store, later(-5));
  await merge(store, tags(-2, ['older']));
  expect(await waiting(store)).toEqual(['malformed domain-tags']);
  await merge(store, tags(0, ['newer']));
  expect(await waiting(store)).toEqual([]);
  store.close();
});

test.each(['the disk is full', 'the page is killed'])(
  'rows that this version can read at last stay where %s, and the store opens [EXCH-3]',
  async (how) => {
    const name = `parked-${Math.random()}`;
    const first = await opened(name);
    await merge(first, later(-1));
    first.close();
    // The version that can read them.
    const { StoreDatabase } = await import('../../../core/store/schema.ts');
    const db = new StoreDatabase(name, {});
    await db.open();
    await db.parked.toCollection().modify((row) => {
      row.row = tags(-1, ['at last']);
    });
    db.close();
    const { put } = IDBObjectStore.prototype;
    const full = new DOMException('no room', 'QuotaExceededError');
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args: Parameters<typeof put>
    ) {
      if (this.name !== 'decisions') return put.apply(this, args);
      throw how === 'the disk is full' ? full : new Error('killed');
    });
    const cutOff = await opened(name).catch((error: unknown) => {
      if (how === 'the disk is full') throw error;
      return null;
    });
    spy.mockRestore();
    if (cutOff !== null) {
      await expect(cutOff.exchange.countParked()).resolves.toBe(1);
      expect(cutOff).not.toBeInstanceOf(StoreFull);
      cutOff.close();
    }
    const again = await opened(name);
    expect(await again.decisions.get('domain-tags', KEY)).toEqual(['at last']);
    expect(await again.exchange.countParked()).toBe(0);
    again.close();
  },
);

const said = (note: string) => ({ as: 'ours', name: 'Mailer', by: 'Ada', note, at: START / 1000 });
const CLASS = `${KEY} mailer`;
const decisionsOf = async (store: Opened) => (await store.exchange.changes(0)).decisions;

test('what the user says of a sender travels, waits where its clock is ahead, and is taken back [NEED-11] [EXCH-3]', async () => {
  const [here, there] = [await opened(), await opened()];
  const ahead = await testStore({ name: `parked-${Math.random()}`, clock: () => START + 30 * HOUR });
  await here.decisions.set('sender-class', [{ key: CLASS, value: said('') }]);
  await merge(there, ...(await decisionsOf(here)));
  expect(await there.decisions.get('sender-class', CLASS)).toEqual(said(''));
  await ahead.decisions.set('sender-class', [{ key: CLASS, value: { ...said(''), as: 'not-ours' } }]);
  await merge(there, ...(await decisionsOf(ahead)));
  expect(await there.exchange.parked()).toMatchObject([{ why: 'ahead', kind: 'sender-class', key: CLASS }]);
  await there.decisions.set('sender-class', [{ key: CLASS, value: null }]);
  await merge(here, ...(await decisionsOf(there)));
  expect(await here.decisions.get('sender-class', CLASS)).toBeNull();
  await there.exchange.takeParked('all');
  expect(await there.decisions.get('sender-class', CLASS)).toMatchObject({ as: 'not-ours' });
  for (const store of [here, there, ahead]) store.close();
});

test('a decision with a text that is longer than other stores take is cut, and travels [EXCH-1]', async () => {
  const [here, there] = [await opened(), await opened()];
  const long = 'x'.repeat(200_000);
  await here.decisions.set('sender-class', [{ key: CLASS, value: said(long) }]);
  await here.ignored.add({
    ...{ domain: KEY, addresses: ['192.0.2.1'], senderKey: 'mailer', senderName: long, by: long },
    ...{ at: START / 1000, note: long },
  });
  expect(await merge(there, ...(await decisionsOf(here)))).toMatchObject({ decisions: 2, refused: 0 });
  expect((await there.ignored.list(KEY))[0]!.note.length).toBe(4_096);
  for (const store of [here, there]) store.close();
});
