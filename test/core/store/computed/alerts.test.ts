import { afterEach, expect, test } from 'vitest';
import type { StoredAlert } from '../../../../core/model/stored.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import type { Store } from '../../../../core/store/store.ts';

const stores: Store[] = [];

async function opened(name: string): Promise<Store> {
  const store = await openStore({ name, locks: null, channel: null });
  stores.push(store);
  return store;
}

afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

const alert = (id: string, change: Partial<StoredAlert> = {}): StoredAlert => ({
  id,
  rule: 'r',
  kind: 'reports-stopped',
  domain: 'shop.example',
  day: 1,
  at: 1,
  state: 'unread',
  notified: false,
  data: {},
  ...change,
});

const add = (store: Store, put: StoredAlert[]) =>
  store.alerts.renew(
    'shop.example',
    () => false,
    () => ({ put, remove: [], tell: [] }),
  );

test('an alert is told by one of two pages that ask at the same moment, and by none after', async () => {
  const name = `alerts-${Math.random()}`;
  const [first, second] = [await opened(name), await opened(name)];
  await add(first, [alert('a'), alert('b', { at: 2 })]);
  const told = await Promise.all([first, second, first].map((store) => store.alerts.takeUntold()));
  expect(
    told
      .flat()
      .map((it) => it.id)
      .sort(),
  ).toEqual(['a', 'b']);
  expect(await second.alerts.takeUntold()).toEqual([]);
  await add(second, [alert('c')]);
  expect((await first.alerts.takeUntold()).map((it) => it.id)).toEqual(['c']);
});

test('what was read, done or told is not told', async () => {
  const store = await opened(`alerts-${Math.random()}`);
  await add(store, [
    alert('read', { state: 'read' }),
    alert('done', { state: 'done' }),
    alert('told', { notified: true }),
  ]);
  expect(await store.alerts.takeUntold()).toEqual([]);
});

test('an alert that is raised anew is as its user left it; one that got worse is unread', async () => {
  const store = await opened(`alerts-${Math.random()}`);
  await add(store, [alert('a')]);
  await store.alerts.update(['a'], { state: 'done' });
  const raise = (kept: boolean) =>
    store.alerts.renew(
      'shop.example',
      () => kept,
      () => ({ put: [alert('a')], remove: [], tell: ['a'] }),
    );
  // As on a device that knows the decision and not the alert.
  expect(await raise(false)).toMatchObject({ put: [{ state: 'done', notified: true }], tell: [] });
  expect(await raise(true)).toMatchObject({ put: [{ state: 'unread', notified: false }], tell: ['a'] });
});

const page = async (store: Store) =>
  JSON.parse(JSON.stringify(await store.exchange.changes(0))) as { registers: []; decisions: [] };

test('on a device that raises an alert later, what was read elsewhere holds only for what it said there [ALERT-2]', async () => {
  const [there, ...devices] = await Promise.all(
    ['', '', '', ''].map(() => opened(`alerts-${Math.random()}`)),
  );
  await add(there!, [alert('a', { data: { messages: 3 } }), alert('b', { data: { reporters: ['x'] } })]);
  await there!.alerts.update(['a', 'b'], { state: 'read' });
  const said = await page(there!);
  const states = async (store: Store) =>
    Object.fromEntries((await store.alerts.list()).map(({ id, state }) => [id, state]));
  const raise = (store: Store, messages: number, reporters: string[]) =>
    add(store, [alert('a', { data: { messages } }), alert('b', { data: { reporters } })]);
  const [fresh, worse, knew] = devices as [Store, Store, Store];
  await fresh.exchange.merge(said);
  await raise(fresh, 2, ['x']);
  expect(await states(fresh)).toEqual({ a: 'read', b: 'read' });
  await worse.exchange.merge(said);
  await raise(worse, 4, ['x', 'y']);
  expect(await states(worse)).toEqual({ a: 'unread', b: 'unread' });
  // In the other order: the alert is here, and worse, when what was said arrives.
  await raise(knew, 4, ['x']);
  await knew.exchange.merge(said);
  expect(await states(knew)).toEqual({ a: 'unread', b: 'read' });
});

test('what an older version said of an alert, without its figures, still holds', async () => {
  const store = await opened(`alerts-${Math.random()}`);
  const stamp = `${(1_760_000_000_000).toString(36).padStart(9, '0')}0000aaaaaaaa`;
  const decisions = [{ kind: 'alert-state', key: 'a', value: 'done', stamp }];
  expect(await store.exchange.merge({ registers: [], decisions })).toMatchObject({ decisions: 1 });
  await add(store, [alert('a', { data: { messages: 9 } })]);
  expect((await store.alerts.list())[0]!.state).toBe('done');
});
