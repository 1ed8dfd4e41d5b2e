import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { KeptStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Keys that are looked up one by one in any case. */
const LOOKED_UP = 200;
/** Rows read in a row in about the time of one look-up. */
const READ_FOR_ONE_LOOK_UP = 4;

/** Computed values. Losing them costs time, nothing else; they are in no backup. */
export function createKeptStore(context: StoreContext): KeptStore {
  const { kept } = context.db;
  const ofKind = (kind: string) => kept.where('[kind+key]').between([kind, ''], [kind, '\uffff']);
  return {
    async get<T>(kind: string, key: string) {
      return ((await kept.get([kind, key]))?.value ?? null) as T | null;
    },
    async many<T>(kind: string, keys: string[]) {
      // Thousands of single look-ups cost many times what reading all of a kind does
      if (keys.length > LOOKED_UP && (await ofKind(kind).count()) < keys.length * READ_FOR_ONE_LOOK_UP) {
        const wanted = new Set(keys);
        const rows = (await ofKind(kind).toArray()).filter((row) => wanted.has(row.key));
        return new Map(rows.map((row) => [row.key, row.value as T] as const));
      }
      const rows = await kept.bulkGet(keys.map((key) => [kind, key] as [string, string]));
      return new Map(rows.flatMap((row) => (row ? [[row.key, row.value as T] as const] : [])));
    },
    async all<T>(kind: string) {
      return new Map((await ofKind(kind).toArray()).map((row) => [row.key, row.value as T]));
    },
    async put(kind, entries) {
      await guarded(context, () => kept.bulkPut(entries.map(({ key, value }) => ({ kind, key, value }))));
    },
    async remove(kind, keys) {
      await withReserve(context, async () => {
        if (keys === undefined) await ofKind(kind).delete();
        else await kept.bulkDelete(keys.map((key) => [kind, key] as [string, string]));
      });
    },
  };
}
