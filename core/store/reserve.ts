import type { StoreContext } from './context.ts';
import { StoreFull } from './store-full.ts';
import { guarded } from './with-quota-errors.ts';

/** Kept by default where the platform has a quota: room for the notes of a deletion. */
export const RESERVE_BYTES = 4 * 1024 * 1024;
/** Rows of this size lie in files of their own in Chromium, whose room is free as soon as they go. */
const ROW_BYTES = 256 * 1024;
/** getRandomValues fills no more at once. */
const RANDOM_BYTES = 65_536;

/** Fills the reserve up. Of random bytes, which no browser can compress. */
export async function fillReserve(context: StoreContext): Promise<void> {
  const { reserve } = context.db;
  const missing = Math.floor(context.reserveBytes / ROW_BYTES) - (await reserve.count());
  for (let i = 0; i < missing; i++) {
    const bytes = new Uint8Array(ROW_BYTES);
    for (let at = 0; at < bytes.length; at += RANDOM_BYTES) {
      crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
    }
    await guarded(context, () => reserve.add({ bytes } as never));
  }
}

/**
 * Runs a write that must work on a full disk, such as a deletion: where there is no room, the reserve is given up for
 * it, and filled again after it or after the next such write for which there is room. Throws StoreFull where that was
 * not enough.
 */
export async function withReserve<T>(context: StoreContext, write: () => PromiseLike<T>): Promise<T> {
  let result: T;
  try {
    result = await guarded(context, write);
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    await context.db.reserve.clear();
    context.reserveSpent = true;
    result = await guarded(context, write);
  }
  if (context.reserveSpent) void refill(context);
  return result;
}

/**
 * The same before the store is open, which an older version's finds no room for: its reserve goes. It is opened as it
 * lies, without bringing it over.
 */
export async function giveReserveUp(name: string, factory: IDBFactory): Promise<void> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const asked = factory.open(name);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  try {
    if (!db.objectStoreNames.contains('reserve')) return;
    const tx = db.transaction('reserve', 'readwrite');
    tx.objectStore('reserve').clear();
    await new Promise((ended) => {
      tx.oncomplete = ended;
      tx.onabort = ended;
    });
  } finally {
    db.close();
  }
}

async function refill(context: StoreContext): Promise<void> {
  context.reserveSpent = false;
  await fillReserve(context).catch(() => {
    // There is no room yet, or the store was closed: the next such write or opening tries again.
    context.reserveSpent = true;
  });
}
