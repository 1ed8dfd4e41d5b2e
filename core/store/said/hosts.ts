import type { StoreContext } from '../context.ts';
import type { HostStore } from '../store.ts';

export function createHostStore(context: StoreContext): HostStore {
  const { db } = context;
  const changed = () => context.emit({ topic: 'hosts', domains: [] });
  return {
    list: () => db.hosts.toArray(),
    async put(host) {
      await db.hosts.put(host);
      changed();
    },
    async remove(id) {
      await db.transaction('rw', [db.hosts, db.hostKeys], async () => {
        await db.hosts.delete(id);
        await db.hostKeys.delete(id);
      });
      changed();
    },
    key: async (hostId) => (await db.hostKeys.get(hostId)) ?? null,
    async putKey(key) {
      await db.hostKeys.put(key);
      changed();
    },
  };
}
