import type { Clock } from '../lib/clock.ts';
import { isDnsName } from '../lib/dns-names.ts';
import type { Gateway } from '../lib/gateway.ts';
import type { DnsPurpose, QueryRecordEntry, Resolve } from '../model/dns.ts';
import type { ResolverChoice } from '../model/settings.ts';
import { backedOff } from './backed-off.ts';
import { cached } from './cached.ts';
import { createMemoryCache, type DnsCache } from './dns-cache.ts';
import { createDohClient } from './doh-client.ts';
import { failOver } from './fail-over.ts';
import { failure } from './failure.ts';
import { createJsonClient } from './json-client.ts';
import { DEFAULT_CONCURRENCY, limited } from './limited.ts';
import { recorded } from './recorded.ts';
import { retried } from './retried.ts';
import { singleFlight } from './single-flight.ts';

export interface ResolverOptions {
  gateway: Gateway;
  /** In order of preference. Empty, or only `none`: nothing is asked, last known answers are used. */
  resolvers: readonly ResolverChoice[];
  clock: Clock;
  /** Where answers are kept; a bounded cache in memory where absent. */
  cache?: DnsCache;
  /** Called once for each request that left the machine. */
  onQuery?: (entry: QueryRecordEntry) => void;
  /** Milliseconds a question may take at one resolver. */
  timeoutMs?: number;
  /** Questions under way at once at one resolver. */
  concurrency?: number;
  /** Purposes that must not be answered from the cache; their answers still enter it. */
  freshPurposes?: readonly DnsPurpose[];
  /** False: a failing resolver is asked on and on. For tools that run once. */
  backOff?: boolean;
}

/** What is read back after writing, asked again by the user, or tests a resolver, is never answered from our own cache. */
const FRESH_PURPOSES: readonly DnsPurpose[] = ['host-readback', 'look-again', 'resolver-test'];

/**
 * The DNS of the program: asks the chosen resolvers in order, within limits, once for equal questions at
 * the same time, and keeps answers by TTL. Never throws; a name that cannot be asked is `malformed`.
 */
export function createResolver(options: ResolverOptions): Resolve {
  const members = options.resolvers
    .filter((choice) => choice.id !== 'none' && choice.url !== '')
    .map((choice) => {
      const client = choice.format === 'json' ? createJsonClient : createDohClient;
      const asked = recorded(client(choice.url, options), recordName(choice), options.clock, options.onQuery);
      const polite = retried(limited(asked, options.concurrency ?? DEFAULT_CONCURRENCY));
      return options.backOff === false ? polite : backedOff(polite, options.clock);
    });
  const network: Resolve =
    members.length === 0 ? async () => failure('no-resolver', 'no resolver chosen') : failOver(members);
  const cache = options.cache ?? createMemoryCache();
  const kept = cached(network, cache, options.clock, options.freshPurposes ?? FRESH_PURPOSES);
  const once = singleFlight(kept);
  return async (name, type, purpose) => {
    const asked = name.toLowerCase().replace(/\.$/, '');
    return isDnsName(asked) ? once(asked, type, purpose) : failure('malformed', 'not a DNS name');
  };
}

/** How the query record calls a resolver: of several typed by hand, each by its host. */
function recordName(choice: ResolverChoice): string {
  return choice.id === 'own' ? choice.name || choice.url : choice.id;
}
