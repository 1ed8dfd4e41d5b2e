import type { AdvicePoint, ForwarderPoint, NextStep } from '../../model/advice.ts';
import type { IgnoredDecision } from '../../model/decisions.ts';
import type { Period } from '../../model/period.ts';
import type { AddressStatus, GroupingEvidence, UncheckedReason } from '../../model/sender.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type { DayTotals } from '../../model/totals.ts';
import { type ReverseName, SUMS, type Traffic } from '../../model/traffic.ts';
import { chartDays } from '../judge/chart-days.ts';
import { totalsAt } from '../judge/totals.ts';
import type { AddressRow, SenderDetails, SenderRow } from './face.ts';

export interface SenderDetailsFacts {
  period: Period;
  row: SenderRow;
  addresses: AddressRow[];
  split: SenderDetails['split'];
  /** Null where no record was read. */
  scanned: (Pick<SenderDetails, 'dkim' | 'spf' | 'reports'> & { days: DayTotals[] }) | null;
  ignored: IgnoredDecision | null;
  unchecked: UncheckedReason | null;
  forwarderEvidence: ForwarderPoint[];
  nextSteps: NextStep[];
  advice: AdvicePoint[];
}

/** The overlay of one sender. */
export function senderDetails(facts: SenderDetailsFacts): SenderDetails {
  const { period, row, addresses, split, scanned, ignored, unchecked } = facts;
  const { forwarderEvidence, nextSteps, advice } = facts;
  return {
    row,
    addresses,
    split,
    complete: scanned !== null,
    dkim: scanned?.dkim ?? [],
    spf: scanned?.spf ?? [],
    days: chartDays(scanned?.days ?? [], period),
    reports: scanned?.reports ?? [],
    ignored,
    unchecked,
    forwarderEvidence,
    nextSteps,
    advice,
  };
}

/** What is known of an address, by place in `Traffic.addresses`. */
export interface AddressFacts {
  traffic: Traffic;
  statusOf(index: number): AddressStatus;
  reportersOf(index: number): string[];
  evidenceOf(index: number): GroupingEvidence | null;
  reverseName(address: string): ReverseName | undefined;
  /** From the local table; null where it is off or has nothing. */
  ownerOf(address: string): { organisation: string; asn: number; country: string } | null;
  /** Verdicts of every SPF domain of the address's rows, the deciding one first. */
  verdictsOf(index: number): SpfVerdict[];
}

/** Rows of the tab IP details, most messages first. */
export function addressRows(members: readonly number[], facts: AddressFacts): AddressRow[] {
  const { flows, addresses } = facts.traffic;
  const place = new Map(members.map((a, i) => [a, i]));
  const sums = new Float64Array(members.length * SUMS);
  for (let f = 0; f < flows.count; f++) {
    const i = place.get(flows.address[f]!);
    if (i === undefined) continue;
    for (let k = 0; k < SUMS; k++) sums[i * SUMS + k]! += flows.sums[f * SUMS + k]!;
  }
  return members
    .map((a, i): AddressRow => {
      const address = addresses[a]!;
      const reverse = facts.reverseName(address);
      const owner = facts.ownerOf(address);
      return {
        address,
        status: facts.statusOf(a),
        hostName: reverse?.name ?? null,
        hostConfirmed: reverse?.confirmed ?? false,
        organisation: owner?.organisation || null,
        asn: owner?.asn || null,
        country: owner?.country || null,
        verdicts: facts.verdictsOf(a),
        totals: totalsAt(sums, i * SUMS),
        reporters: facts.reportersOf(a),
        grouping: facts.evidenceOf(a),
      };
    })
    .sort((x, y) => y.totals.messages - x.totals.messages || (x.address < y.address ? -1 : 1));
}
