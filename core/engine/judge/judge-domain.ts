import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import type { IgnoredDecision, SenderClassDecision } from '../../model/decisions.ts';
import type { Period } from '../../model/period.ts';
import type { Service } from '../../model/sender.ts';
import type {
  Grouping,
  GroupingCorrection,
  JudgedSender,
  ReverseName,
  Traffic,
} from '../../model/traffic.ts';
import { loadCatalogue } from '../../senders/catalogue/load-catalogue.ts';
import type { Catalogue } from '../../senders/find-service.ts';
import { groupAddresses } from '../../senders/group.ts';
import { ignoredSet } from '../../senders/ignored.ts';
import { judgeSenders } from '../../senders/judge-senders.ts';
import { openMixedPrefixes } from '../../senders/open-prefixes.ts';
import { type Judgement, judgeTraffic } from '../../senders/status.ts';
import { TrafficBuilder } from '../../senders/traffic-builder.ts';
import type { Store } from '../../store/store.ts';
import { keptReverseNames } from '../facts/reverse-names.ts';
import { senderClasses } from '../facts/sender-classes.ts';
import {
  type KeptVerdicts,
  keptVerdicts,
  passesOfAddress,
  type VerdictTable,
  verdictLookup,
} from '../facts/verdicts.ts';
import { keptAlignment } from '../facts/walked-domains.ts';
import { trendBins } from './chart-days.ts';
import { usableServices } from './own-services.ts';

/** Kinds of the user's decisions that this file reads. */
export const GROUPING_KIND = 'grouping';
export const SERVICE_KIND = 'service';

/** A domain's traffic with its senders grouped and judged by what is known now; no DNS is asked. */
export interface JudgedTraffic {
  traffic: Traffic;
  grouping: Grouping;
  judgement: Judgement;
  senders: JudgedSender[];
  facts: DomainFacts;
}

/** What judging rests on, out of the store. */
export interface DomainFacts {
  /** The user said that the domain is theirs; of others nothing is asked, and nothing kept counts. */
  confirmed: boolean;
  kept: KeptVerdicts | null;
  verdictOf: ReturnType<typeof verdictLookup>;
  passesOf(address: string): ReturnType<ReturnType<typeof passesOfAddress>>;
  reverseName(address: string): ReverseName | undefined;
  ignored: IgnoredDecision[];
  corrections: GroupingCorrection[];
  catalogue: Catalogue;
  /** What the user said of senders, by key. */
  classes: ReadonlyMap<string, SenderClassDecision>;
}

/** Merges the stored records of a domain in a period. */
export async function loadTraffic(
  store: Store,
  domain: string,
  period: Period | undefined,
  options: { byDay?: boolean; trend?: boolean } = {},
): Promise<Traffic> {
  const days = options.trend && period ? await store.summaries.days(domain, period) : [];
  const bins = options.trend && period ? trendBins(days, period) : { begin: 0, seconds: 86_400, count: 1 };
  const builder = new TrafficBuilder({
    aligned: await keptAlignment(store, domain),
    bins,
    ...(options.byDay ? { byDay: true } : {}),
  });
  for await (const { report, block } of store.reports.scan(domain, period)) builder.add(report, block);
  return builder.finish();
}

export async function loadFacts(store: Store, domain: string, addresses: string[]): Promise<DomainFacts> {
  const [decision, verdicts, reverseName, ignored, corrections, services, classes] = await Promise.all([
    store.domains.get(domain),
    keptVerdicts.get(store, domain),
    keptReverseNames(store, addresses),
    store.ignored.list(domain),
    store.decisions.list<GroupingCorrection>(GROUPING_KIND),
    store.decisions.list<Service>(SERVICE_KIND),
    senderClasses(store, domain),
  ]);
  // A domain taken off the list is Not checked, whatever is still kept of it.
  const confirmed = decision.listing === 'confirmed';
  const kept = confirmed ? verdicts : null;
  const catalogue = await loadCatalogue(await usableServices(services.map((each) => each.value)));
  return factsFrom({
    confirmed,
    kept,
    reverseName,
    ignored,
    corrections: corrections.map((c) => c.value),
    catalogue,
    classes,
  });
}

/** Facts with their look-ups made. */
export function factsFrom(
  parts: Pick<
    DomainFacts,
    'confirmed' | 'kept' | 'reverseName' | 'ignored' | 'corrections' | 'catalogue' | 'classes'
  >,
): DomainFacts {
  const own: VerdictTable[] = parts.kept?.own ?? [];
  const services: VerdictTable[] = parts.kept?.services ?? [];
  return {
    ...parts,
    verdictOf: verdictLookup(own),
    // The domain's own record first: what the user includes names the service best.
    passesOf: passesOfAddress([...own, ...services]),
  };
}

/** Groups and judges traffic by these facts. */
export function judgeByFacts(domain: string, traffic: Traffic, facts: DomainFacts): JudgedTraffic {
  const judgement = judgeTraffic(traffic, {
    verdictOf: facts.verdictOf,
    isIgnored: ignoredSet(domain, facts.ignored),
  });
  const grouped = groupAddresses(traffic.addresses, {
    catalogue: facts.catalogue,
    reverseName: facts.reverseName,
    passes: facts.passesOf,
    corrections: facts.corrections,
  });
  const grouping = openMixedPrefixes(traffic.addresses, grouped, judgement);
  const senders = judgeSenders(traffic, grouping, judgement, facts.catalogue, organizationalDomainByList);
  return { traffic, grouping, judgement, senders, facts };
}

/** The whole way for a stored domain and period. */
export async function judgeDomain(
  store: Store,
  domain: string,
  period: Period | undefined,
  options: { byDay?: boolean; trend?: boolean } = {},
): Promise<JudgedTraffic> {
  const traffic = await loadTraffic(store, domain, period, options);
  const facts = await loadFacts(store, domain, traffic.addresses);
  return judgeByFacts(domain, traffic, facts);
}
