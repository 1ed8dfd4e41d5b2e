import type { StoreContext } from './context.ts';
import { withReserve } from './reserve.ts';
import type { WorkStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

/** Restores under way, so that one that was cut off is listed as what it is. */
export function createWorkStore(context: StoreContext): WorkStore {
  const { db, instance } = context;
  const changed = () => context.emit({ topic: 'waiting', domains: [] });
  return {
    async begin(id, { total, made }) {
      const at = context.clock();
      await guarded(context, () => db.work.put({ id, kind: 'restore', at, instance, total, made, done: 0 }));
    },
    async step(id, done) {
      await guarded(context, () => db.work.update(id, { done } as never));
    },
    async stop(id) {
      await withReserve(context, () => db.work.update(id, { instance: '' } as never));
      changed();
    },
    async end(id) {
      await withReserve(context, () => db.work.delete(id));
      changed();
    },
    async cutOff() {
      const alive = await context.alive();
      const rows = await db.work.toArray();
      return rows.flatMap((row) =>
        row.kind === 'restore' && row.instance !== instance && !(alive?.has(row.instance) ?? false)
          ? [
              {
                ...{ id: row.id, at: Math.floor(row.at / 1000), total: row.total, done: row.done },
                made: typeof row.made === 'number' ? Math.floor(row.made / 1000) : null,
              },
            ]
          : [],
      );
    },
  };
}
