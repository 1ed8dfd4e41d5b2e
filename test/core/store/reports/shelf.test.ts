import { afterEach, expect, test } from 'vitest';
import type { ShelfEntry } from '../../../../core/model/stored.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import { SHELF_LIMITS, type ShelfLimits } from '../../../../core/store/reports/shelf.ts';
import type { Store } from '../../../../core/store/store.ts';

/** The shelf is bounded in entries, in bytes, and in the size of one document. */

const ROOMY: ShelfLimits = { entries: 1_000, bytes: 1_000_000, entryBytes: 1_000_000 };

let store: Store;

async function shelfWith(limits: Partial<ShelfLimits>) {
  store = await openStore({
    name: `shelf-${Math.random()}`,
    locks: null,
    channel: null,
    shelf: { ...ROOMY, ...limits },
  });
  return store.shelf;
}

afterEach(() => store.close());

const entry = (at: number, size: number): ShelfEntry => ({
  id: `e${at}`,
  path: `${at}.xml`,
  at,
  outcome: 'rejected',
  refusal: { code: 'broken-markup', detail: {} },
  bytes: new Uint8Array(size).fill(at),
  mail: null,
  importId: 'i',
});

const ids = async () => (await store.shelf.list()).map((it) => it.id);

test('of more entries than allowed the oldest go', async () => {
  const shelf = await shelfWith({ entries: 3 });
  for (const at of [2, 1, 4, 3, 5]) expect(await shelf.add(entry(at, 1))).toBe(true);
  expect(await ids()).toEqual(['e5', 'e4', 'e3']);
});

test('of more bytes than allowed the oldest go, as many as it takes, never the new one', async () => {
  const shelf = await shelfWith({ bytes: 100 });
  for (const at of [1, 2, 3, 4]) await shelf.add(entry(at, 25));
  expect(await ids()).toEqual(['e4', 'e3', 'e2', 'e1']);
  await shelf.add(entry(5, 1));
  expect(await ids()).toEqual(['e5', 'e4', 'e3', 'e2']);
  // Older than all others, and yet it is what was asked for.
  await shelf.add(entry(0, 75));
  expect(await ids()).toEqual(['e5', 'e0']);
  expect((await shelf.get('e0'))?.bytes).toEqual(entry(0, 75).bytes);
});

test('a document above the size of one is not kept and pushes nothing out', async () => {
  const shelf = await shelfWith({ entryBytes: 10, bytes: 20 });
  await shelf.add(entry(1, 10));
  expect(await shelf.add(entry(2, 11))).toBe(false);
  expect(await shelf.add(entry(3, 10))).toBe(true);
  expect(await ids()).toEqual(['e3', 'e1']);
});

test('what is deleted or put again counts once, and its room is free again', async () => {
  const shelf = await shelfWith({ bytes: 100, entries: 3 });
  for (let i = 0; i < 5; i++) await shelf.add(entry(1, 40));
  await shelf.add(entry(2, 40));
  expect(await ids()).toEqual(['e2', 'e1']);
  await shelf.remove(['e1']);
  await shelf.add(entry(3, 60));
  expect(await ids()).toEqual(['e3', 'e2']);
});

test('the caps in force hold one document of the largest size', () => {
  expect(SHELF_LIMITS.entryBytes).toBeLessThanOrEqual(SHELF_LIMITS.bytes);
  expect(SHELF_LIMITS.entries).toBeGreaterThan(0);
});
