import type { NextStep } from '../../model/advice.ts';
import type { DmarcProblemCode } from '../../model/codes.ts';
import type { DomainListing } from '../../model/decisions.ts';
import type {
  Discovery,
  DkimKeyState,
  DmarcRecord,
  DomainStatus,
  HostMatch,
  InForce,
  Pointing,
  PolicyInForce,
  ReportDestination,
  SendingState,
  StatusReason,
} from '../../model/dmarc.ts';
import type {
  BlockedCheck,
  DomainMode,
  ModeOffer,
  Readiness,
  Recommendation,
  RecordChange,
  SpfChange,
} from '../../model/domain-configuration.ts';
import type {
  ChangeEntry,
  HostCall,
  HostKind,
  HostProblem,
  PlanState,
  RecordTarget,
} from '../../model/host.ts';
import type { MonthFacts } from '../../model/month-report.ts';
import type { NamelessMail } from '../../model/nameless-mail.ts';
import type { Need, Needs, NextRecord } from '../../model/need.ts';
import type { Period } from '../../model/period.ts';
import type { Alignment, Policy, UnixSeconds } from '../../model/report.ts';
import type { Counts, SenderStatus } from '../../model/sender.ts';
import type { MessageTotals } from '../../model/totals.ts';
import type { RecheckState } from '../assess/face.ts';
import type { DkimPart } from './dkim/face.ts';
import type { TransportPart } from './transport/face.ts';

export interface DomainRow {
  domain: string;
  listing: DomainListing;
  status: DomainStatus;
  /** Code for "why this status", e.g. `delegated-by-ns`, `txt-in-own-zone`, `no-record`, `inherits`. */
  statusReason: StatusReason;
  /** The domain whose record applies where this one has none of its own. */
  inheritsFrom: string | null;
  pointing: Pointing;
  host: HostMatch;
  sending: SendingState;
  /** Declared by the user; null where not. */
  declared: 'sends' | 'non-sending' | null;
  locked: boolean;
  /** Policy in force for receivers of RFC 9989 and for older ones (pct, no np, no t). */
  inForce: InForce | null;
  /** Senders by status; null where they were not counted, see DomainCounts. */
  senders: Counts<SenderStatus> | null;
  totals: MessageTotals;
  /** Messages and passing messages a day over the period, oldest first. */
  spark: { messages: number; passed: number }[];
  /** End of the newest report; null without reports. */
  lastReport: UnixSeconds | null;
  /** Last UTC day with a message that passed DMARC; null without one. */
  lastPassedDay: number | null;
  tags: string[];
  problems: { code: DmarcProblemCode; detail: string }[];
  /** Header-from subdomains seen in reports; null where they were not counted. */
  subdomains: number | null;
  sample: boolean;
}

/** What of a domain's row takes a look at every address of its reports. */
export interface DomainCounts {
  domain: string;
  senders: Counts<SenderStatus>;
  subdomains: number;
}

/* ---- Senders ---- */

/** What came of a pasted list. */
export interface AddedDomains {
  added: number;
  /** On the list before. */
  known: number;
  /** What is no domain name, as written; at most a few, `more` counts the rest. */
  invalid: string[];
  more: number;
}

/** A header-from name below a domain. */
export interface SubdomainRow {
  name: string;
  messages: number;
  passed: number;
  lastDay: number;
  /** `unasked`: spoofers invent names, so nobody is asked before ten passing messages or a click. */
  record: 'own' | 'inherits' | 'unasked' | 'unknown';
  asked: UnixSeconds | null;
}

/** A header-from name as the Domains table folds it under its policy domain. */
export interface FoldedName extends SubdomainRow {
  /** The policy that its own record says, or that it inherits; null where not known. */
  policy: Policy | null;
}

/** The names below one domain with mail in a period, most messages first. */
export interface FoldedNames {
  domain: string;
  names: FoldedName[];
  /** Names beyond those listed. */
  more: number;
}

/** A record that the user wants in DNS, and what DNS says of it. */
export interface WantedRecord {
  text: string;
  action: string;
  hostId: string;
  at: UnixSeconds;
  state: PlanState | null;
  checked: UnixSeconds | null;
}

/** A record beside `_dmarc` that was published from here, and what DNS says of it. */
export interface WantedZoneRecord {
  target: RecordTarget;
  text: string;
  action: string;
  hostId: string;
  at: UnixSeconds;
  state: PlanState | null;
  checked: UnixSeconds | null;
}

/**
 * A record to publish in the domain's own zone. For SPF `before` is the record that the change was worked out
 * for, empty where there was none: had it changed meanwhile, nothing is written.
 */
export type ZoneRecordWish = { code: 'spf'; before: string; text: string } | { code: Recommendation['code'] };

/** What publishing a record in the domain's own zone would do. Nothing has been written. */
export interface ZoneRecordPreview {
  target: RecordTarget;
  before: string[];
  after: string;
  /** Host and zone that would be written; null where none of the hosts serves the zone. */
  hostId: string | null;
  hostName: string;
  zone: string;
  /** The exact calls; null where `problem` says why there are none. */
  calls: HostCall[] | null;
  problem: HostProblem | null;
}

export interface DomainPage {
  row: DomainRow;
  modes: ModeOffer[];
  /** The record at or behind the pointing, taken apart; null where there is none. */
  record: DmarcRecord | null;
  wanted: WantedRecord | null;
  /** The same for records in the domain's own zone. */
  zoneRecords: WantedZoneRecord[];
  subdomains: SubdomainRow[];
  hosts: { id: string; name: string; kind: HostKind; locked: boolean; inLimits: boolean }[];
  /** Other domains whose alias leads to the same name. */
  sharedWith: string[];
  /** Why the host must not be written for this domain; null where it may. */
  writeProblem: HostProblem | null;
  /** What the user said of receiving mail. */
  receives: boolean | null;
  /** Addresses or domains at which the user receives reports. */
  reportAddresses: string[];
}

export interface DkimSelectorView {
  key: DkimKeyState;
  /** Messages signed with it that passed, in the last 90 days. */
  messages: number;
  lastDay: number;
}

/** Somebody who signs mail of the domain, but not in its name. */
export interface UnalignedSigner {
  domain: string;
  messages: number;
  /** Of these, messages that pass by SPF. */
  passed: number;
}

/** What only DNS can tell, asked when the page of a confirmed domain is opened. */
export interface DomainChecks {
  discovery: Discovery;
  destinations: ReportDestination[];
  selectors: DkimSelectorView[];
  unaligned: UnalignedSigner[];
  recommendations: Recommendation[];
  /** Null: no resolver chosen, or no network. */
  asked: UnixSeconds;
}

/** What Change Domain Mode shows before anything is changed. */
export interface ModeCheck {
  offers: ModeOffer[];
  blocked: BlockedCheck;
  /** Records before and after, for Blocked and for the way back; null where not offered. */
  block: RecordPreview | null;
  restore: RecordPreview | null;
}

/** A record before and after, with what it takes. Nothing has been written. */
export interface RecordPreview {
  before: string | null;
  after: string;
  inForceBefore: PolicyInForce;
  inForceAfter: PolicyInForce;
  hostId: string | null;
  automatic: boolean;
  /** The exact calls; null where `problem` says why there are none. */
  calls: HostCall[] | null;
  problem: HostProblem | null;
  /** What to load by hand. */
  zoneText: string;
}

/** What came of a change of mode. */
export type ModeResult = { ok: true; entry: ChangeEntry | null } | { ok: false; problem: HostProblem };

export interface ReadinessWish {
  p: Policy;
  sp: Policy | null;
  adkim: Alignment;
  aspf: Alignment;
}

/** A sender that SPF advice looks at. */
export interface SpfAdviceSender {
  key: string;
  name: string;
  messages: number;
  addresses: number;
  /** `record`: the change makes it In; `in`: it is; the others are what helps instead. */
  advice:
    | 'record'
    | 'other-record'
    | 'in'
    | 'passes-by-dkim'
    | 'return-path'
    | 'dkim'
    | 'forwarder'
    | 'check'
    | 'too-many-addresses'
    | 'not-in-after';
  /** What to do, as the sender's own overlay says it. */
  step: NextStep;
}

export interface SpfAdvice {
  change: SpfChange;
  senders: SpfAdviceSender[];
}

/** The DNS provider of a zone by its name servers. */
export interface DnsProvider {
  /** The zone that holds the domain's names. */
  zone: string;
  nameServers: string[];
  /** Null where the servers are of no provider that is known. */
  known: {
    name: string;
    /** Labels of its console up to the form; empty where not known. */
    path: readonly string[];
    nameField: 'relative' | 'full' | null;
    quotes: boolean;
  } | null;
}

/** Whether the domain can be locked down, and the record that takes it on. */
export interface DomainOutlook {
  /** What the next policy would have hit in the last 30 days, and which policy that is. */
  readiness: Readiness;
  policy: Policy;
  /** Null where what stands in DNS is not known, or fails. */
  next: NextRecord | null;
  /** The worst first. */
  needs: Need[];
  /** Reports are still being read: figures grow. */
  importing: boolean;
}

/** Domains: the list, their pages, modes, records and changes. Arguments and results are structured-clonable. */
export interface DomainsRoom extends DkimPart, TransportPart {
  /** Without the counts of senders. */
  list(period: Period): Promise<DomainRow[]>;
  /** The counts that rows of confirmed domains leave out; takes a look at every address. */
  count(period: Period): Promise<DomainCounts[]>;
  /** What needs the user, the worst first; no DNS is asked. */
  needs(): Promise<Needs>;
  /** The same for one domain, with its readiness; null where it is not confirmed. No DNS is asked. */
  outlook(domain: string): Promise<DomainOutlook | null>;
  /** Asks DNS for the name servers of the domain's zone; null where nobody may be asked, or gave no answer. */
  provider(domain: string): Promise<DnsProvider | null>;
  confirm(domains: string[]): Promise<void>;
  decline(domains: string[]): Promise<void>;
  remove(domains: string[]): Promise<void>;
  declareSending(domain: string, declared: 'sends' | 'non-sending' | null): Promise<void>;
  setTags(domain: string, tags: string[]): Promise<void>;
  /** The same for many domains at once. */
  setTagsOf(entries: { domain: string; tags: string[] }[]): Promise<void>;
  /** Mail of reports that name no policy domain; null where there is none. */
  nameless(): Promise<NamelessMail | null>;
  /** Asks DNS again for these confirmed domains and evaluates their senders. */
  refresh(domains: string[]): Promise<void>;
  /** Names out of any text: one a line, commas, addresses, URLs. They are confirmed by being typed. */
  add(text: string): Promise<AddedDomains>;
  recheckState(): Promise<RecheckState>;
  /** Asks DNS again for all domains, oldest answers first, within a budget; resolves when it has ended. */
  recheckAll(): Promise<RecheckState>;
  /** Ends what is asked, after the domains under way. */
  stopRecheck(): Promise<void>;
  /** Out of the store alone; null where the domain is not known. */
  page(domain: string): Promise<DomainPage | null>;
  /** Asks DNS; null where the domain is not confirmed or nobody may be asked. */
  checks(domain: string): Promise<DomainChecks | null>;
  /** Reads pointing, wanted records, SPF and DKIM keys past our own cache. False where nobody may be asked. */
  lookAgain(domain: string): Promise<boolean>;
  /** One month (`2026-11`) beside its senders, for a report to hand on; null: the last one worth it. No DNS is asked. */
  month(domain: string, month: string | null): Promise<MonthFacts | null>;
  lookUpSubdomain(domain: string, name: string): Promise<void>;
  /** Looks up the names below a domain whose mail passes, because the user wants to see them; others stay unasked. */
  lookUpPassing(domain: string): Promise<void>;
  /** Names below these domains with mail in the period; no DNS. */
  foldedNames(domains: string[], period: Period): Promise<FoldedNames[]>;
  setReceives(domain: string, receives: boolean | null): Promise<void>;
  setReportAddresses(addresses: string[]): Promise<void>;
  modeCheck(domain: string): Promise<ModeCheck>;
  changeMode(domain: string, mode: DomainMode): Promise<ModeResult>;
  readiness(domain: string, wish: ReadinessWish): Promise<Readiness>;
  previewRecord(domain: string, change: RecordChange): Promise<RecordPreview>;
  /** Publishes a record at the host that serves the domain. */
  publishRecord(domain: string, text: string): Promise<ChangeEntry>;
  /** Takes what DNS says as it is, after drift: the record that was wanted is wanted no more. */
  acceptFound(domain: string): Promise<void>;
  /** The same for a record beside `_dmarc`, where a host serves the domain's own zone. */
  previewZoneRecord(domain: string, wish: ZoneRecordWish): Promise<ZoneRecordPreview>;
  publishZoneRecord(domain: string, wish: ZoneRecordWish): Promise<ChangeEntry>;
  /** Takes what DNS says of such a record as it is. */
  acceptFoundRecord(domain: string, target: RecordTarget): Promise<void>;
  listChanges(domain: string | null): Promise<ChangeEntry[]>;
  revertChange(id: string): Promise<ChangeEntry | null>;
  /** The smallest change that makes these senders In; all that are Not or Partially where `keys` is null. */
  spfAdvice(domain: string, keys: string[] | null): Promise<SpfAdvice | null>;
}
