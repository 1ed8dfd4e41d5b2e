import { SUM, SUMS, type Traffic, type VerdictOf } from '../model/traffic.ts';
import { type Judgement, statusOfFlow } from './status.ts';

/** An SPF record that was evaluated for mail of a sender and did not let it pass. */
export interface RecordNeed {
  /** The name whose record it is. */
  domain: string;
  addresses: string[];
  messages: number;
}

/** Mail of a sender that no SPF record of the user's organization can help, and mail that one could. */
export interface SpfNeeds {
  /** Most messages first. */
  records: RecordNeed[];
  /** Messages whose return path is a foreign domain. */
  foreign: number;
}

/**
 * The records that would have to allow a sender. SPF is not inherited, and receivers evaluate the return path:
 * where that is aligned, its own record counts; where the report names none, that of the From domain; a foreign
 * one no record of the user's helps. Names that were never evaluated are left out, and mail that is ignored.
 */
export function spfNeeds(
  traffic: Traffic,
  judgement: Judgement,
  members: readonly number[],
  verdictOf: VerdictOf,
): SpfNeeds {
  const { flows, names, addresses } = traffic;
  const isMember = new Set(members);
  const records = new Map<string, { addresses: Set<string>; messages: number }>();
  let foreign = 0;
  for (let f = 0; f < flows.count; f++) {
    const a = flows.address[f]!;
    if (!isMember.has(a)) continue;
    const messages = flows.sums[f * SUMS + SUM.messages]!;
    const envelope = flows.envelope[f]!;
    if (envelope !== 0 && flows.aligned[f] === 0) {
      foreign += messages;
      continue;
    }
    const domain = names[envelope === 0 ? flows.headerFrom[f]! : envelope]!;
    const verdict = verdictOf(domain, addresses[a]!);
    const open = verdict === undefined || verdict.result === 'pass' || verdict.result === 'temperror';
    if (open || verdict.result === 'undecided' || statusOfFlow(traffic, judgement, f) === 'ignored') continue;
    const need = records.get(domain) ?? { addresses: new Set(), messages: 0 };
    records.set(domain, need);
    need.addresses.add(addresses[a]!);
    need.messages += messages;
  }
  return {
    foreign,
    records: [...records]
      .map(([domain, need]) => ({ domain, addresses: [...need.addresses], messages: need.messages }))
      .sort((a, b) => b.messages - a.messages || (a.domain < b.domain ? -1 : 1)),
  };
}
