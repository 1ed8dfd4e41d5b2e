import { matchHost } from '../../domains/host-match.ts';
import { isInLimits } from '../../domains/host-place.ts';
import { type ModeFacts, modeOffers } from '../../domains/modes.ts';
import { sendingState } from '../../domains/sending-state.ts';
import { writeProblem } from '../../domains/write-permission.ts';
import type { HostMatch, Pointing } from '../../model/dmarc.ts';
import type { ModeOffer } from '../../model/domain-configuration.ts';
import type { HostProblem, HostSettings } from '../../model/host.ts';
import type { DomainDecision } from '../../model/stored.ts';
import { edgesByNow } from '../facts/edges-by-now.ts';
import { isHeldElsewhere } from '../facts/own-records.ts';
import { isForceUnknown, type KeptPointing, keptPointings, UNKNOWN_POINTING } from '../facts/pointings.ts';
import { sharingDomains } from '../facts/sharing-domains.ts';
import { CHOSEN_ACTIVE_KIND, type Context } from './context.ts';

/** What every step of a domain's configuration rests on. */
export interface DomainFacts {
  domain: string;
  decision: DomainDecision;
  kept: KeptPointing | null;
  pointing: Pointing;
  hosts: HostSettings[];
  match: HostMatch;
  /** The host that serves the domain, else the first that may; null without any. */
  host: HostSettings | null;
  sharedWith: string[];
  /** Why `host` must not be written; null where it may, or where there is none. */
  problem: HostProblem | null;
  modes: ModeFacts;
}

/**
 * Facts about a domain out of the store, or with a pointing just read from DNS: nothing is ever written on
 * the word of a kept answer.
 */
export async function domainFacts(context: Context, domain: string, seen?: Pointing): Promise<DomainFacts> {
  const { store } = context;
  const [decision, known, listed, summary, chosenActive] = await Promise.all([
    store.domains.get(domain),
    keptPointings.get(store, domain),
    store.hosts.list(),
    store.summaries.domain(domain).then((found) => edgesByNow(store, found, context.now())),
    store.decisions.get<boolean>(CHOSEN_ACTIVE_KIND, domain),
  ]);
  // A host limited to this very domain was meant for it; others come after.
  const rank = (host: HostSettings) => (host.limitedTo.length > 0 && isInLimits(host, domain) ? 0 : 1);
  const hosts = [...listed].sort((a, b) => rank(a) - rank(b));
  const kept = decision.listing === 'confirmed' ? known : null;
  const pointing = seen ?? kept?.pointing ?? UNKNOWN_POINTING;
  const match = matchHost(domain, pointing, hosts);
  const sharedWith = await sharingDomains(store, domain, pointing);
  const heldElsewhere = await isHeldElsewhere(store, domain, hosts);
  const host =
    (match.kind === 'ours' ? hosts.find((each) => each.id === match.hostId) : undefined) ??
    hosts.find((each) => isInLimits(each, domain)) ??
    hosts[0] ??
    null;
  const problem = host === null ? null : writeProblem({ domain, pointing, match, host, sharedWith });
  return {
    domain,
    decision,
    kept,
    pointing,
    hosts,
    match,
    host,
    sharedWith,
    problem,
    modes: {
      pointing,
      host: match,
      locked: decision.locked,
      declared: decision.declared,
      chosenActive: chosenActive === true,
      inheritsFrom: kept?.inheritsFrom ?? null,
      parentUnknown: isForceUnknown(kept?.inForce ?? null),
      heldElsewhere,
      sharedWith,
      sending: sendingState({
        declared: decision.declared,
        lastPassedDay: summary?.lastPassedDay ?? null,
        lastReport: summary?.lastEnd ?? null,
        now: context.now(),
      }),
      hostsConfigured: hosts.length > 0,
      writeProblem: problem,
    },
  };
}

/** The modes of Change Domain Mode. */
export function offersOf(facts: DomainFacts): ModeOffer[] {
  return modeOffers(facts.modes);
}
