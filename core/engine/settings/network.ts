import { createAllowList } from '../../dns/allow-list.ts';
import { createResolver, type ResolverOptions } from '../../dns/resolver.ts';
import { testResolver } from '../../dns/resolver-test.ts';
import type { Clock } from '../../lib/clock.ts';
import { createGateway, type Gateway, type GatewayEntry } from '../../lib/gateway.ts';
import type { QueryRecordEntry, Resolve } from '../../model/dns.ts';
import type { ResolverChoice, Settings } from '../../model/settings.ts';
import type { Store } from '../../store/store.ts';
import type { ResolverTest } from './face.ts';

/** How a resolver is asked, see ResolverOptions. */
export type DnsManners = Pick<ResolverOptions, 'backOff' | 'timeoutMs'>;

export interface NetworkOptions {
  store: Store;
  fetch: typeof fetch;
  clock: Clock;
  /** What the platform says of its connection. */
  online?: () => boolean;
  /** Short random names of 0-9 and a-z. */
  newId(): string;
  /** Answers for domains of the sample company, out of the zone that comes with it; null for others. */
  sampleResolver?(domain: string): Resolve | null;
  dns?: DnsManners;
}

/** Requests of one purpose to one host within so many milliseconds are one line of the record. */
const NOTED_EVERY_MS = 60_000;

/** DNS as the settings say, and the one gateway for all else that leaves the machine. */
export interface Network {
  readonly gateway: Gateway;
  /** DNS on behalf of a confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  testResolver(choice: ResolverChoice): Promise<ResolverTest>;
  close(): void;
}

/** Builds the network from the settings, and again when they change. */
export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const { store, clock } = options;
  let settings: Settings = await store.settings.get();
  let confirmed = new Set(await store.domains.confirmed());
  let resolve: Resolve | null = null;
  let chosen = '';
  /** When a source's host was last noted, by host and purpose. */
  const noted = new Map<string, number>();
  const gateway = createGateway({
    fetch: options.fetch,
    clock,
    noNetwork: () => settings.noNetwork,
    ...(options.online ? { online: options.online } : {}),
    onRequest: (entry) => {
      // Questions of the resolver are recorded with their result; a test asks without one.
      if (entry.purpose === 'resolver-test') store.queries.add(recordOf(entry));
      // Of hundreds of messages one line: whom was spoken to, and what for.
      if (!entry.purpose.startsWith('source-')) return;
      const record = recordOf({ ...entry, type: 'HTTP' });
      const key = `${record.resolver} ${entry.purpose} ${record.result}`;
      if (entry.time - (noted.get(key) ?? 0) < NOTED_EVERY_MS) return;
      noted.set(key, entry.time);
      store.queries.add({ ...record, name: record.resolver });
    },
  });
  const stop = store.subscribe(({ topic }) => {
    // Where the store was closed meanwhile, nobody asks any more.
    if (topic === 'settings') void refreshSettings().catch(() => {});
    if (topic === 'domains') void refreshDomains().catch(() => {});
  });

  async function refreshSettings(): Promise<void> {
    settings = await store.settings.get();
  }

  async function refreshDomains(): Promise<void> {
    confirmed = new Set(await store.domains.confirmed());
  }

  function resolver(): Resolve {
    const wanted = JSON.stringify(settings.resolvers);
    if (resolve === null || wanted !== chosen) {
      chosen = wanted;
      resolve = createResolver({
        ...options.dns,
        gateway,
        clock,
        resolvers: settings.resolvers,
        cache: store.dns,
        onQuery: (entry) => store.queries.add(entry),
      });
    }
    return resolve;
  }

  return {
    gateway,
    async resolverFor(domain) {
      const sample = options.sampleResolver?.(domain) ?? null;
      if (sample !== null) return sample;
      await refreshSettings();
      // This one domain alone: reading thousands for each of thousands would cost more than DNS.
      if ((await store.domains.get(domain)).listing === 'confirmed') confirmed.add(domain);
      else confirmed.delete(domain);
      const chosenOnes = settings.resolvers.filter((it) => it.id !== 'none' && it.url !== '');
      if (settings.noNetwork || chosenOnes.length === 0) return null;
      return createAllowList(resolver(), (root) => confirmed.has(root)).forDomain(domain);
    },
    async testResolver(choice) {
      await refreshSettings();
      const found = await testResolver(choice, { gateway, clock, randomLabel: options.newId() });
      const { works, problem, detail, milliseconds, truthful, filtered, format } = found;
      const took = Math.round(milliseconds ?? 0);
      if (works) return { result: 'answer', detail, took, problem: '', truthful, filtered, format };
      const result = problem === 'no-cors' || problem === '' ? 'blocked' : problem;
      return {
        result: result === 'not-truthful' ? 'malformed' : result,
        detail,
        took,
        problem,
        truthful,
        filtered,
        format,
      };
    },
    close: stop,
  };
}

function recordOf(entry: GatewayEntry): QueryRecordEntry {
  const host = URL.canParse(entry.url) ? new URL(entry.url).host : '';
  const answered = entry.outcome === 'response';
  return {
    time: entry.time,
    resolver: host,
    name: entry.name ?? '',
    type: (entry.type ?? 'A') as QueryRecordEntry['type'],
    purpose: entry.purpose as QueryRecordEntry['purpose'],
    result: resultOf(answered, entry),
    took: entry.took,
  };
}

function resultOf(answered: boolean, entry: GatewayEntry): QueryRecordEntry['result'] {
  if (answered) return entry.status >= 200 && entry.status < 300 ? 'answer' : 'http-error';
  if (entry.outcome === 'timeout' || entry.outcome === 'offline') return entry.outcome;
  return 'blocked';
}
