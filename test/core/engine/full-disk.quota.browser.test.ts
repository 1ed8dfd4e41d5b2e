import { afterAll, beforeAll, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { openStore } from '../../../core/store/open-store.ts';
import { StoreFull } from '../../../core/store/store-full.ts';
import { allOperations } from '../../support/engine-operations.ts';
import { livedInEngine } from '../../support/lived-in-engine.ts';

/**
 * Every operation of the engine on a disk that is really full, by the browser's own quota: reading, deleting, undoing
 * and exporting work, the rest works or stops whole with the figures.
 */

const RESERVE = 1024 * 1024;
const QUOTA = 9_000_000;
const FILLER = 'filler';
const name = `full-${Math.random()}`;

const session = cdp() as unknown as {
  send(method: string, values: Record<string, unknown>): Promise<unknown>;
};
const setQuota = (quotaSize?: number) =>
  session.send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });

let all: Awaited<ReturnType<typeof livedInEngine>>;
let filler: IDBDatabase;

beforeAll(async () => {
  // Before the first write: the browser remembers for half a minute how much room there is.
  await setQuota(QUOTA);
  all = await livedInEngine({ name, reserveBytes: RESERVE });
  filler = await new Promise((done, failed) => {
    const opened = indexedDB.open(FILLER, 1);
    opened.onupgradeneeded = () => opened.result.createObjectStore('junk', { autoIncrement: true });
    opened.onsuccess = () => done(opened.result);
    opened.onerror = () => failed(opened.error);
  });
}, 120_000);

afterAll(async () => {
  for (const { engine, store } of [all.opened, all.peer]) {
    engine.stop();
    store.close();
  }
  filler.close();
  await setQuota();
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
});

/** Takes what room there is, down to rows of a kilobyte. */
async function fill(): Promise<void> {
  for (let size = 256 * 1024; size >= 1024; size /= 4) while (await add(size));
}

function add(size: number): Promise<boolean> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const tx = filler.transaction('junk', 'readwrite', { durability: 'strict' });
  tx.objectStore('junk').add(bytes);
  return new Promise((done) => {
    tx.oncomplete = () => done(true);
    tx.onabort = () => done(false);
  });
}

/** Makes room, lets the store keep its reserve back again, and takes the rest. */
async function fillAnew(): Promise<void> {
  await new Promise((done) => {
    const tx = filler.transaction('junk', 'readwrite', { durability: 'strict' });
    tx.objectStore('junk').clear();
    tx.oncomplete = done;
  });
  await all.opened.engine.exchange.noteBackup(1);
  await expect.poll(reserved, { timeout: 20_000 }).toBe(RESERVE / (256 * 1024));
  await fill();
}

/** Rows that the store keeps back. */
async function reserved(): Promise<number> {
  const db = await new Promise<IDBDatabase>((done) => {
    const opened = indexedDB.open(name);
    opened.onsuccess = () => done(opened.result);
  });
  const asked = db.transaction('reserve').objectStore('reserve').count();
  const count = await new Promise<number>((done) => {
    asked.onsuccess = () => done(asked.result);
  });
  db.close();
  return count;
}

const stopped: string[] = [];

test.each(allOperations())('%s', { timeout: 60_000 }, async (operation, { kind, run }) => {
  await (kind === 'frees' ? fillAnew() : fill());
  const outcome = await run(all.opened.engine, all.lived).then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome !== null && !(outcome instanceof StoreFull)) throw outcome;
  if (outcome !== null) stopped.push(operation);
  if (outcome !== null) expect(outcome.usage).toBeGreaterThan(0);
  if (kind !== 'writes') expect(outcome).toBeNull();
});

test('on a full disk the store is opened again, whatever was left to tidy up', async () => {
  await fillAnew();
  const before = await all.opened.engine.reports.list({});
  expect(before.length).toBeGreaterThan(0);
  // Another page, to which no other is alive: it finishes what they left, in the reserve if need be.
  const again = await openStore({ name, reserveBytes: RESERVE, locks: null, channel: null });
  expect(await again.reports.list({})).toHaveLength(before.length);
  again.close();
});

test('the disk was full, and what was imported before it is whole', async () => {
  expect(stopped.length).toBeGreaterThan(3);
  const { engine } = all.opened;
  const listed = await engine.reports.list({});
  for (const { id } of listed) expect(await engine.reports.xml(id)).not.toBeNull();
  const counted = await engine.reports.countData({});
  expect(counted.reports).toBe(listed.length);
});
