import { aliasTarget, domainsSharing, matchHost } from '../../domains/host-match.ts';
import { domainStatus } from '../../domains/status.ts';
import { utcDay } from '../../lib/days.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { ChangeEntry, HostSettings } from '../../model/host.ts';
import type { DomainDecision } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';
import { isHeldElsewhere } from './own-records.ts';
import { type KeptPointing, UNKNOWN_POINTING } from './pointings.ts';

/** The UTC day in which a domain was first seen locked. */
const lockedSince = fact<number>('blocked-since');

/** Notes the UTC day in which a domain was locked, where its lock was made elsewhere and the day is known. */
export function noteLocked(store: Store, domain: string, day: number): Promise<void> {
  return lockedSince.set(store, domain, day);
}

/** What is known of all domains at once. */
export interface LockFacts {
  pointings: ReadonlyMap<string, KeptPointing>;
  hosts: readonly HostSettings[];
  /** Changes made from here. */
  log: readonly ChangeEntry[];
  confirmed: readonly string[];
}

/**
 * The UTC day in which a Blocked domain was locked; null where it is not Blocked. A lock over a domain whose TXT
 * stands in its own zone, or whose alias leads elsewhere, blocks nothing: its status says so, and so do alerts.
 */
export async function blockedSince(
  store: Store,
  decision: DomainDecision,
  loadFacts: () => Promise<LockFacts>,
  today: number,
): Promise<number | null> {
  const { domain, locked } = decision;
  const known = await lockedSince.get(store, domain);
  if (!locked) {
    if (known !== null) await lockedSince.remove(store, [domain]);
    return null;
  }
  if (known === null) await lockedSince.set(store, domain, today);
  // Few domains are locked, and only these need to know of all others.
  const facts = await loadFacts();
  const pointing = await lastPointing(store, domain, facts.pointings.get(domain)?.pointing);
  const heldElsewhere = await isHeldElsewhere(store, domain, facts.hosts);
  if (pointing === null || !isBlocked(decision, pointing, facts, heldElsewhere)) return null;
  const made = facts.log
    .filter((each) => each.domain === domain && each.action === 'block')
    .filter(({ result }) => result === 'done' || result === 'by-hand')
    .map((each) => utcDay(each.time));
  return made.length > 0 ? Math.max(...made) : (known ?? today);
}

/** How a domain is pointed, or was when DNS told last; null where DNS never told. */
async function lastPointing(
  store: Store,
  domain: string,
  kept: Pointing | undefined,
): Promise<Pointing | null> {
  const silent = kept === undefined || kept.kind === 'unknown' || kept.kind === 'broken';
  if (!silent) return kept;
  const row = await store.snapshots.last(`_dmarc.${domain}`);
  const last = row?.snapshot as Partial<Pick<Pointing, 'kind' | 'targets'>> | undefined;
  if (last?.kind === undefined || !Array.isArray(last.targets)) return null;
  return { ...UNKNOWN_POINTING, kind: last.kind, targets: last.targets };
}

function isBlocked(
  { domain, declared }: DomainDecision,
  pointing: Pointing,
  facts: LockFacts,
  heldElsewhere: boolean,
): boolean {
  const { pointings, hosts, confirmed } = facts;
  const others = confirmed.flatMap((name) => {
    const other = pointings.get(name)?.pointing;
    return other === undefined || aliasTarget(other) === null ? [] : [{ domain: name, pointing: other }];
  });
  const { status } = domainStatus({
    pointing,
    host: matchHost(domain, pointing, [...hosts]),
    locked: true,
    declared,
    inheritsFrom: null,
    heldElsewhere,
    sharedWith: domainsSharing(domain, pointing, others),
  });
  return status === 'blocked' || status === 'blocked-not-in-force';
}
