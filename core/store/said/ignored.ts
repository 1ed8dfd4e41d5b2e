import type { IgnoredDecision } from '../../model/decisions.ts';
import type { StoreContext } from '../context.ts';
import type { IgnoredStore } from '../store.ts';
import { listDecisions, setDecisions } from './decisions.ts';

/** One decision an address, under `DOMAIN ADDRESS`, so that it survives regrouping. */
type Value = Omit<IgnoredDecision, 'domain' | 'addresses'>;

export function createIgnoredStore(context: StoreContext): IgnoredStore {
  async function entries(domain?: string): Promise<{ domain: string; address: string; value: Value }[]> {
    const all = await listDecisions<Value>(context, 'ignored');
    return all
      .map(({ key, value }) => ({
        domain: key.slice(0, key.indexOf(' ')),
        address: key.slice(key.indexOf(' ') + 1),
        value,
      }))
      .filter((it) => domain === undefined || it.domain === domain);
  }

  return {
    async list(domain) {
      const groups = new Map<string, IgnoredDecision>();
      for (const it of await entries(domain)) {
        const { senderKey, at, endedAt } = it.value;
        const group = `${it.domain} ${senderKey} ${at} ${endedAt}`;
        const known = groups.get(group) ?? { ...it.value, domain: it.domain, addresses: [] };
        known.addresses.push(it.address);
        groups.set(group, known);
      }
      return [...groups.values()].sort((a, b) => b.at - a.at);
    },
    async addresses(domain) {
      const current = (await entries(domain)).filter((it) => it.value.endedAt === null);
      return new Map(
        current.map((it) => [
          it.address,
          { ...it.value, domain, addresses: [it.address] } satisfies IgnoredDecision,
        ]),
      );
    },
    async add({ domain, addresses, senderKey, senderName, by, at, note }) {
      const value: Value = { senderKey, senderName, by, at, note, endedAt: null };
      await setDecisions(
        context,
        'ignored',
        addresses.map((address) => ({ key: `${domain} ${address}`, value })),
      );
    },
    async remove(domain, addresses) {
      await setDecisions(
        context,
        'ignored',
        addresses.map((address) => ({ key: `${domain} ${address}`, value: null })),
      );
    },
    async end(domain, addresses, at) {
      const wanted = new Set(addresses);
      const current = (await entries(domain)).filter(
        (it) => wanted.has(it.address) && it.value.endedAt === null,
      );
      await setDecisions(
        context,
        'ignored',
        current.map((it) => ({ key: `${domain} ${it.address}`, value: { ...it.value, endedAt: at } })),
      );
    },
  };
}
