import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { HostStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

export function createHostStore(context: StoreContext): HostStore {
  const { db } = context;
  const changed = () => context.emit({ topic: 'hosts', domains: [] });
  return {
    list: () => db.hosts.toArray(),
    async put(host) {
      await guarded(context, () => db.hosts.put(host));
      changed();
    },
    async remove(id) {
      await withReserve(context, () =>
        db.transaction('rw', [db.hosts, db.hostKeys], async () => {
          await db.hosts.delete(id);
          await db.hostKeys.delete(id);
        }),
      );
      changed();
    },
    key: async (hostId) => (await db.hostKeys.get(hostId)) ?? null,
    async putKey(key) {
      await guarded(context, () => db.hostKeys.put(key));
      changed();
    },
  };
}
