/**
 * Handles of folders that the user chose. They can be kept only in IndexedDB, and are good on this machine and in this
 * browser only, so they lie beside the store and not in it: they never go into an export.
 */
const NAME = 'rualens-folder';
const TABLE = 'folder';

export async function readKept<T>(key: string): Promise<T | null> {
  return ((await run('readonly', (table) => table.get(key))) as T | undefined) ?? null;
}

export async function keep(key: string, value: unknown): Promise<void> {
  await run('readwrite', (table) => table.put(value, key));
}

export async function forgetKept(key: string): Promise<void> {
  await run('readwrite', (table) => table.delete(key));
}

function run(mode: IDBTransactionMode, act: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((done, fail) => {
    const open = indexedDB.open(NAME, 1);
    open.onupgradeneeded = () => open.result.createObjectStore(TABLE);
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const database = open.result;
      const request = act(database.transaction(TABLE, mode).objectStore(TABLE));
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
      request.transaction?.addEventListener('complete', () => database.close());
    };
  });
}
