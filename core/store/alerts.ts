import type { StoredAlert } from '../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from './context.ts';
import { guarded } from './guarded.ts';
import type { AlertStore } from './store.ts';

/** Alerts kept; of those that are done, the oldest go first. */
const MAX_ALERTS = 5_000;

/** Alerts are raised in each store by itself; what was done about them is a decision, and travels. */
export function createAlertStore(context: StoreContext): AlertStore {
  const { db } = context;
  const changed = (domains: string[]) => context.emit({ topic: 'alerts', domains });
  return {
    async add(alerts) {
      const added = await guarded(context, () =>
        db.transaction('rw', [db.alerts, db.decisions], async () => {
          const known = await db.alerts.bulkGet(alerts.map((it) => it.id));
          const fresh = alerts.filter((_, i) => known[i] === undefined);
          const said = await db.decisions.bulkGet(
            fresh.map((it) => ['alert-state', it.id] as [string, string]),
          );
          const rows = fresh.map((it, i) => {
            const state = said[i]?.value as StoredAlert['state'] | null | undefined;
            return state ? { ...it, state, notified: it.notified || state !== 'unread' } : it;
          });
          await db.alerts.bulkPut(rows);
          const over = (await db.alerts.count()) - MAX_ALERTS;
          if (over > 0) {
            const done = db.alerts.orderBy('at').filter((it) => it.state === 'done');
            await db.alerts.bulkDelete(await done.limit(over).primaryKeys());
          }
          return rows;
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
    async update(ids, change) {
      const { state } = change;
      await guarded(context, () =>
        db.transaction('rw', [db.meta, db.alerts, db.decisions], async () => {
          await db.alerts.where('id').anyOf(ids).modify(change);
          if (state === undefined || ids.length === 0) return;
          const seq = await nextSeq(context);
          const stamp = await nextStamp(context);
          await db.decisions.bulkPut(
            ids.map((key) => ({ kind: 'alert-state', key, value: state, stamp, seq })),
          );
        }),
      );
      changed([]);
    },
  };
}
