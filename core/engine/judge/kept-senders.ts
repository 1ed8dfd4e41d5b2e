import { SENDER_STATUS_ORDER } from '../../model/sender.ts';
import type { KeptSenders } from '../facts/sender-counts.ts';
import type { JudgedTraffic } from './judge-domain.ts';

/** What of judged traffic is kept, so that the Domains page counts without judging. */
export function keptSenders(judged: JudgedTraffic, at: number): KeptSenders {
  return {
    at,
    addresses: judged.traffic.addresses,
    status: judged.judgement.address,
    sender: judged.grouping.senderOf,
  };
}

/** Addresses that pass SPF for every row they are seen in: for them Ignored ends. */
export function enteredAddresses(judged: JudgedTraffic): Set<string> {
  const entered = new Set<string>();
  judged.traffic.addresses.forEach((address, a) => {
    if (SENDER_STATUS_ORDER[judged.judgement.address[a]!] === 'in') entered.add(address);
  });
  return entered;
}
