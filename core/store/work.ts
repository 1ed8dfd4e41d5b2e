import type { StoreContext } from './context.ts';
import type { WorkStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

export function createWorkStore(context: StoreContext): WorkStore {
  const { db, instance } = context;
  return {
    async begin(id, total) {
      const at = context.clock();
      await guarded(context, () => db.work.put({ id, kind: 'restore', at, instance, total, done: 0 }));
    },
    async step(id, done) {
      await guarded(context, () => db.work.update(id, { done } as never));
    },
    async end(id) {
      await db.work.delete(id);
    },
    async cutOff() {
      const alive = await context.alive();
      const rows = await db.work.toArray();
      return rows.flatMap((row) =>
        row.kind === 'restore' && row.instance !== instance && !(alive?.has(row.instance) ?? false)
          ? [{ id: row.id, at: Math.floor(row.at / 1000), total: row.total, done: row.done }]
          : [],
      );
    },
  };
}
