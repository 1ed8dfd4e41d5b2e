import type { StoreContext } from '../context.ts';
import type { AlertStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Alerts kept; of those that are done, the oldest go first. */
const MAX_ALERTS = 5_000;

export function createAlertStore(context: StoreContext): AlertStore {
  const { db } = context;
  const changed = (domains: string[]) => context.emit({ topic: 'alerts', domains });
  return {
    async add(alerts) {
      const added = await guarded(context, () =>
        db.transaction('rw', db.alerts, async () => {
          const known = await db.alerts.bulkGet(alerts.map((it) => it.id));
          const fresh = alerts.filter((_, i) => known[i] === undefined);
          await db.alerts.bulkPut(fresh);
          const over = (await db.alerts.count()) - MAX_ALERTS;
          if (over > 0) {
            const done = db.alerts.orderBy('at').filter((it) => it.state === 'done');
            await db.alerts.bulkDelete(await done.limit(over).primaryKeys());
          }
          return fresh;
        }),
      );
      if (added.length > 0) changed([...new Set(added.map((it) => it.domain))]);
      return added;
    },
    async list(filter = {}) {
      const all = await db.alerts.orderBy('at').reverse().toArray();
      const { state, domain } = filter;
      return all.filter((it) => (!state || it.state === state) && (!domain || it.domain === domain));
    },
    async takeUntold() {
      // Read and marked in one transaction: two askers at the same moment would both tell.
      const taken = await db.transaction('rw', db.alerts, async () => {
        const all = await db.alerts.orderBy('at').reverse().toArray();
        const untold = all.filter((it) => it.state === 'unread' && !it.notified);
        await db.alerts.bulkPut(untold.map((it) => ({ ...it, notified: true })));
        return untold;
      });
      if (taken.length > 0) changed([]);
      return taken;
    },
    async update(ids, change) {
      await db.alerts.where('id').anyOf(ids).modify(change);
      changed([]);
    },
  };
}
