/**
 * What a shell can ask about the configuration of domains, beside the Engine's stored data: statuses and
 * modes, records, policy hosts, changes. Every argument and result is structured-clonable. Trouble at a
 * host or in DNS is a value.
 */
import type { Discovery, DkimKeyState, DmarcRecord, PolicyInForce, ReportDestination } from './dmarc.ts';
import type {
  BlockedCheck,
  DelegationStep,
  DomainMode,
  ModeOffer,
  Readiness,
  Recommendation,
  RecordChange,
  SpfChange,
} from './domain-configuration.ts';
import type {
  ChangeEntry,
  HostCall,
  HostKind,
  HostPlace,
  HostProblem,
  HostSettings,
  HostState,
  PlanState,
  RecordTarget,
} from './host.ts';
import type { Alignment, Policy, UnixSeconds } from './report.ts';
import type { DomainRow, NextStep, Period } from './views.ts';

/** What came of a pasted list. */
export interface AddedDomains {
  added: number;
  /** On the list before. */
  known: number;
  /** What is no domain name, as written; at most a few, `more` counts the rest. */
  invalid: string[];
  more: number;
}

/** DNS asked again, by itself when the app opens or because the user wants it. */
export interface RecheckState {
  running: boolean;
  /** Domains asked about so far, and those whose answer was old. */
  done: number;
  due: number;
  /** Questions that left the machine, and how many may. */
  queries: number;
  budget: number;
  /** Asked for by the user: all domains, with a larger budget. */
  all: boolean;
  /** Ended by the user. */
  stopped: boolean;
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

/** The guided way to a host. */
export interface DelegationView {
  domain: string;
  hostId: string;
  automatic: boolean;
  place: HostPlace;
  steps: DelegationStep[];
  /** What the host holds, read from it; null where it could not be read. */
  host: HostState | null;
  problem: HostProblem | null;
  /** The host may be asked to serve the name as a zone of its own, reached by NS. */
  mayTryChildZone: boolean;
  /** The exact calls that filling it takes; null where nothing is to be filled, or by hand. */
  calls: HostCall[] | null;
  /** The record that the host has to hold first. */
  record: string;
  zoneText: string;
}

/** A policy host as Settings shows it; never with its key. */
export interface HostView {
  settings: HostSettings;
  key: 'none' | 'passphrase' | 'obscured';
  /** The key is open in memory, or needs no passphrase. */
  open: boolean;
  /** False: this kind works in the extension only. */
  worksHere: boolean;
  automatic: boolean;
  /** Confirmed domains that lead to it. */
  domains: number;
}

export interface HostOffer {
  kind: HostKind;
  worksHere: boolean;
  needs: ('url' | 'key' | 'server' | 'nameServers' | 'zone')[];
}

/** A key as typed; an empty passphrase only obscures it. */
export interface TypedKey {
  key: string;
  passphrase: string;
}

/** A fault of a host's settings, by field. */
export interface HostFieldProblem {
  field: 'name' | 'url' | 'key' | 'nameServers' | 'zone' | 'limitedTo' | 'ttl';
  code: 'missing' | 'not-a-url' | 'not-a-name' | 'insecure' | 'out-of-range';
  detail: string;
}

export type HostTest = { ok: true; words: string } | { ok: false; problem: HostProblem };

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

export interface ConfigurationEngine {
  /* the list */
  /** Names out of any text: one a line, commas, addresses, URLs. They are confirmed by being typed. */
  addDomains(text: string): Promise<AddedDomains>;
  recheckState(): Promise<RecheckState>;
  /** Asks DNS again for all domains, oldest answers first, within a budget; resolves when it has ended. */
  recheckAll(): Promise<RecheckState>;
  /** Ends what is asked, after the domains under way. */
  stopRecheck(): Promise<void>;

  /* a domain's page */
  /** Out of the store alone; null where the domain is not known. */
  domainPage(domain: string): Promise<DomainPage | null>;
  /** Asks DNS; null where the domain is not confirmed or nobody may be asked. */
  domainChecks(domain: string): Promise<DomainChecks | null>;
  /** Reads pointing and wanted records past our own cache, then assesses SPF. False where nobody may be asked. */
  lookAgain(domain: string): Promise<boolean>;
  lookUpSubdomain(domain: string, name: string): Promise<void>;
  /** Looks up the names below a domain whose mail passes, because the user wants to see them; others stay unasked. */
  lookUpPassing(domain: string): Promise<void>;
  /** Names below these domains with mail in the period; no DNS. */
  foldedNames(domains: string[], period: Period): Promise<FoldedNames[]>;
  setReceives(domain: string, receives: boolean | null): Promise<void>;
  setReportAddresses(addresses: string[]): Promise<void>;

  /* modes and policy */
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

  /* delegation */
  delegation(domain: string, hostId: string): Promise<DelegationView | null>;
  /** Puts the record in force into the host, before anything points there. */
  fillHost(domain: string, hostId: string): Promise<ChangeEntry | null>;
  /** Tries whether the host's account serves the name as a zone of its own; what it says is logged. */
  tryChildZone(domain: string, hostId: string): Promise<ChangeEntry | null>;

  /* hosts */
  hostOffers(): Promise<HostOffer[]>;
  listHosts(): Promise<HostView[]>;
  /** Stores a host; `key` null keeps the key it has. Nothing is stored where a problem is returned. */
  saveHost(settings: HostSettings, key: TypedKey | null): Promise<HostFieldProblem[]>;
  testHost(settings: HostSettings, key: TypedKey | null): Promise<HostTest>;
  /** Opens a key for as long as the app is open; false where the passphrase is wrong. */
  unlockHost(id: string, passphrase: string): Promise<boolean>;
  removeHost(id: string): Promise<void>;

  /* SPF */
  /** The smallest change that makes these senders In; all that are Not or Partially where `keys` is null. */
  spfAdvice(domain: string, keys: string[] | null): Promise<SpfAdvice | null>;
}
