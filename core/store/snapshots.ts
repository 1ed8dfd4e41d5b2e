import type { StoredSnapshot } from '../model/stored.ts';
import type { StoreContext } from './context.ts';
import type { SnapshotRow } from './rows.ts';
import type { SnapshotStore } from './store.ts';

/** Snapshots kept for a domain; the oldest go first. */
export const MAX_SNAPSHOTS = 500;

export function createSnapshotStore(context: StoreContext, maxSnapshots = MAX_SNAPSHOTS): SnapshotStore {
  const { db } = context;
  const ofDomain = (domain: string) =>
    db.snapshots
      .where('[domain+at]')
      .between([domain, Number.NEGATIVE_INFINITY], [domain, Number.POSITIVE_INFINITY]);
  return {
    async add(domain, at, snapshot) {
      if (snapshot === null) return false;
      return db.transaction('rw', db.snapshots, async () => {
        // Its own time of making is no difference.
        const text = JSON.stringify(snapshot, (key, value: unknown) => (key === 'time' ? undefined : value));
        const last = await ofDomain(domain).last();
        if (last !== undefined && last.text === text) {
          await db.snapshots.update(last.n, { until: Math.max(last.until, at) });
          return false;
        }
        await db.snapshots.add({ domain, at, until: at, text } as never);
        const over = (await ofDomain(domain).count()) - maxSnapshots;
        if (over > 0) await db.snapshots.bulkDelete(await ofDomain(domain).limit(over).primaryKeys());
        return true;
      });
    },
    async list(domain) {
      return (await ofDomain(domain).toArray()).map(stored);
    },
    async last(domain) {
      const row = await ofDomain(domain).last();
      return row === undefined ? null : stored(row);
    },
    count: (domain) => ofDomain(domain).count(),
  };
}

function stored({ domain, at, until, text }: SnapshotRow): StoredSnapshot {
  return { domain, at, until, snapshot: JSON.parse(text) as unknown };
}
