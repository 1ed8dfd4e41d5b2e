/** DNS of the background: for confirmed domains only, by the resolver that the user chose, recorded. */
import { createAllowList } from '../../core/dns/allow-list.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { Resolve } from '../../core/model/dns.ts';
import type { Settings } from '../../core/model/views.ts';
import type { Store } from '../../core/store/store.ts';

let current: { choice: string; resolve: Resolve } | null = null;

/** DNS on behalf of one domain; null while no resolver is chosen, the network is off, or it is not the user's. */
export async function resolverFor(store: Store, domain: string): Promise<Resolve | null> {
  const settings = await store.settings.get();
  if (!hasResolver(settings)) return null;
  const confirmed = new Set(await store.domains.confirmed());
  if (!confirmed.has(domain)) return null;
  return createAllowList(resolver(store, settings), (root) => confirmed.has(root)).forDomain(domain);
}

export function hasResolver(settings: Settings): boolean {
  return !settings.noNetwork && settings.resolvers.some((it) => it.id !== 'none' && it.url !== '');
}

/** One for each choice, so that equal questions at the same time are asked once. */
function resolver(store: Store, settings: Settings): Resolve {
  const choice = JSON.stringify(settings.resolvers);
  if (current?.choice !== choice) {
    const gateway = createGateway({ fetch, clock: Date.now, online: () => navigator.onLine });
    current = {
      choice,
      resolve: createResolver({
        gateway,
        resolvers: settings.resolvers,
        clock: Date.now,
        cache: store.dns,
        onQuery: (entry) => store.queries.add(entry),
      }),
    };
  }
  return current.resolve;
}
