import { alertMeasure, isWorse, saidOfAlert } from '../../lib/alert-measure.ts';
import type { StoredAlert } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { AlertChange, AlertStore } from '../store.ts';
import { StoreFull } from '../store-full.ts';
import { guarded } from '../with-quota-errors.ts';

/** Alerts kept; of those that are done, the oldest go first. */
const MAX_ALERTS = 5_000;

/** Alerts are raised in each store by itself; what was done about them is a decision, and travels. */
export function createAlertStore(context: StoreContext): AlertStore {
  const { db } = context;
  const changed = (domains: string[]) => context.emit({ topic: 'alerts', domains });
  return {
    async renew(domain, belongs, decide) {
      const change = await guarded(context, () =>
        db.transaction('rw', [db.alerts, db.decisions], async () => {
          const kept = await db.alerts.filter((it) => it.domain === domain && belongs(it)).toArray();
          const made = await asSaid(context, kept, decide(kept));
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
      const take = () =>
        db.transaction('rw', db.alerts, async () => {
          const all = await db.alerts.orderBy('at').reverse().toArray();
          const untold = all.filter((it) => it.state === 'unread' && !it.notified);
          await db.alerts.bulkPut(untold.map((it) => ({ ...it, notified: true })));
          return untold;
        });
      const taken = await withReserve(context, take).catch((error) => {
        if (!(error instanceof StoreFull)) throw error;
        // What cannot be marked as told would be told at each asking: it stays listed as unread.
        return [];
      });
      if (taken.length > 0) changed([]);
      return taken;
    },
    async update(ids, change) {
      const { state } = change;
      const write = state === 'done' ? withReserve : guarded;
      await write(context, () =>
        db.transaction('rw', [db.meta, db.alerts, db.decisions], async () => {
          await db.alerts.where('id').anyOf(ids).modify(change);
          if (state === undefined || ids.length === 0) return;
          const seq = await nextSeq(context);
          const stamp = await nextStamp(context);
          const alerts = await db.alerts.bulkGet([...ids]);
          await db.decisions.bulkPut(
            ids.map((key, i) => {
              const data = alerts[i]?.data;
              const value = data === undefined ? state : { state, of: alertMeasure(data) };
              return { kind: 'alert-state', key, value, stamp, seq };
            }),
          );
        }),
      );
      changed([]);
    },
  };
}

/**
 * An alert that is raised here for the first time is in the state in which its user left it elsewhere, unless it says
 * more than it said there. One that was known and got worse is not: what was said of it, was said of less.
 */
async function asSaid(
  context: StoreContext,
  kept: readonly StoredAlert[],
  change: AlertChange,
): Promise<AlertChange> {
  const known = new Set(kept.map(({ id }) => id));
  const fresh = change.put.filter(({ id }) => !known.has(id));
  const decisions = await context.db.decisions.bulkGet(
    fresh.map(({ id }) => ['alert-state', id] as [string, string]),
  );
  const states = new Map<string, StoredAlert['state']>();
  fresh.forEach(({ id, data }, i) => {
    const said = saidOfAlert(decisions[i]?.value);
    if (said === null || (said.of !== null && isWorse(said.of, alertMeasure(data)))) return;
    states.set(id, said.state);
  });
  const put = change.put.map((it) => {
    const state = states.get(it.id);
    return state ? { ...it, state, notified: it.notified || state !== 'unread' } : it;
  });
  const tell = change.tell.filter((id) => (states.get(id) ?? 'unread') === 'unread');
  return { ...change, put, tell };
}
