/** What the SPF page asks. Structured-clonable, as all of Engine. */
import type { DnsFailure, ExtendedError, RecordType } from './dns.ts';
import type { UnixSeconds } from './report.ts';
import type { SpfVerdict } from './spf.ts';
import type { BranchFigures, SnapshotDifference, SpfBranch, SpfProblem, TermUse } from './spf-tree.ts';

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
  /** Answers past their TTL, shown because nothing newer could be had; seconds since they were fetched. */
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
  /** The record's text where the verdict was decided. */
  text: string;
}

export interface SpfEngine {
  /** Asks DNS where that is allowed; `again`: past our own cache. */
  spfPage(domain: string, again?: boolean): Promise<SpfPage>;
  /** Judges a typed record against the senders of the last 90 days; null where nobody may be asked. */
  trySpfRecord(domain: string, text: string): Promise<SpfTrial | null>;
  /** Newest first. No DNS is asked. */
  spfHistory(domain: string): Promise<SpfHistoryEntry[]>;
  /** The verdict for an address on a UTC day (days since 1970); null where no snapshot covers it. */
  spfVerdictOn(domain: string, address: string, day: number): Promise<SpfPastVerdict | null>;
}
