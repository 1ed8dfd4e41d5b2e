import type { StoreContext } from './context.ts';
import type { ChangeStore } from './store.ts';
import { guarded } from './with-quota-errors.ts';

/** The log of changes at policy hosts. Nothing is ever removed from it. */
export function createChangeStore(context: StoreContext): ChangeStore {
  const { changes } = context.db;
  return {
    async add(entry) {
      await guarded(context, () => changes.put(entry));
      context.emit({ topic: 'hosts', domains: [entry.domain] });
    },
    async list(domain) {
      const all = await changes.orderBy('time').reverse().toArray();
      return domain === undefined ? all : all.filter((it) => it.domain === domain);
    },
  };
}
