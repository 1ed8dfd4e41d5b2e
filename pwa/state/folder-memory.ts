/**
 * Remembers the watched folder. A handle can be kept only in IndexedDB, and is good on this machine and in this
 * browser only, so it lies beside the store and not in it: it never goes into an export.
 */

export interface FolderMemory {
  handle: FileSystemDirectoryHandle;
  /** `path|size|time` of files that were taken. */
  seen: string[];
  /** Unix seconds of the last look; 0 for never. */
  checked: number;
}

const NAME = 'rualens-folder';
const TABLE = 'folder';
const KEY = 'watched';

export async function readMemory(): Promise<FolderMemory | null> {
  return ((await run('readonly', (table) => table.get(KEY))) as FolderMemory | undefined) ?? null;
}

export async function writeMemory(memory: FolderMemory): Promise<void> {
  await run('readwrite', (table) => table.put(memory, KEY));
}

export async function forgetFolder(): Promise<void> {
  await run('readwrite', (table) => table.delete(KEY));
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
