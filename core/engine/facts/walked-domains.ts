import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { organizationalDomainOf, recordLookup, treeWalk } from '../../dmarc/tree-walk.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Traffic } from '../../model/traffic.ts';
import type { AlignedUnder } from '../../senders/spf-domains.ts';
import type { Store } from '../../store/store.ts';
import { alignmentOfRows } from './alignment-of-rows.ts';
import { fact } from './fact.ts';

/** Names of one policy domain that are walked; forged reports may name endless subdomains. */
export const MAX_WALKED_NAMES = 100;
/** A walk's result is used for this long. Seconds. */
export const WALK_SECONDS = 86_400;

/** Organizational domains of a policy domain's names, by RFC 9989's tree walk. */
interface KeptWalks {
  at: UnixSeconds;
  organizational: [name: string, organizational: string][];
}

/** By policy domain. */
const walks = fact<KeptWalks>('tree-walks');

/** Alignment of a policy domain's rows, each by its report's `discovery_method`; walks as last kept. */
export async function keptAlignment(store: Store, domain: string): Promise<AlignedUnder> {
  const kept = await walks.get(store, domain);
  return alignmentOfRows(new Map(kept?.organizational));
}

/**
 * Walks the names of traffic whose reports were judged by a tree walk, and keeps what was found. Only names of
 * the user's own organization: an envelope domain is a claim, and a stranger's name is never asked about (it
 * is then judged by the public suffix list). True where an organizational domain is another than before.
 */
export async function walkNames(
  store: Store,
  domain: string,
  traffic: Traffic,
  resolve: Resolve,
  now: UnixSeconds,
  options: { limit?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  const { limit = MAX_WALKED_NAMES, signal } = options;
  if (!traffic.byWalk) return false;
  const kept = await walks.get(store, domain);
  const before = new Map(kept?.organizational);
  const names = ownNames(domain, traffic).slice(0, limit);
  const fresh = kept !== null && kept.at > now - WALK_SECONDS;
  if (fresh && names.every((name) => before.has(name))) return false;
  const lookup = recordLookup(resolve);
  const found = new Map(before);
  for (const name of names) {
    if (signal?.aborted) return false;
    const walk = await treeWalk(name, lookup);
    // What lies above a name that could not be read is not known: what was known stays.
    if (walk.failure === null) found.set(name, organizationalDomainOf(walk));
  }
  await walks.set(store, domain, { at: now, organizational: [...found] });
  return names.some((name) => found.get(name) !== before.get(name));
}

function ownNames(domain: string, traffic: Traffic): string[] {
  const root = organizationalDomainByList(domain);
  const own = traffic.names.filter(
    (name) => name !== '' && (isAtOrBelow(name, domain) || organizationalDomainByList(name) === root),
  );
  // The shortest first: the policy domain itself and its header-from names before made-up depths.
  return [...new Set([domain, ...own.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))])];
}
