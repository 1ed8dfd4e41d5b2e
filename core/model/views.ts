/**
 * View models: what every shell (app, popup, webmail mark) shows. Plain data, structured-clonable, no
 * sentences: texts are made from codes by the shell in the user's language.
 */
import type { DomainStatus, HostMatch, Pointing, SendingState } from './dmarc.ts';
import type {
  AggregateHeader,
  FailureReport,
  Note,
  Outcome,
  Policy,
  Refusal,
  TlsReport,
  UnixSeconds,
} from './report.ts';
import type { GroupingEvidence, SenderRemark, SenderStatus, ServiceKind } from './sender.ts';
import type { SpfVerdict } from './spf.ts';

/** Half-open period in Unix seconds; a report counts where the middle of its range falls in it. */
export interface Period {
  begin: UnixSeconds;
  end: UnixSeconds;
}

/** Messages by outcome. `passed` is DMARC compliance; the dispositions say what receivers did. */
export interface MessageTotals {
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  none: number;
  quarantine: number;
  reject: number;
}

export interface DayTotals extends MessageTotals {
  /** Days since 1970-01-01, UTC. */
  day: number;
}

/* ---- Domains ---- */

/** A policy domain the store knows. `unconfirmed` ones were only seen in reports: no DNS for them. */
export type DomainListing = 'confirmed' | 'declined' | 'unconfirmed';

export interface DomainRow {
  domain: string;
  listing: DomainListing;
  status: DomainStatus;
  /** Code for "why this status", e.g. `delegated-by-ns`, `txt-in-own-zone`, `no-record`, `inherits`. */
  statusReason: string;
  /** The domain whose record applies where this one has none of its own. */
  inheritsFrom: string | null;
  pointing: Pointing;
  host: HostMatch;
  sending: SendingState;
  /** Declared by the user; null where not. */
  declared: 'sends' | 'non-sending' | null;
  locked: boolean;
  /** Policy in force for receivers of RFC 9989 and for older ones (pct, no np, no t). */
  inForce: { current: Policy; old: Policy; pct: number; testing: boolean } | null;
  /** Senders by status; null where they were not counted, see DomainCounts. */
  senders: Record<SenderStatus, number> | null;
  totals: MessageTotals;
  /** Messages and passing messages a day over the period, oldest first. */
  spark: { messages: number; passed: number }[];
  /** End of the newest report; null without reports. */
  lastReport: UnixSeconds | null;
  tags: string[];
  problems: { code: string; detail: string }[];
  /** Header-from subdomains seen in reports; null where they were not counted. */
  subdomains: number | null;
  sample: boolean;
}

/** What of a domain's row takes a look at every address of its reports. */
export interface DomainCounts {
  domain: string;
  senders: Record<SenderStatus, number>;
  subdomains: number;
}

/* ---- Senders ---- */

export interface SenderRow {
  /** Stable within a domain: `service:ID`, `ip:ADDRESS` or `net:PREFIX/64`. */
  key: string;
  kind: 'service' | 'address';
  name: string;
  service: { id: string; kind: ServiceKind } | null;
  status: SenderStatus;
  remarks: SenderRemark[];
  totals: MessageTotals;
  addresses: number;
  firstSeen: UnixSeconds;
  lastSeen: UnixSeconds;
  /** First seen in the last 7 days of the data. */
  isNew: boolean;
  /** Messages a day over the period, oldest first. */
  trend: number[];
  /** Services named by passing DKIM: originators, a hint only. */
  originators: string[];
  forwarder: boolean;
  headerFroms: string[];
  reporters: string[];
}

export interface SenderList {
  domain: string;
  period: Period;
  totals: MessageTotals;
  days: DayTotals[];
  senders: SenderRow[];
  reporters: ReporterRow[];
  /** True while addresses are still waiting for DNS. */
  pending: boolean;
}

export interface ReporterRow {
  reporter: string;
  reports: number;
  messages: number;
  lastDay: number;
  /** Days of the period without a report between this reporter's first and last. */
  missingDays: number[];
}

export interface AddressRow {
  address: string;
  status: SenderStatus;
  hostName: string | null;
  hostConfirmed: boolean;
  organisation: string | null;
  asn: number | null;
  country: string | null;
  /** One verdict for each SPF domain tried, the deciding one first. */
  verdicts: SpfVerdict[];
  totals: MessageTotals;
  reporters: string[];
  grouping: GroupingEvidence | null;
}

export interface SenderDetails {
  row: SenderRow;
  addresses: AddressRow[];
  /** Status per header_from domain where they differ. */
  split: { headerFrom: string; status: SenderStatus; messages: number }[];
  /** False in a brief answer, which comes at once: `dkim`, `spf`, `days`, `reports` and `advice` take reading each record. */
  complete: boolean;
  dkim: { domain: string; selector: string; result: string; aligned: boolean; messages: number }[];
  spf: { domain: string; scope: string; result: string; aligned: boolean; messages: number }[];
  days: DayTotals[];
  reports: {
    id: string;
    reporter: string;
    begin: UnixSeconds;
    end: UnixSeconds;
    messages: number;
    passed: number;
  }[];
  ignored: IgnoredDecision | null;
  forwarderEvidence: ForwarderPoint[];
  /** What to do next, the most important first; codes with figures. */
  nextSteps: NextStep[];
  /** Points for and against ignoring this sender. */
  advice: AdvicePoint[];
}

/** Evidence for a forwarder: a code of ForwarderEvidence, a name or domain, and how many messages show it. */
export interface ForwarderPoint {
  code: string;
  detail: string;
  messages: number;
}

/** Advice with the figures its sentence needs. */
export interface NextStep {
  code:
    | 'nothing-to-do'
    | 'repair-spf-record'
    | 'narrow-spf-record'
    | 'add-include'
    | 'add-address'
    | 'complete-service'
    | 'set-up-dkim'
    | 'align-envelope'
    | 'check-once-dkim-is-enough'
    | 'ignore-forwarder'
    | 'likely-spoofed'
    | 'check-sender'
    | 'ignored-nothing-to-do'
    | 'wait-for-dns'
    | 'spf-needs-more-than-a-report'
    | 'choose-resolver-or-confirm';
  detail: Record<string, string | number>;
}

/** One point of the Ignore dialog. `applies` false: the point was looked at and does not hold. */
export interface AdvicePoint {
  side: 'for' | 'against';
  code:
    | 'repeated'
    | 'not-your-system'
    | 'known-forwarder'
    | 'no-risk-seen'
    | 'new-or-sporadic'
    | 'unclear'
    | 'unexplained-failures'
    | 'spoofing-possible';
  applies: boolean;
  detail: Record<string, string | number>;
}

/** Ignored holds for the addresses it was said of. */
export interface IgnoredDecision {
  domain: string;
  /** Sender key when it was said, for display. */
  senderKey: string;
  senderName: string;
  addresses: string[];
  by: string;
  at: UnixSeconds;
  note: string;
  /** Set for good when the addresses entered the SPF record. */
  endedAt: UnixSeconds | null;
}

/* ---- Reports ---- */

export interface ReportListRow {
  id: string;
  kind: 'aggregate' | 'failure' | 'tls';
  reporter: string;
  domain: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  messages: number;
  passed: number;
  imported: UnixSeconds;
  notes: number;
}

export interface RecordRow {
  index: number;
  sourceIp: string;
  messages: number;
  disposition: string;
  dkimAligned: string;
  spfAligned: string;
  headerFrom: string;
  envelopeFrom: string;
  envelopeTo: string;
  dkim: { domain: string; selector: string; result: string; text: string }[];
  spf: { domain: string; scope: string; result: string; text: string }[];
  reasons: { type: string; comment: string }[];
  status: SenderStatus;
}

export interface ReportView {
  id: string;
  header: AggregateHeader;
  notes: Note[];
  fileName: string;
  imported: UnixSeconds;
  /** Domain of the mail it came in, and whether that fits the reporting organisation. */
  mail: { fromDomain: string; fits: boolean } | null;
  records: RecordRow[];
  /** Records beyond the page asked for. */
  more: number;
  stored: boolean;
}

/** What the mark beside an attachment, its panel and the popup show of a report that need not be stored. */
export interface ReportMark {
  id: string;
  reporter: string;
  domain: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  messages: number;
  passed: number;
  records: number;
  quarantine: number;
  reject: number;
  policy: Policy | null;
  /** Senders by status; null where SPF was not checked (domain not confirmed, or no resolver): absent, not 0. */
  senders: Record<SenderStatus, number> | null;
  /** Worst senders first, at most a few, for the panel. */
  worst: {
    key: string;
    name: string;
    address: string;
    status: SenderStatus;
    messages: number;
    passed: number;
  }[];
  notes: number;
}

export interface TlsView {
  id: string;
  report: TlsReport;
  imported: UnixSeconds;
}

export interface FailureView {
  id: string;
  /** Redacted unless asked for. */
  report: FailureReport;
  imported: UnixSeconds;
  keep: boolean;
}

/* ---- Import ---- */

export interface ImportProgress {
  importId: string;
  state: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  files: { done: number; total: number };
  bytes: { done: number; total: number };
  records: number;
  /** Seconds left, estimated; null while unknown. */
  secondsLeft: number | null;
  current: string;
}

export type FileOutcome = Outcome | 'duplicate';

/** How one document of one file ended. */
export interface ImportedFile {
  /** `file` or `container#member`. */
  path: string;
  outcome: FileOutcome;
  reportId: string | null;
  domain: string | null;
  reporter: string | null;
  records: number;
  messages: number;
  notes: Note[];
  refusal: Refusal | null;
}

export interface ImportSummary {
  importId: string;
  started: UnixSeconds;
  finished: UnixSeconds | null;
  state: ImportProgress['state'];
  imported: number;
  repaired: number;
  duplicates: number;
  notReports: number;
  rejected: number;
  records: number;
  messages: number;
  files: ImportedFile[];
  /** Domains in it that the user has neither confirmed nor declined. */
  newDomains: { domain: string; reports: number; messages: number; passed: number }[];
  undone: boolean;
  /**
   * Why it stopped: `store-full` with `usage`, `quota` and `bytes` of the input; `inputs-missing` with
   * `files`, of an import that was cut off and whose files must be given again. Null otherwise.
   */
  problem?: Refusal | null;
}

export interface ShelfItem {
  id: string;
  path: string;
  size: number;
  at: UnixSeconds;
  outcome: 'rejected' | 'not-a-report';
  refusal: Refusal;
}

/* ---- Settings ---- */

export interface ResolverChoice {
  id: 'cloudflare' | 'google' | 'dns-sb' | 'quad9' | 'own' | 'none' | string;
  name: string;
  url: string;
  /** How it is asked; the wire format of RFC 8484 where absent. */
  format?: 'wire' | 'json';
}

/** A row from another store or a backup that could not be taken in yet. */
export interface ParkedView {
  /** `ahead`: its writer's clock was too far ahead. `malformed`: this version cannot read it. */
  why: 'ahead' | 'malformed';
  /** Kind of decision, or `report`. */
  kind: string;
  /** What it is about: a domain, an address, a rule's id, a report's digest. */
  key: string;
  /** When it came. */
  since: UnixSeconds;
  /** When it is taken in by itself; null where that is not known. */
  due: UnixSeconds | null;
}

export interface Settings {
  /** Empty: not chosen yet, nothing is asked. `none` as the only entry: stay offline. */
  resolvers: ResolverChoice[];
  noNetwork: boolean;
  nameSenders: 'ask' | 'on' | 'off';
  localTable: boolean;
  language: 'auto' | 'en' | 'de';
  theme: 'auto' | 'light' | 'dark';
  userName: string;
}

export interface StorageFacts {
  persisted: boolean | null;
  usage: number;
  quota: number;
  reports: number;
  records: number;
  rawBytes: number;
}
