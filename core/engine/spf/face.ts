import type { DnsFailure, ExtendedError, RecordType } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type {
  BranchFigures,
  SnapshotDifference,
  SpfBranch,
  SpfProblem,
  TermUse,
} from '../../model/spf-tree.ts';

/** A question that DNS did not answer, so that a part of the tree is missing. */
export interface SpfFault {
  name: string;
  type: RecordType;
  kind: DnsFailure['kind'];
  error: ExtendedError | null;
  /** HTTP status, or what the platform said. */
  detail: string;
}

/** What a view rests on, and how old it is. */
export interface SpfFreshness {
  /** `snapshot`: nobody may be asked, so the last kept expansion is shown. */
  from: 'dns' | 'snapshot';
  /** When the oldest answer was fetched, or the snapshot last seen so. */
  asOf: UnixSeconds;
  /** Answers past their TTL, shown because no newer answer was available; seconds since they were fetched. */
  stale: { name: string; type: RecordType; age: number }[];
  faults: SpfFault[];
}

/** A record with all it leads to, as the page draws it. */
export interface SpfRecordView {
  tree: SpfBranch;
  /** Of each branch in the order of evaluation, the root first. */
  figures: BranchFigures[];
  problems: SpfProblem[];
  /** How the addresses of stored reports use each term. */
  uses: TermUse[];
  /** Addresses that `uses` rests on. */
  addresses: number;
  freshness: SpfFreshness;
}

export interface SpfPage {
  domain: string;
  /** False: not on the user's list, so nothing was asked. */
  confirmed: boolean;
  /** Null where nobody may be asked and nothing is kept. */
  view: SpfRecordView | null;
  /** Expansions kept of it. */
  snapshots: number;
  /** The domain on the user's list for whose mail this name is judged; null where it is on the list itself. */
  judgedFor: string | null;
  /** Other names, header-from or envelope, whose records count for mail of this domain. */
  related: string[];
}

export type SpfStanding = 'in' | 'partially' | 'not' | 'undecided';

/** A sender whose standing, or some of whose addresses, a typed record would change. */
export interface SpfTrialSender {
  key: string;
  name: string;
  /** A known sending service. */
  service: boolean;
  messages: number;
  addresses: number;
  before: SpfStanding;
  after: SpfStanding;
  /** Addresses that would enter and that would drop out. */
  enter: string[];
  leave: string[];
}

/** What a record typed by hand would do. */
export interface SpfTrial {
  /** False: the text does not begin with `v=spf1`, so receivers find no record. */
  isRecord: boolean;
  view: SpfRecordView;
  /** Most messages first. */
  changed: SpfTrialSender[];
  /** Senders whose standing stays, by standing. */
  unchanged: Record<SpfStanding, number>;
  /** Addresses left out, because there are too many to judge at once. */
  leftOut: number;
}

/** An expansion that was in force for a time. */
export interface SpfHistoryEntry {
  /** First and last seen so. */
  at: UnixSeconds;
  until: UnixSeconds;
  text: string;
  lookups: number;
  ranges: number;
  addresses4: number;
  /** Questions that DNS had not answered for a day or longer. */
  faults: { name: string; type: RecordType; kind: DnsFailure['kind'] }[];
  /** Against the one before; null for the first kept. */
  difference: SnapshotDifference | null;
}

/** A verdict by the record of a past day. */
export interface SpfPastVerdict {
  verdict: SpfVerdict;
  /** The snapshot it rests on: first and last seen so. */
  at: UnixSeconds;
  until: UnixSeconds;
  /** False: the day lies behind the last time this record was seen and before another was. */
  certain: boolean;
  /** The records on its way. */
  chain: SpfChainLink[];
}

/** A name whose record an address's mail of a day was judged by; `past` null where no snapshot covers the day. */
export interface SpfPastName {
  domain: string;
  past: SpfPastVerdict | null;
}

/** A domain on the way to a verdict, with its record; the text is empty where it publishes none, or is not kept. */
export interface SpfChainLink {
  domain: string;
  text: string;
}

/** What the SPF page asks. Arguments and results are structured-clonable. */
export interface SpfRoom {
  /** Asks DNS where that is allowed; `again`: past our own cache. */
  page(domain: string, again?: boolean): Promise<SpfPage>;
  /** Judges a typed record against the senders of the last 90 days; null where nobody may be asked. */
  tryRecord(domain: string, text: string): Promise<SpfTrial | null>;
  /** Newest first. No DNS is asked. */
  history(domain: string): Promise<SpfHistoryEntry[]>;
  /**
   * The verdicts for an address on a UTC day (days since 1970): of the domain, and of each name that its reports
   * of that day name for the address. One pass is enough to be In. No DNS is asked.
   */
  verdictsOn(domain: string, address: string, day: number): Promise<SpfPastName[]>;
  /** The records on a verdict's path, as last kept of its first domain. No DNS is asked. */
  chain(path: string[]): Promise<SpfChainLink[]>;
}
