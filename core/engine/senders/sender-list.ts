import type { SenderClassDecision } from '../../model/decisions.ts';
import type { Period } from '../../model/period.ts';
import type { AddressSummary, DomainDay } from '../../model/stored.ts';
import { type JudgedSender, SUM, type Traffic } from '../../model/traffic.ts';
import { senderNeed } from '../../senders/sender-need.ts';
import { chartDays, totalsOfDays } from '../judge/chart-days.ts';
import { totalsAt } from '../judge/totals.ts';
import type { SenderList, SenderRow } from './face.ts';
import { reporterRows } from './reporters.ts';

const WEEK = 7 * 86_400;

export interface SenderListFacts {
  domain: string;
  period: Period;
  traffic: Traffic;
  judged: readonly JudgedSender[];
  /** Days of the period with reports. */
  days: readonly DomainDay[];
  /** First seen over all stored reports, by address. */
  firstSeen: ReadonlyMap<string, Pick<AddressSummary, 'firstSeen'>>;
  /** End of the domain's newest report: "new" is measured against the data, not against today. */
  newest: number;
  /** What the user said of senders, by key. */
  classes: ReadonlyMap<string, SenderClassDecision>;
  /** True while addresses still wait for DNS. */
  pending: boolean;
}

/** The senders of a domain in a period, most messages first. */
export function senderList(facts: SenderListFacts): SenderList {
  const { domain, period, judged, days, pending } = facts;
  const senders = judged.map((each) => senderRow(each, facts));
  senders.sort((a, b) => b.totals.messages - a.totals.messages || (a.key < b.key ? -1 : 1));
  const chart = chartDays(days, period);
  return {
    domain,
    period,
    totals: totalsOfDays(days),
    days: chart,
    senders,
    reporters: reporterRows(days),
    pending,
  };
}

/** One row of the table. */
export function senderRow(
  judged: JudgedSender,
  facts: Pick<SenderListFacts, 'traffic' | 'firstSeen' | 'newest' | 'classes'>,
): SenderRow {
  const { sender } = judged;
  let firstEver = judged.firstSeen;
  for (const a of sender.members) {
    const known = facts.firstSeen.get(facts.traffic.addresses[a]!);
    if (known && known.firstSeen < firstEver) firstEver = known.firstSeen;
  }
  const said = facts.classes.get(sender.key) ?? null;
  return {
    key: sender.key,
    kind: sender.kind,
    name: sender.name,
    service: sender.service ? { id: sender.service.id, kind: sender.service.kind } : null,
    status: judged.status,
    remarks: judged.remarks,
    totals: totalsAt(judged.sums),
    addresses: sender.members.length,
    ignored: judged.ignored,
    firstSeen: judged.firstSeen,
    lastSeen: judged.lastSeen,
    isNew: firstEver > facts.newest - WEEK,
    trend: judged.trend,
    originators: judged.originators,
    forwarder: judged.forwarder,
    headerFroms: judged.headerFroms,
    reporters: judged.reporters,
    need: senderNeed({
      status: judged.status,
      remarks: judged.remarks,
      forwarder: judged.forwarder,
      said: said?.as ?? null,
      messages: judged.sums[SUM.messages]!,
      passed: judged.sums[SUM.passed]!,
      delivered: judged.sums[SUM.failedDelivered]!,
    }),
    said,
  };
}
