import type { AggregateHeader } from '../../model/report.ts';
import type { SenderStatus } from '../../model/sender.ts';
import { type JudgedSender, SUM, type Traffic } from '../../model/traffic.ts';
import type { ReportMark } from './face.ts';

/** Senders named in the panel at most. */
const WORST = 5;

export interface ReportMarkFacts {
  id: string;
  header: AggregateHeader;
  notes: number;
  /** Null where SPF was not checked: the count is then absent, not 0. */
  judged: { traffic: Traffic; senders: readonly JudgedSender[]; order: readonly SenderStatus[] } | null;
}

/** The mark of one aggregate report, before it is stored. */
export function reportMark({ id, header, notes, judged }: ReportMarkFacts): ReportMark {
  const { totals } = header;
  return {
    id,
    reporter: header.reporter,
    domain: header.policy.domain,
    begin: header.begin,
    end: header.end,
    messages: totals.messages,
    passed: totals.passed,
    records: totals.records,
    quarantine: totals.quarantine,
    reject: totals.reject,
    policy: header.policy.p,
    senders: judged ? countByStatus(judged.senders) : null,
    worst: judged ? worst(judged) : [],
    notes,
  };
}

function countByStatus(senders: readonly JudgedSender[]): Record<SenderStatus, number> {
  const counts = { in: 0, partially: 0, not: 0, ignored: 0, undecided: 0, unchecked: 0 };
  for (const sender of senders) counts[sender.status]++;
  return counts;
}

function worst(judged: NonNullable<ReportMarkFacts['judged']>): ReportMark['worst'] {
  const rank = (sender: JudgedSender): number => judged.order.indexOf(sender.status);
  return [...judged.senders]
    .sort((a, b) => rank(a) - rank(b) || b.sums[SUM.messages]! - a.sums[SUM.messages]!)
    .slice(0, WORST)
    .map((each) => ({
      key: each.sender.key,
      name: each.sender.name,
      address: each.sender.members.length === 1 ? judged.traffic.addresses[each.sender.members[0]!]! : '',
      status: each.status,
      messages: each.sums[SUM.messages]!,
      passed: each.sums[SUM.passed]!,
    }));
}
