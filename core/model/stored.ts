/** What the store holds and hands out, beside reports and view models themselves. Plain data. */

import type { DomainListing } from './decisions.ts';
import type { DnsAnswer, DnsVoid } from './dns.ts';
import type { RecordBlock } from './records.ts';
import type {
  AggregateHeader,
  FailureReport,
  MailContext,
  Note,
  PolicyPublished,
  Refusal,
  ReportKind,
  TlsReport,
  UnixSeconds,
} from './report.ts';
import type { DayTotals } from './totals.ts';

/** Time stamp of a hybrid clock as text that sorts: 9 digits of time, 4 of a counter, 8 of the node. */
export type Stamp = string;

/** A stored report without its records. */
export interface StoredReport {
  /** SHA-256, hex, over the unpacked bytes, never over parsed values: a better reader keeps the id. */
  id: string;
  secondKey: string;
  kind: ReportKind;
  /** Policy domain, lower case; of a TLS report its first policy's (it is listed under each), of a failure report the reported one. */
  domain: string;
  reporter: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  /** Aggregate: records; TLS: policies; failure: 1. */
  records: number;
  /** Aggregate: messages; TLS: sessions; failure: incidents. */
  messages: number;
  passed: number;
  /** Null for the other kinds, whose body `Store.reports.body` reads. */
  header: AggregateHeader | null;
  notes: Note[];
  /** File, or `container#member`, that it came in. */
  fileName: string;
  mail: MailContext | null;
  imported: UnixSeconds;
  /** Imports that hold it. */
  imports: string[];
  /** Same organisation and report id as another stored report, with other rows. */
  conflict: boolean;
  /** Failure reports: not deleted after 30 days. */
  keep: boolean;
  /** Bytes of the document as kept (gzip). */
  rawSize: number;
}

/** What a scan tells of the report that a block of records belongs to. */
export interface ScannedReport {
  id: string;
  domain: string;
  reporter: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  /** UTC day the report counts for. */
  day: number;
  policy: PolicyPublished;
}

/** A block of records on its way through a scan. Columns are decoded when first read. */
export interface ScannedBlock {
  report: ScannedReport;
  block: RecordBlock;
}

/** Sums of one address over all stored reports of a domain. */
export interface AddressSummary {
  address: string;
  /** First second of the first and last second of the last UTC day with a report that names it. */
  firstSeen: UnixSeconds;
  lastSeen: UnixSeconds;
  /** Distinct UTC days. */
  days: number;
  messages: number;
  passed: number;
}

/** Sums of one header_from domain over all stored reports of a policy domain. */
export interface HeaderFromSummary {
  headerFrom: string;
  lastDay: number;
  messages: number;
  passed: number;
}

/** A domain's day, with what each reporter sent. */
export interface DomainDay extends DayTotals {
  reports: number;
  /** Passing messages under names outside the domain. */
  strayPassed: number;
  reporters: { reporter: string; reports: number; messages: number }[];
}

/** All that the store sums up for a domain; 0 and null without reports. */
export interface DomainSummary {
  domain: string;
  reports: number;
  records: number;
  messages: number;
  passed: number;
  /** Begin of the oldest, end of the newest aggregate report. */
  firstBegin: UnixSeconds | null;
  lastEnd: UnixSeconds | null;
  /** Last UTC day with a message of the domain, or of a name below it, that passes DMARC. */
  lastPassedDay: number | null;
}

/** What the user said of a domain. `unconfirmed` domains are those seen in reports only. */
export interface DomainDecision {
  domain: string;
  listing: DomainListing;
  declared: 'sends' | 'non-sending' | null;
  locked: boolean;
  tags: string[];
  /** Belongs to the sample company. */
  sample: boolean;
}

/** One import's hold on a report: when it added it, and when it was undone. */
export interface Hold {
  at: Stamp;
  undone: Stamp | null;
}

/**
 * Presence of a report as a state that merges: per import the newest `at` and `undone`, the newest
 * `deleted`. Present where some hold is newer than both its undoing and the deletion.
 */
export interface PresenceRegister {
  /** Of the document; another wrapping of the same report has another. */
  id: string;
  /** What finds the report in any wrapping; absent where only its document was ever known. */
  secondKey?: string;
  holds: Record<string, Hold>;
  deleted: Stamp | null;
}

/** A decision of the user's. The newest stamp wins; `value` null says that it was taken back. */
export interface Decision {
  /** One of the kinds that core/merge lists. */
  kind: string;
  key: string;
  value: unknown;
  stamp: Stamp;
}

/** A DNS answer as kept; `core/dns` reads and writes it. */
export interface KeptAnswer {
  /** `NAME TYPE`, name in lower case. */
  key: string;
  result: DnsAnswer | DnsVoid;
  /** Milliseconds since 1970. */
  at: number;
  expires: number;
}

/** An expansion of an SPF record, kept when it differs from the last. */
export interface StoredSnapshot {
  domain: string;
  /** Time it was first and last seen so. */
  at: UnixSeconds;
  until: UnixSeconds;
  /** JSON of core/spf/snapshot. */
  snapshot: unknown;
}

export interface StoredAlert {
  /** `rule|domain|day`, of changes in DNS with the record as well: what it is about. What it says is `data`. */
  id: string;
  rule: string;
  kind: string;
  domain: string;
  day: number;
  at: UnixSeconds;
  state: 'unread' | 'read' | 'done';
  notified: boolean;
  /** Figures for the sentence, as they are now. */
  data: Record<string, unknown>;
  /** What it said before, oldest first; absent where it never said anything else. */
  versions?: { at: UnixSeconds; data: Record<string, unknown> }[];
}

/** A document that could not be read, with its bytes. */
export interface ShelfEntry {
  id: string;
  path: string;
  at: UnixSeconds;
  outcome: 'rejected' | 'not-a-report';
  refusal: Refusal;
  bytes: Uint8Array;
  mail: MailContext | null;
  importId: string;
}

/** Body of a report that is not aggregate. */
export type ReportBody = TlsReport | FailureReport;
