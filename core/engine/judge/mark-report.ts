import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import type { Resolve } from '../../model/dns.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { AggregateHeader } from '../../model/report.ts';
import { SENDER_STATUS_ORDER } from '../../model/sender.ts';
import { TrafficBuilder } from '../../senders/traffic-builder.ts';
import type { Store } from '../../store/store.ts';
import { keptAlignment } from '../facts/walked-domains.ts';
import { evaluateSpfDomains, wantedVerdicts } from './evaluate-spf-domains.ts';
import type { ReportMark } from './face.ts';
import { type DomainFacts, factsFrom, judgeByFacts, loadFacts } from './judge-domain.ts';
import { knownAnswers } from './known-answers.ts';
import { reportMark } from './report-mark.ts';

/** A report that was read and need not be stored. */
export interface ReadAggregate {
  id: string;
  header: AggregateHeader;
  blocks: readonly RecordBlock[];
  /** Number of repair notes. */
  notes: number;
}

/** How a mark may learn about SPF: from what is known already, or by asking DNS, which takes a click of the user. */
export type SpfBy = 'known' | 'asking';

export interface AssessReportDeps {
  store: Store;
  by: SpfBy;
  /** DNS on behalf of one confirmed domain; null while no resolver is chosen or the network is off. */
  resolverFor(domain: string): Promise<Resolve | null>;
  signal?: AbortSignal;
}

/** The mark of a report and what its senders were judged by; null where SPF was not checked. */
export interface AssessedReport {
  mark: ReportMark;
  facts: DomainFacts | null;
}

/**
 * What the webmail mark shows of a report before it is stored. DNS is asked only where the policy domain is
 * on the user's list, a resolver is chosen, and the user asked: reading a forged report must tell its author nothing.
 */
export async function assessReport(report: ReadAggregate, deps: AssessReportDeps): Promise<AssessedReport> {
  const { id, header, blocks, notes } = report;
  const domain = header.policy.domain.toLowerCase();
  const decision = await deps.store.domains.get(domain);
  const chosen = decision.listing === 'confirmed' ? await deps.resolverFor(domain) : null;
  const resolve = chosen && deps.by === 'known' ? knownAnswers(deps.store) : chosen;
  if (resolve === null) return { mark: reportMark({ id, header, notes, judged: null }), facts: null };

  const bins = { begin: header.begin, seconds: 86_400, count: 1 };
  const builder = new TrafficBuilder({ aligned: await keptAlignment(deps.store, domain), bins });
  for (const block of blocks) builder.add(header, block);
  const traffic = builder.finish();
  const [known, evaluated] = await Promise.all([
    loadFacts(deps.store, domain, traffic.addresses),
    evaluateSpfDomains(wantedVerdicts(domain, traffic, organizationalDomainByList), resolve, deps.signal),
  ]);
  const facts = factsFrom({
    ...known,
    kept: {
      at: 0,
      expires: 0,
      own: evaluated.tables,
      services: known.kept?.services ?? [],
      waiting: evaluated.waiting,
    },
  });
  const judged = judgeByFacts(domain, traffic, facts);
  const mark = reportMark({
    id,
    header,
    notes,
    judged: { traffic, senders: judged.senders, order: SENDER_STATUS_ORDER },
  });
  // Offline from the first question on: nothing was checked, so there is no count.
  const nothing = judged.senders.length > 0 && judged.senders.every((each) => each.status === 'unchecked');
  return { mark: nothing ? { ...mark, senders: null, worst: [] } : mark, facts };
}
