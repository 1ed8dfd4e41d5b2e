import type { Period } from '../../model/period.ts';
import type { SenderStatus } from '../../model/sender.ts';
import type { AddressSummary } from '../../model/stored.ts';
import { STATUS_CODE, statusOfSender } from '../../senders/status.ts';

/** Status and sender of each address of a domain over all its reports; the Domains page counts by it. */
export interface KeptSenders {
  at: number;
  addresses: string[];
  /** Places in SENDER_STATUS_ORDER. */
  status: Uint8Array;
  /** Sender of each address, as a number that means nothing else. */
  sender: Uint32Array;
}

/** Kind under which the store keeps them; the key is the policy domain. */
export const SENDERS_KIND = 'senders';

/** No senders of any status. */
function noSenders(): Record<SenderStatus, number> {
  return { in: 0, partially: 0, not: 0, ignored: 0, undecided: 0, unchecked: 0 };
}

/**
 * Senders by status, of the addresses seen in a period, without reading records. Addresses that came after
 * the last assessment are Not checked yet.
 */
export function countSenders(
  kept: KeptSenders | null,
  summaries: readonly AddressSummary[],
  period: Period,
): Record<SenderStatus, number> {
  const place = new Map<string, number>();
  kept?.addresses.forEach((address, i) => {
    place.set(address, i);
  });
  const codes = new Map<string | number, Set<number>>();
  for (const { address, firstSeen, lastSeen } of summaries) {
    if (lastSeen < period.begin || firstSeen >= period.end) continue;
    const i = place.get(address);
    const sender = i === undefined ? address : kept!.sender[i]!;
    const code = i === undefined ? STATUS_CODE.unchecked : kept!.status[i]!;
    const list = codes.get(sender);
    if (list) list.add(code);
    else codes.set(sender, new Set([code]));
  }
  const counts = noSenders();
  for (const list of codes.values()) counts[statusOfSender(list)]++;
  return counts;
}
