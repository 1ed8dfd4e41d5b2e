import type { StoreContext } from './context.ts';
import type { PeerStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

/** This store's name among those it exchanges with, and how far each exchange came. */
export function createPeerStore(context: StoreContext): PeerStore {
  const { meta, peers } = context.db;
  return {
    name: () =>
      guarded(context, () =>
        // Two pages may ask at once, and a store has one name.
        context.db.transaction('rw', meta, async () => {
          const known = (await meta.get('name'))?.value as string | undefined;
          const name = known ?? crypto.randomUUID().replaceAll('-', '');
          if (known === undefined) await meta.put({ key: 'name', value: name });
          return name;
        }),
      ),
    async marks(peer) {
      const { seen = 0, given = 0 } = (await peers.get(peer)) ?? {};
      return { seen, given };
    },
    isKnown: async (peer) => (await peers.get(peer)) !== undefined,
    async saveMarks(peer, { seen, given }) {
      await guarded(context, () => peers.put({ name: peer, seen, given }));
    },
  };
}
