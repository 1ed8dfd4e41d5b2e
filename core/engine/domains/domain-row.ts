import type { DmarcProblemCode } from '../../model/codes.ts';
import type {
  DomainStatus,
  HostMatch,
  InForce,
  Pointing,
  SendingState,
  StatusReason,
} from '../../model/dmarc.ts';
import type { Period } from '../../model/period.ts';
import type { DomainDay, DomainDecision, DomainSummary } from '../../model/stored.ts';
import { chartDays, totalsOfDays } from '../judge/chart-days.ts';
import type { DomainCounts, DomainRow } from './face.ts';

/** Points of the small chart in a row at most. */
const SPARK_POINTS = 60;

export interface DomainRowFacts {
  decision: DomainDecision;
  summary: DomainSummary | null;
  days: readonly DomainDay[];
  status: { status: DomainStatus; reason: StatusReason };
  inheritsFrom: string | null;
  pointing: Pointing;
  host: HostMatch;
  sending: SendingState;
  inForce: InForce | null;
  problems: { code: DmarcProblemCode; detail: string }[];
  counts: Pick<DomainCounts, 'senders' | 'subdomains'> | null;
}

/** A row of the Domains page over a period. */
export function domainRow(facts: DomainRowFacts, period: Period): DomainRow {
  const { decision, summary, days } = facts;
  return {
    domain: decision.domain,
    listing: decision.listing,
    status: facts.status.status,
    statusReason: facts.status.reason,
    inheritsFrom: facts.inheritsFrom,
    pointing: facts.pointing,
    host: facts.host,
    sending: facts.sending,
    declared: decision.declared,
    locked: decision.locked,
    inForce: facts.inForce,
    senders: facts.counts?.senders ?? null,
    totals: totalsOfDays(days),
    spark: spark(days, period),
    lastReport: summary?.lastEnd ?? null,
    lastPassedDay: summary?.lastPassedDay ?? null,
    tags: decision.tags,
    problems: facts.problems,
    subdomains: facts.counts?.subdomains ?? null,
    sample: decision.sample,
  };
}

/** Messages and passing messages a day, evenly merged where the period has more days than points. */
function spark(days: readonly DomainDay[], period: Period): DomainRow['spark'] {
  const chart = chartDays(days, period);
  const perPoint = Math.max(1, Math.ceil(chart.length / SPARK_POINTS));
  const points: DomainRow['spark'] = [];
  chart.forEach((day, i) => {
    const at = Math.floor(i / perPoint);
    points[at] ??= { messages: 0, passed: 0 };
    points[at].messages += day.messages;
    points[at].passed += day.passed;
  });
  return points;
}
