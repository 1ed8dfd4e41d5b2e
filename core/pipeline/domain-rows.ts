import { aliasTarget, matchHost } from '../domains/host-match.ts';
import { sendingState } from '../domains/sending-state.ts';
import { domainStatus } from '../domains/status.ts';
import { isAtOrBelow } from '../lib/domain-name.ts';
import type { HostSettings } from '../model/host.ts';
import type { DomainDecision } from '../model/stored.ts';
import type { DomainRow, Period } from '../model/views.ts';
import type { Store } from '../store/store.ts';
import { type DomainRowFacts, domainRow } from '../views/domain-rows.ts';
import { type KeptPointing, POINTING_KIND, UNKNOWN_POINTING } from './assess-pointing.ts';
import { CHOSEN_ACTIVE_KIND } from './configuration/context.ts';
import { type KeptState, WANTED_STATE_KIND } from './configuration/wanted-record.ts';
import { type KeptRecordState, WANTED_RECORD_STATE_KIND } from './configuration/wanted-zone-records.ts';
import { countSenders, type KeptSenders, SENDERS_KIND } from './sender-counts.ts';

/**
 * Rows of the Domains page, out of summaries and kept answers: no record is read and no DNS asked. Declined
 * domains come last; else by messages, most first.
 */
export async function listDomains(store: Store, period: Period, now: number): Promise<DomainRow[]> {
  const [decisions, summaries, days] = await Promise.all([
    store.domains.list(),
    store.summaries.domains(),
    store.summaries.allDays(period),
  ]);
  const summaryOf = new Map(summaries.map((each) => [each.domain, each]));
  const known = await knownAnswers(store, decisions);
  const rows = await Promise.all(
    decisions.map((decision) => {
      const summary = summaryOf.get(decision.domain) ?? null;
      return rowOf(store, { decision, summary, days: days.get(decision.domain) ?? [] }, known, period, now);
    }),
  );
  const rank = { confirmed: 0, unconfirmed: 1, declined: 2 };
  return rows.sort(
    (a, b) =>
      rank[a.listing] - rank[b.listing] ||
      b.totals.messages - a.totals.messages ||
      (a.domain < b.domain ? -1 : 1),
  );
}

/** The row of one domain; null where neither the user nor a report named it. */
export async function oneDomain(
  store: Store,
  domain: string,
  period: Period,
  now: number,
): Promise<DomainRow | null> {
  const [decisions, summary, days] = await Promise.all([
    store.domains.list(),
    store.summaries.domain(domain),
    store.summaries.days(domain, period),
  ]);
  const decision = decisions.find((each) => each.domain === domain);
  if (decision === undefined) return null;
  return rowOf(store, { decision, summary, days }, await knownAnswers(store, decisions), period, now);
}

/** What is known of all domains at once. */
interface KnownAnswers {
  pointings: Map<string, KeptPointing>;
  hosts: HostSettings[];
  chosenActive: ReadonlySet<string>;
  wanted: Map<string, KeptState>;
  /** Names of wanted records in domains' own zones that DNS shows otherwise, by domain. */
  drifted: Map<string, string[]>;
  /** Confirmed domains by the target of their alias. */
  sharing: Map<string, string[]>;
}

async function knownAnswers(store: Store, decisions: readonly DomainDecision[]): Promise<KnownAnswers> {
  const [pointings, hosts, chosen, wanted, zoneRecords] = await Promise.all([
    store.kept.all<KeptPointing>(POINTING_KIND),
    store.hosts.list(),
    store.decisions.list<boolean>(CHOSEN_ACTIVE_KIND),
    store.kept.all<KeptState>(WANTED_STATE_KIND),
    store.kept.all<KeptRecordState>(WANTED_RECORD_STATE_KIND),
  ]);
  const drifted = new Map<string, string[]>();
  for (const { domain, name, state } of zoneRecords.values()) {
    if (state.state === 'drifted') drifted.set(domain, [...(drifted.get(domain) ?? []), name]);
  }
  const sharing = new Map<string, string[]>();
  for (const { domain, listing } of decisions) {
    // Only confirmed domains count as known ones that may share an alias.
    const target = listing === 'confirmed' ? aliasTarget(pointings.get(domain)?.pointing) : null;
    if (target === null) continue;
    const list = sharing.get(target);
    if (list) list.push(domain);
    else sharing.set(target, [domain]);
  }
  const chosenActive = new Set(chosen.filter((each) => each.value).map((each) => each.key));
  return { pointings, hosts, chosenActive, wanted, drifted, sharing };
}

async function rowOf(
  store: Store,
  { decision, summary, days }: Pick<DomainRowFacts, 'decision' | 'summary' | 'days'>,
  known: KnownAnswers,
  period: Period,
  now: number,
): Promise<DomainRow> {
  const { domain, declared, locked } = decision;
  const confirmed = decision.listing === 'confirmed';
  const kept = confirmed ? known.pointings.get(domain) : undefined;
  const pointing = kept?.pointing ?? UNKNOWN_POINTING;
  const host = matchHost(domain, pointing, known.hosts);
  // Without a report there is nothing to read: of 5,000 domains most have none.
  const [addresses, headerFroms, senders] =
    summary === null
      ? [[], [], null]
      : await Promise.all([
          store.summaries.addresses(domain),
          store.summaries.headerFroms(domain),
          confirmed ? store.kept.get<KeptSenders>(SENDERS_KIND, domain) : null,
        ]);
  const inheritsFrom = kept?.inheritsFrom ?? null;
  const sharedWith = (known.sharing.get(aliasTarget(pointing) ?? '') ?? []).filter((each) => each !== domain);
  const chosenActive = known.chosenActive.has(domain);
  const drift = confirmed ? known.wanted.get(domain)?.state : undefined;
  return domainRow(
    {
      decision,
      summary,
      days,
      status: domainStatus({ pointing, host, locked, declared, chosenActive, inheritsFrom, sharedWith }),
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
      senders: countSenders(senders, addresses, period),
      problems: [
        ...(drift?.state === 'drifted' ? [{ code: 'drifted', detail: drift.found.join(' | ') }] : []),
        ...(confirmed ? (known.drifted.get(domain) ?? []) : []).map((name) => ({
          code: 'record-drifted',
          detail: name,
        })),
        ...(host.kind === 'mixed' ? [{ code: 'mixed-host', detail: host.names.join(', ') }] : []),
        ...(kept?.problems ?? []),
      ],
      subdomains: headerFroms.filter(
        ({ headerFrom }) => headerFrom !== domain && isAtOrBelow(headerFrom, domain),
      ).length,
    },
    period,
  );
}
