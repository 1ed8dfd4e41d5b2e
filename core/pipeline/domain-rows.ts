import { domainsSharing, matchHost } from '../domains/host-match.ts';
import { sendingState } from '../domains/sending-state.ts';
import { domainStatus } from '../domains/status.ts';
import { isAtOrBelow } from '../lib/domain-name.ts';
import type { DomainDay, DomainDecision } from '../model/stored.ts';
import type { DomainRow, Period } from '../model/views.ts';
import type { Store } from '../store/store.ts';
import { domainRow } from '../views/domain-rows.ts';
import { type KeptPointing, POINTING_KIND, UNKNOWN_POINTING } from './assess-pointing.ts';
import { countSenders, type KeptSenders, SENDERS_KIND } from './sender-counts.ts';

/**
 * Rows of the Domains page, out of summaries and kept answers: no record is read and no DNS asked. Declined
 * domains come last; else by messages, most first.
 */
export async function listDomains(store: Store, period: Period, now: number): Promise<DomainRow[]> {
  const [decisions, summaries, days, pointings, hosts] = await Promise.all([
    store.domains.list(),
    store.summaries.domains(),
    store.summaries.allDays(period),
    store.kept.all<KeptPointing>(POINTING_KIND),
    store.hosts.list(),
  ]);
  const summaryOf = new Map(summaries.map((each) => [each.domain, each]));
  // Only confirmed domains count as known ones that may share an alias.
  const known = decisions
    .filter((decision) => decision.listing === 'confirmed')
    .map(({ domain }) => ({ domain, pointing: pointings.get(domain)?.pointing ?? UNKNOWN_POINTING }));
  const rows = await Promise.all(decisions.map((decision) => rowOf(decision)));
  const rank = { confirmed: 0, unconfirmed: 1, declined: 2 };
  return rows.sort(
    (a, b) =>
      rank[a.listing] - rank[b.listing] ||
      b.totals.messages - a.totals.messages ||
      (a.domain < b.domain ? -1 : 1),
  );

  async function rowOf(decision: DomainDecision): Promise<DomainRow> {
    const { domain, declared, locked } = decision;
    const confirmed = decision.listing === 'confirmed';
    const kept = confirmed ? pointings.get(domain) : undefined;
    const pointing = kept?.pointing ?? UNKNOWN_POINTING;
    const summary = summaryOf.get(domain) ?? null;
    const host = matchHost(domain, pointing, hosts);
    const [addresses, headerFroms, senders] = await Promise.all([
      store.summaries.addresses(domain),
      store.summaries.headerFroms(domain),
      confirmed ? store.kept.get<KeptSenders>(SENDERS_KIND, domain) : null,
    ]);
    const inheritsFrom = kept?.inheritsFrom ?? null;
    const sharedWith = domainsSharing(domain, pointing, known);
    return domainRow(
      {
        decision,
        summary,
        days: days.get(domain) ?? NO_DAYS,
        status: domainStatus({ pointing, host, locked, declared, inheritsFrom, sharedWith }),
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
        problems: kept?.problems ?? [],
        subdomains: headerFroms.filter(
          ({ headerFrom }) => headerFrom !== domain && isAtOrBelow(headerFrom, domain),
        ).length,
      },
      period,
    );
  }
}

const NO_DAYS: DomainDay[] = [];
