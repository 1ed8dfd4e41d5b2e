import type { StoredSnapshot } from '../../model/stored.ts';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { SnapshotRow } from '../rows.ts';
import type { SnapshotStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Snapshots kept for a domain; the oldest go first. */
export const MAX_SNAPSHOTS = 500;
/** A backup's snapshot this far ahead of our clock is not believed; seconds. */
const MAX_AHEAD = 86_400;

export function createSnapshotStore(context: StoreContext, maxSnapshots = MAX_SNAPSHOTS): SnapshotStore {
  const { db } = context;
  const ofDomain = (domain: string) =>
    db.snapshots
      .where('[domain+at]')
      .between([domain, Number.NEGATIVE_INFINITY], [domain, Number.POSITIVE_INFINITY]);
  return {
    async add(domain, at, snapshot) {
      if (snapshot === null) return false;
      return guarded(context, () =>
        db.transaction('rw', db.snapshots, async () => {
          const text = textOf(snapshot);
          const last = await ofDomain(domain).last();
          if (last !== undefined && last.text === text) {
            await db.snapshots.update(last.n, { until: Math.max(last.until, at) });
            return false;
          }
          await db.snapshots.add({ domain, at, until: at, text } as never);
          const over = (await ofDomain(domain).count()) - maxSnapshots;
          if (over > 0) await db.snapshots.bulkDelete(await ofDomain(domain).limit(over).primaryKeys());
          return true;
        }),
      );
    },
    async list(domain) {
      return (await ofDomain(domain).toArray()).map(stored);
    },
    async last(domain) {
      const row = await ofDomain(domain).last();
      return row === undefined ? null : stored(row);
    },
    count: (domain) => ofDomain(domain).count(),
    async forget(domains) {
      const below = (name: string): boolean => domains.some((d) => name === d || name.endsWith(`.${d}`));
      await withReserve(context, () => db.snapshots.filter((row) => below(row.domain)).delete());
    },
    async names() {
      const keys = (await db.snapshots.orderBy('[domain+at]').keys()) as unknown as [string, number][];
      return [...new Set(keys.map(([domain]) => domain))];
    },
    restore: (domain, snapshots) =>
      guarded(context, () =>
        db.transaction('rw', db.snapshots, async () => {
          const before = await ofDomain(domain).toArray();
          const own = before.map(({ at, until, text }) => ({ at, until, text }));
          const latest = Math.floor(context.clock() / 1000) + MAX_AHEAD;
          const given = snapshots
            .filter(({ until }) => until <= latest)
            .map(({ at, until, snapshot }) => ({ at, until, text: textOf(snapshot) }));
          // What was seen here is not given up for what a file says.
          const room = Math.max(0, maxSnapshots - own.length);
          const all = joined([...own, ...given]);
          const newest = given.sort((a, b) => b.at - a.at).slice(0, room);
          const kept = all.length <= maxSnapshots ? all : joined([...own, ...newest]);
          await db.snapshots.bulkDelete(before.map((row) => row.n));
          await db.snapshots.bulkAdd(kept.map((row) => ({ ...row, domain })) as never[]);
          return kept.length - before.length;
        }),
      ),
  };
}

/** JSON of a snapshot; its own time of making is no difference. */
function textOf(snapshot: unknown): string {
  return JSON.stringify(snapshot, (key, value: unknown) => (key === 'time' ? undefined : value));
}

type Seen = Pick<SnapshotRow, 'at' | 'until' | 'text'>;

/** In order of time, neighbours of the same text made one. */
function joined(rows: readonly Seen[]): Seen[] {
  const result: Seen[] = [];
  for (const row of rows.toSorted((a, b) => a.at - b.at)) {
    const last = result.at(-1);
    if (last?.text === row.text) last.until = Math.max(last.until, row.until);
    else if (last?.at !== row.at) result.push({ ...row });
  }
  return result;
}

function stored({ domain, at, until, text }: SnapshotRow): StoredSnapshot {
  return { domain, at, until, snapshot: JSON.parse(text) as unknown };
}
