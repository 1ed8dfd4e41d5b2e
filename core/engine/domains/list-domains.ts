import { aliasTarget, matchHost } from '../../domains/host-match.ts';
import { sendingState } from '../../domains/sending-state.ts';
import { domainStatus } from '../../domains/status.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { HostSettings } from '../../model/host.ts';
import type { Period } from '../../model/period.ts';
import type { DomainDecision, DomainSummary } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import { edgesByNow } from '../facts/edges-by-now.ts';
import { isHeldElsewhere } from '../facts/own-records.ts';
import { isForceUnknown, type KeptPointing, keptPointings, UNKNOWN_POINTING } from '../facts/pointings.ts';
import { sharingDomains } from '../facts/sharing-domains.ts';
import {
  type WantedState,
  wantedStates,
  type ZoneRecordState,
  zoneRecordStates,
} from '../facts/wanted-states.ts';
import { countSenders } from '../judge/sender-counts.ts';
import { CHOSEN_ACTIVE_KIND } from './context.ts';
import { type DomainRowFacts, domainRow } from './domain-row.ts';
import type { DomainCounts, DomainRow } from './face.ts';

/**
 * Rows of the Domains page, out of summaries and kept answers: no record is read and no DNS asked. Senders are not counted,
 * so that the page stands at once however much is stored. Declined domains come last; else by messages, most first.
 */
export async function listDomains(store: Store, period: Period, now: number): Promise<DomainRow[]> {
  const [decisions, summaries, days] = await Promise.all([
    store.domains.list(),
    store.summaries.domains(),
    store.summaries.allDays(period),
  ]);
  const summaryOf = new Map<string, DomainSummary>();
  for (const each of summaries) summaryOf.set(each.domain, await edgesByNow(store, each, now));
  const known = await knownAnswers(store, decisions);
  const rows = decisions.map((decision) => {
    const summary = summaryOf.get(decision.domain) ?? null;
    const facts = { decision, summary, days: days.get(decision.domain) ?? [], counts: null };
    return rowOf(facts, known, period, now);
  });
  const rank = { confirmed: 0, unconfirmed: 1, declined: 2 };
  return rows.sort(
    (a, b) =>
      rank[a.listing] - rank[b.listing] ||
      b.totals.messages - a.totals.messages ||
      (a.domain < b.domain ? -1 : 1),
  );
}

/** What the rows of confirmed domains leave out: one domain after the other, with room for other questions in between. */
export async function countDomains(store: Store, period: Period): Promise<DomainCounts[]> {
  const [confirmed, summaries] = await Promise.all([store.domains.confirmed(), store.summaries.domains()]);
  const isConfirmed = new Set(confirmed);
  const counts: DomainCounts[] = [];
  for (const { domain } of summaries) {
    if (isConfirmed.has(domain)) counts.push(await countsOf(store, domain, period));
  }
  return counts;
}

async function countsOf(store: Store, domain: string, period: Period): Promise<DomainCounts> {
  const [headerFroms, senders] = await Promise.all([
    store.summaries.headerFroms(domain),
    countSenders(store, domain, period),
  ]);
  return {
    domain,
    senders,
    subdomains: headerFroms.filter(
      ({ headerFrom }) => headerFrom !== domain && isAtOrBelow(headerFrom, domain),
    ).length,
  };
}

/** The row of one domain, with its counts; null where neither the user nor a report named it. */
export async function oneDomain(
  store: Store,
  domain: string,
  period: Period,
  now: number,
): Promise<DomainRow | null> {
  const row = await uncountedDomain(store, domain, period, now);
  // Without a report there is nothing to count.
  if (row === null || (await store.summaries.domain(domain)) === null) return row;
  const { senders, subdomains } = await countsOf(store, domain, period);
  return { ...row, senders, subdomains };
}

/** The same without the counts, which take a look at every address. */
export async function uncountedDomain(
  store: Store,
  domain: string,
  period: Period,
  now: number,
): Promise<DomainRow | null> {
  const [decision, summary, days] = await Promise.all([
    store.domains.find(domain),
    store.summaries.domain(domain).then((found) => edgesByNow(store, found, now)),
    store.summaries.days(domain, period),
  ]);
  if (decision === null) return null;
  return rowOf({ decision, summary, days, counts: null }, await knownOfOne(store, domain), period, now);
}

/** The same answers as `knownAnswers`, read for one domain alone. */
async function knownOfOne(store: Store, domain: string): Promise<KnownAnswers> {
  const [pointing, hosts, chosen, wanted, zoneRecords] = await Promise.all([
    keptPointings.get(store, domain),
    store.hosts.list(),
    store.decisions.get<boolean>(CHOSEN_ACTIVE_KIND, domain),
    wantedStates.get(store, domain),
    zoneRecordStates.all(store),
  ]);
  const target = aliasTarget(pointing?.pointing);
  const shared = pointing === null ? [] : await sharingDomains(store, domain, pointing.pointing);
  return {
    pointings: new Map(pointing === null ? [] : [[domain, pointing]]),
    hosts,
    chosenActive: new Set(chosen === true ? [domain] : []),
    heldElsewhere: new Set((await isHeldElsewhere(store, domain, hosts)) ? [domain] : []),
    wanted: new Map(wanted === null ? [] : [[domain, wanted]]),
    drifted: driftedNames(zoneRecords.values()),
    sharing: new Map(target === null ? [] : [[target, shared]]),
  };
}

function driftedNames(states: Iterable<ZoneRecordState>): Map<string, string[]> {
  const drifted = new Map<string, string[]>();
  for (const { domain, name, state } of states) {
    if (state.state === 'drifted') drifted.set(domain, [...(drifted.get(domain) ?? []), name]);
  }
  return drifted;
}

/** What is known of all domains at once. */
interface KnownAnswers {
  pointings: Map<string, KeptPointing>;
  hosts: HostSettings[];
  chosenActive: ReadonlySet<string>;
  /** Domains whose record a host keeps that only a connected store knows. */
  heldElsewhere: ReadonlySet<string>;
  wanted: Map<string, WantedState>;
  /** Names of wanted records in domains' own zones that DNS shows otherwise, by domain. */
  drifted: Map<string, string[]>;
  /** Confirmed domains by the target of their alias. */
  sharing: Map<string, string[]>;
}

async function knownAnswers(store: Store, decisions: readonly DomainDecision[]): Promise<KnownAnswers> {
  const [pointings, hosts, chosen, wanted, zoneRecords] = await Promise.all([
    keptPointings.all(store),
    store.hosts.list(),
    store.decisions.list<boolean>(CHOSEN_ACTIVE_KIND),
    wantedStates.all(store),
    zoneRecordStates.all(store),
  ]);
  const drifted = driftedNames(zoneRecords.values());
  const sharing = new Map<string, string[]>();
  for (const { domain, listing } of decisions) {
    // Only confirmed domains count as known ones that may share an alias.
    const target = listing === 'confirmed' ? aliasTarget(pointings.get(domain)?.pointing) : null;
    if (target === null) continue;
    const list = sharing.get(target);
    if (list) list.push(domain);
    else sharing.set(target, [domain]);
  }
  const locked = new Set(decisions.filter((each) => each.locked).map((each) => each.domain));
  const chosenActive = new Set(chosen.filter((each) => each.value).map((each) => each.key));
  const heldElsewhere = new Set<string>();
  for (const domain of pointings.keys()) {
    // Only a locked domain's alias asks for it.
    if (locked.has(domain) && (await isHeldElsewhere(store, domain, hosts))) heldElsewhere.add(domain);
  }
  return { pointings, hosts, chosenActive, heldElsewhere, wanted, drifted, sharing };
}

function rowOf(
  facts: Pick<DomainRowFacts, 'decision' | 'summary' | 'days' | 'counts'>,
  known: KnownAnswers,
  period: Period,
  now: number,
): DomainRow {
  const { decision, summary } = facts;
  const { domain, declared, locked } = decision;
  const confirmed = decision.listing === 'confirmed';
  const kept = confirmed ? known.pointings.get(domain) : undefined;
  const pointing = kept?.pointing ?? UNKNOWN_POINTING;
  const host = matchHost(domain, pointing, known.hosts);
  const inheritsFrom = kept?.inheritsFrom ?? null;
  const sharedWith = (known.sharing.get(aliasTarget(pointing) ?? '') ?? []).filter((each) => each !== domain);
  const chosenActive = known.chosenActive.has(domain);
  const drift = confirmed ? known.wanted.get(domain)?.state : undefined;
  return domainRow(
    {
      ...facts,
      status: domainStatus({
        pointing,
        host,
        locked,
        declared,
        chosenActive,
        inheritsFrom,
        parentUnknown: isForceUnknown(kept?.inForce ?? null),
        heldElsewhere: known.heldElsewhere.has(domain),
        sharedWith,
      }),
      inheritsFrom,
      pointing,
      host,
      sending: sendingState({
        declared,
        lastPassedDay: summary?.lastPassedDay ?? null,
        lastReport: summary?.lastEnd ?? null,
        now,
      }),
      inForce: kept?.inForce ?? null,
      problems: [
        ...(drift?.state === 'drifted'
          ? [{ code: 'drifted' as const, detail: drift.found.join(' | ') }]
          : []),
        ...(confirmed ? (known.drifted.get(domain) ?? []) : []).map((name) => ({
          code: 'record-drifted' as const,
          detail: name,
        })),
        ...(host.kind === 'mixed' ? [{ code: 'mixed-host' as const, detail: host.names.join(', ') }] : []),
        ...(kept?.problems ?? []),
      ],
    },
    period,
  );
}
