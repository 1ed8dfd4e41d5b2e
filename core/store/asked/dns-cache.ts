import type { KeptAnswer } from '../../model/stored.ts';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { DnsStore } from '../store.ts';

export const MAX_DNS_ANSWERS = 50_000;
/** Every so many answers the bound is looked at. */
const CHECK_EVERY = 500;

/** DNS answers, shared between pages. They can be asked again, so a full disk only means none is kept. */
export function createDnsStore(context: StoreContext, maxAnswers = MAX_DNS_ANSWERS): DnsStore {
  const { dns } = context.db;
  let untilCheck = Math.min(CHECK_EVERY, maxAnswers);
  return {
    async get(key) {
      const row = await dns.get(key);
      if (row === undefined) return undefined;
      const { used: _, ...answer } = row;
      return answer satisfies KeptAnswer;
    },
    async put(key, value) {
      try {
        await dns.put({ ...value, key, used: value.at });
        if (--untilCheck > 0) return;
        untilCheck = Math.min(CHECK_EVERY, maxAnswers);
        const over = (await dns.count()) - maxAnswers;
        if (over > 0) await dns.bulkDelete(await dns.orderBy('used').limit(over).primaryKeys());
      } catch {
        // Full, or closed while the answer was under way.
      }
    },
    clear: () => withReserve(context, () => dns.clear()),
  };
}
