import type { StoreContext } from '../context.ts';
import type { AlertStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Alerts kept; of those that are done, the oldest go first. */
const MAX_ALERTS = 5_000;

export function createAlertStore(context: StoreContext): AlertStore {
  const { db } = context;
  const changed = (domains: string[]) => context.emit({ topic: 'alerts', domains });
  return {
    async renew(domain, belongs, decide) {
      const change = await guarded(context, () =>
        db.transaction('rw', db.alerts, async () => {
          const kept = await db.alerts.filter((it) => it.domain === domain && belongs(it)).toArray();
          const made = decide(kept);
          await db.alerts.bulkDelete(made.remove);
          await db.alerts.bulkPut(made.put);
          const over = (await db.alerts.count()) - MAX_ALERTS;
          if (over > 0) {
            const done = db.alerts.orderBy('at').filter((it) => it.state === 'done');
            await db.alerts.bulkDelete(await done.limit(over).primaryKeys());
          }
          return made;
        }),
      );
      if (change.put.length + change.remove.length > 0) changed([domain]);
      return change;
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
