import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import { guarded } from '../with-quota-errors.ts';
import type { ShelfStore } from './report-store.ts';

/** Bounds of the shelf. */
export interface ShelfLimits {
  entries: number;
  bytes: number;
  /** A single document larger than this is not kept. */
  entryBytes: number;
}

export const SHELF_LIMITS: ShelfLimits = {
  entries: 500,
  bytes: 128 * 1024 * 1024,
  entryBytes: 32 * 1024 * 1024,
};

export function createShelfStore(context: StoreContext, limits: ShelfLimits = SHELF_LIMITS): ShelfStore {
  const { db } = context;
  const changed = () => context.emit({ topic: 'shelf', domains: [] });
  return {
    async add(entry) {
      if (entry.bytes.length > limits.entryBytes) return false;
      await guarded(context, () =>
        db.transaction('rw', [db.shelf, db.meta], async () => {
          const sizes = ((await db.meta.get('shelf'))?.value as Record<string, number> | undefined) ?? {};
          await db.shelf.put(entry);
          sizes[entry.id] = entry.bytes.length;
          let bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
          let count = Object.keys(sizes).length;
          if (bytes > limits.bytes || count > limits.entries) {
            for (const id of await db.shelf.orderBy('at').primaryKeys()) {
              if (bytes <= limits.bytes && count <= limits.entries) break;
              if (id === entry.id) continue;
              await db.shelf.delete(id);
              bytes -= sizes[id] ?? 0;
              count--;
              delete sizes[id];
            }
          }
          await db.meta.put({ key: 'shelf', value: sizes });
        }),
      );
      changed();
      return true;
    },
    async list() {
      const rows = await db.shelf.orderBy('at').reverse().toArray();
      return rows.map(({ bytes, ...rest }) => ({ ...rest, size: bytes.length }));
    },
    get: async (id) => (await db.shelf.get(id)) ?? null,
    async remove(ids) {
      await withReserve(context, () =>
        db.transaction('rw', [db.shelf, db.meta], async () => {
          const sizes = ((await db.meta.get('shelf'))?.value as Record<string, number> | undefined) ?? {};
          for (const id of ids) delete sizes[id];
          await db.shelf.bulkDelete(ids);
          await db.meta.put({ key: 'shelf', value: sizes });
        }),
      );
      changed();
    },
  };
}
