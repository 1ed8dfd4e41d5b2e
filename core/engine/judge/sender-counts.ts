import type { Period } from '../../model/period.ts';
import type { Counts, SenderStatus } from '../../model/sender.ts';
import type { AddressSummary, DomainSummary } from '../../model/stored.ts';
import { countStatuses, STATUS_CODE, statusOfAddress, statusOfSender } from '../../senders/status.ts';
import type { Store } from '../../store/store.ts';
import { type JudgedAddresses, judgedAddresses } from '../facts/judged-addresses.ts';
import { type JudgedTraffic, judgeDomain } from './judge-domain.ts';

/** Keeps what was judged over all reports. */
export async function keepSenders(
  store: Store,
  domain: string,
  { traffic, grouping, judgement }: JudgedTraffic,
  at: number,
): Promise<void> {
  await judgedAddresses.set(store, domain, {
    at,
    addresses: traffic.addresses,
    status: judgement.address,
    sender: grouping.senderOf,
    services: grouping.senders.flatMap(({ kind, key, name }) => (kind === 'service' ? [{ key, name }] : [])),
    service: Uint8Array.from(grouping.senderOf, (s) => (grouping.senders[s]!.kind === 'service' ? 1 : 0)),
  });
}

/**
 * Senders by status in a period, as its list of senders has them: judged by the mail of the period alone. For a
 * period that holds all reports the last assessment has the answer, and no record is read.
 */
export async function countSenders(
  store: Store,
  domain: string,
  period: Period,
): Promise<Counts<SenderStatus>> {
  const summary = await store.summaries.domain(domain);
  if (summary !== null && holdsAll(period, summary)) {
    const kept = await judgedAddresses.get(store, domain);
    if (kept !== null) return countKept(kept, await store.summaries.addresses(domain));
  }
  const { grouping, judgement } = await judgeDomain(store, domain, period);
  return countStatuses(grouping, judgement);
}

function holdsAll(period: Period, { firstBegin, lastEnd }: DomainSummary): boolean {
  return (firstBegin ?? 0) >= period.begin && (lastEnd ?? 0) < period.end;
}

/** Addresses that came after the last assessment are Not checked yet. */
function countKept(kept: JudgedAddresses, summaries: readonly AddressSummary[]): Counts<SenderStatus> {
  const place = new Map(kept.addresses.map((address, i) => [address, i]));
  const senders = new Map<string | number, { codes: Set<number>; service: boolean }>();
  for (const { address } of summaries) {
    const i = place.get(address);
    const id = i === undefined ? address : kept.sender[i]!;
    const code = i === undefined ? STATUS_CODE.unchecked : kept.status[i]!;
    const known = senders.get(id);
    if (known) known.codes.add(code);
    else senders.set(id, { codes: new Set([code]), service: i !== undefined && kept.service[i] === 1 });
  }
  const counts = { in: 0, partially: 0, not: 0, ignored: 0, undecided: 0, unchecked: 0 };
  for (const { codes, service } of senders.values()) {
    counts[statusOfSender(codes, service ? 'service' : 'address')]++;
  }
  return counts;
}

/** Addresses that pass SPF for every row they are seen in (for them Ignored ends), and all others. */
export function enteredAddresses({ traffic, judgement }: JudgedTraffic): {
  entered: Set<string>;
  outside: string[];
} {
  const entered = new Set<string>();
  const outside: string[] = [];
  traffic.addresses.forEach((address, a) => {
    if (statusOfAddress(judgement, a) === 'in') entered.add(address);
    else outside.push(address);
  });
  return { entered, outside };
}
