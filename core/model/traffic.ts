/**
 * Traffic: the records of one policy domain in a period, merged over reports into columns. Everything the
 * senders, views and alerts stages count is counted from it, so that records are scanned once.
 */
import type { GroupingEvidence, SenderRemark, SenderStatus, Service } from './sender.ts';
import type { SpfVerdict } from './spf.ts';

/** Places of the sums a flow has, in `TrafficFlows.sums`; all count messages. */
export const SUM = {
  messages: 0,
  /** policy_evaluated says pass for dkim or spf. */
  passed: 1,
  dkimAligned: 2,
  spfAligned: 3,
  /** Both dkim and spf aligned: passing messages that are not among these have an issue. */
  bothAligned: 4,
  none: 5,
  quarantine: 6,
  reject: 7,
  /** The reporter saw SPF pass for the envelope domain, aligned or not. */
  spfPass: 8,
  /** Override `local_policy` whose comment says arc=pass. */
  arcPass: 9,
  /** Override `forwarded`, `trusted_forwarder` or `mailing_list`. */
  forwarded: 10,
  /** Failing messages that were delivered: dmarc fails and the disposition is none. */
  failedDelivered: 11,
} as const;

/** Number of sums a flow has. */
export const SUMS = 12;

/**
 * One flow is a distinct (address, header-from, envelope domain, alignment[, day]). Columns have
 * `count` valid entries.
 */
export interface TrafficFlows {
  count: number;
  /** Index into `Traffic.addresses`. */
  address: Uint32Array;
  /** Index into `Traffic.names`. */
  headerFrom: Uint32Array;
  /** Index into `Traffic.names`; 0 where the report names no envelope domain. */
  envelope: Uint32Array;
  /** 1 where the envelope domain is aligned with header-from under the row's aspf. */
  aligned: Uint8Array;
  /** UTC day number, 0 unless the traffic was built by day. */
  day: Uint32Array;
  /** `SUMS` figures a flow, in the order of SUM. */
  sums: Float64Array;
  /** Begin of the first and end of the last report that had the flow, Unix seconds. */
  firstSeen: Float64Array;
  lastSeen: Float64Array;
}

/** A passing DKIM signature of an address: a hint at the originator, never a fact about the address. */
export interface TrafficDkim {
  count: number;
  address: Uint32Array;
  /** d=, index into `Traffic.names`. */
  domain: Uint32Array;
  messages: Float64Array;
}

/** A set of reporters for each address: `words` times 32 bits, bit `r` for the r-th reporter. */
export interface ReporterSet {
  words: number;
  bits: Uint32Array;
}

export interface Traffic {
  /** Distinct source addresses, as normalised text. */
  addresses: string[];
  /** Header-from, envelope and d= domains; index 0 is the empty string. */
  names: string[];
  /** Reporters in the order of first sight. */
  reporters: string[];
  /** Which of them named which address. */
  reportersOf: ReporterSet;
  /** Reporters of each UTC day, by name. */
  reporterDays: Map<number, string[]>;
  flows: TrafficFlows;
  dkimPass: TrafficDkim;
  /** Messages of each address in each time bin: `bins` entries an address, oldest first. */
  trend: Float64Array;
  bins: number;
  records: number;
  /** Some report says that its reporter found organizational domains by tree walk. */
  byWalk: boolean;
}

/** Verdict of an SPF domain for an address; undefined where it was not evaluated yet. */
export type VerdictOf = (domain: string, address: string) => SpfVerdict | undefined;

/** Reverse name of an address. Only a forward-confirmed one says anything about the address. */
export interface ReverseName {
  name: string;
  /** An A or AAAA record of the name gives the address back. */
  confirmed: boolean;
}

/** A correction by the user: these addresses (or IPv6 /64 prefixes) are, or are not, this service. */
export interface GroupingCorrection {
  addresses: string[];
  /** Service id; null takes the addresses out of any service. */
  serviceId: string | null;
  note: string;
  /** Who said it and when, Unix seconds. */
  by: string;
  at: number;
}

/** How the key of a /64 of single IPv6 addresses begins. */
export const PREFIX_KEY = 'net:';

/** One sender of a domain and the addresses behind it. */
export interface Sender {
  /** `service:ID`, `ip:ADDRESS` or `net:PREFIX/64`. */
  key: string;
  kind: 'service' | 'address';
  name: string;
  service: Service | null;
  /** Indexes into `Traffic.addresses`. */
  members: number[];
}

/** Addresses of a Traffic put into senders. */
export interface Grouping {
  senders: Sender[];
  /** Sender index of each address. */
  senderOf: Uint32Array;
  /** Why the address is in its service; null for single addresses. */
  evidence: (GroupingEvidence | null)[];
}

/** Something that speaks for a sender being a forwarder; figures are messages. */
export interface ForwarderEvidence {
  code:
    | 'known-forwarder'
    | 'may-forward'
    | 'dkim-aligned-spf-not'
    | 'arc-pass'
    | 'override-forwarded'
    | 'forwarder-envelope';
  /** Messages, or the forwarder's name or envelope domain. */
  detail: string;
  messages: number;
}

/** A pass that DMARC does not count, since its domain is not that of the From line. */
export interface UnalignedPass {
  by: 'dkim' | 'spf';
  domain: string;
  messages: number;
}

/** A sender with its figures over the traffic and its status. */
export interface JudgedSender {
  sender: Sender;
  status: SenderStatus;
  remarks: SenderRemark[];
  /** Addresses that the user ignores; among In ones as well. */
  ignored: number;
  /** In the order of SUM. */
  sums: Float64Array;
  firstSeen: number;
  lastSeen: number;
  /** Header-from domains, most messages first; reporters in no certain order. */
  headerFroms: string[];
  reporters: string[];
  /** Messages a time bin, oldest first. */
  trend: number[];
  /** Names of services that passing DKIM names, other than the sender itself; a hint. */
  originators: string[];
  forwarder: boolean;
  /** Share of the messages that carry a sign of forwarding, 0 to 1. */
  forwarderShare: number;
  forwarderEvidence: ForwarderEvidence[];
  /** Foreign domains for which mail of the sender passes SPF or DKIM without being aligned, most messages first. */
  unaligned: UnalignedPass[];
}
