import type { DecisionKind } from '../merge/decision-kinds.ts';
import type { IgnoredDecision } from '../model/decisions.ts';
import type { QueryRecordEntry } from '../model/dns.ts';
import type { ChangeEntry, HostSettings, SealedKey } from '../model/host.ts';
import type { ImportedFile, ImportSummary } from '../model/import.ts';
import type { InputFile } from '../model/input.ts';
import type { MailboxImport } from '../model/mailbox.ts';
import type { Period } from '../model/period.ts';
import type { RecordBlock } from '../model/records.ts';
import type {
  AggregateHeader,
  MailContext,
  Note,
  Refusal,
  ReportKind,
  UnixSeconds,
} from '../model/report.ts';
import type { Settings } from '../model/settings.ts';
import type {
  AddressSummary,
  Decision,
  DomainDay,
  DomainDecision,
  DomainSummary,
  HeaderFromSummary,
  KeptAnswer,
  ReportBody,
  ScannedBlock,
  ShelfEntry,
  StoredAlert,
  StoredReport,
  StoredSnapshot,
} from '../model/stored.ts';
import type { BackupStore } from './backup-store.ts';
import type { ExchangeStore } from './exchange-store.ts';
import type { Turns } from './turns.ts';

/** What changed; listeners read again what they show. Other tabs' changes are told too. */
export type StoreTopic =
  | 'imports'
  | 'reports'
  | 'domains'
  | 'senders'
  | 'settings'
  | 'queries'
  | 'shelf'
  | 'alerts'
  | 'hosts'
  | 'waiting';

export interface StoreChange {
  topic: StoreTopic;
  /** Domains concerned; empty: any. */
  domains: string[];
}

/** All that Rualens keeps. Expected trouble is a value or a StoreFull; anything else thrown is a bug. */
export interface Store {
  readonly reports: ReportStore;
  readonly imports: ImportStore;
  readonly shelf: ShelfStore;
  readonly summaries: SummaryStore;
  readonly decisions: DecisionStore;
  readonly domains: DomainStore;
  readonly ignored: IgnoredStore;
  readonly dns: DnsStore;
  readonly queries: QueryRecordStore;
  readonly settings: SettingsStore;
  readonly snapshots: SnapshotStore;
  readonly derived: DerivedStore;
  readonly lasting: FactStore;
  readonly mailboxes: MailboxStore;
  readonly alerts: AlertStore;
  readonly hosts: HostStore;
  readonly changes: ChangeStore;
  readonly exchange: ExchangeStore;
  readonly peers: PeerStore;
  readonly backup: BackupStore;
  readonly work: WorkStore;
  /** Runs work of the same key one after the other, whichever page or process with this store asked for it. */
  readonly inTurn: Turns;
  /** Bytes in use and allowed; null where the platform does not tell. */
  estimate(): Promise<{ usage: number; quota: number } | null>;
  /** Tells every page of a change of what is computed from the store, and not by it. */
  tell(change: StoreChange): void;
  /** Calls back after each change; returns the way to stop. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}

/** A report to store. `blocks` are those of this report, in order, as `stageBlock` gave them. */
export interface NewReport {
  id: string;
  secondKey: string;
  report: AggregateHeader | ReportBody;
  notes: Note[];
  blocks: StagedBlock[];
  outcome: 'report' | 'repaired';
  /** File, or `container#member`. */
  fileName: string;
  mail: MailContext | null;
  /** The document as gzip; reports of one document share it. */
  raw: Uint8Array;
  /** The report's bytes within the document, where that holds several. */
  range: readonly [number, number] | null;
}

/** A block on its way: in memory, or already written and not yet visible. */
export interface StagedBlock {
  records: number;
  /** Encoded; null where it lies in a staged row, or is small and encoded later. */
  bytes: Uint8Array | null;
  /** Key of the staged row. */
  staged: number | null;
  /** The block itself; null where it lies in a staged row. */
  block: RecordBlock | null;
}

/** What else an import has to note in the same transaction. */
export interface ImportNotes {
  /** Outcomes of documents that gave no report. */
  files?: ImportedFile[];
  /** Keys of input files that are wholly done. */
  done?: string[];
}

export interface PutResult {
  id: string;
  /** `unwanted`: from the other store, and deleted meanwhile. */
  outcome: 'stored' | 'duplicate' | 'unwanted';
  /** Same organisation and report id as another, with other rows. */
  conflict: boolean;
}

export interface ReportFilter {
  domain?: string;
  period?: Period;
  kind?: ReportKind;
}

export interface ReportStore {
  /** Encodes a block. Past a few of them they are written under a staging key, so memory stays bounded. */
  stageBlock(block: RecordBlock, alreadyStaged: number): Promise<StagedBlock>;
  /** Gives up staged blocks of a report that will not be stored. */
  dropStaged(blocks: StagedBlock[]): Promise<void>;
  /**
   * Stores reports whole in one transaction, with what the import has to note. A duplicate only adds the
   * import to the holders. `importId` null: fetched from the other store, held as its register says.
   * Throws StoreFull.
   */
  put(importId: string | null, reports: NewReport[], notes?: ImportNotes): Promise<PutResult[]>;
  get(id: string): Promise<StoredReport | null>;
  /** Newest first. */
  list(filter: ReportFilter): Promise<StoredReport[]>;
  count(): Promise<{ reports: number; records: number; rawBytes: number }>;
  /** Records of a domain's aggregate reports whose day falls in the period; no certain order. */
  scan(domain: string, period?: Period): AsyncIterable<ScannedBlock>;
  /** Blocks of one report, in order. */
  blocks(id: string): AsyncIterable<RecordBlock>;
  body(id: string): Promise<ReportBody | null>;
  /** The document as gzip. */
  raw(id: string): Promise<{ gzip: Uint8Array; range: [number, number] | null } | null>;
  setKeep(id: string, keep: boolean): Promise<void>;
  /** Hides reports until the last of the app's pages closes, then deletes them. Returns the token for `restore`. */
  trash(ids: string[]): Promise<string>;
  restore(token: string): Promise<number>;
  /** Takes one import's hold off; deletes what no other import holds. Returns how many were deleted. */
  undoImport(importId: string): Promise<number>;
  /** Deletes failure reports imported before this time, unless kept. */
  deleteFailuresBefore(time: UnixSeconds): Promise<number>;
}

export interface ImportStore {
  /** Begins an import, or takes one up again that was cut off. */
  start(importId: string, total: { files: number; bytes: number }): Promise<void>;
  /** The same notes as `reports.put` takes, without a report. */
  note(importId: string, notes: ImportNotes): Promise<void>;
  setState(importId: string, state: ImportSummary['state'], problem?: Refusal | null): Promise<void>;
  /** Input files that are neither done nor kept: the user must give them again. */
  missing(importId: string): Promise<number>;
  /** Keeps input files not yet read, so that the import can go on after the page was closed. */
  keepInputs(importId: string, inputs: KeptInput[]): Promise<void>;
  /** Input files of an import that are kept and not done. */
  inputs(importId: string): Promise<KeptInput[]>;
  /** With `files`: stored reports as they are now, and what came of all other documents. */
  get(importId: string): Promise<ImportSummary | null>;
  /** Newest first, without `files`. An import that was cut off shows as `paused`. */
  list(): Promise<ImportSummary[]>;
  /** Keys of input files that are done. */
  done(importId: string): Promise<Set<string>>;
}

/** An input file with the key under which it is marked done. */
export interface KeptInput {
  key: string;
  file: InputFile;
}

export interface ShelfStore {
  /** Keeps a document within the shelf's bounds; the oldest go first. Returns false where it is too large. */
  add(entry: ShelfEntry): Promise<boolean>;
  list(): Promise<(Omit<ShelfEntry, 'bytes'> & { size: number })[]>;
  get(id: string): Promise<ShelfEntry | null>;
  remove(ids: string[]): Promise<void>;
}

/** Sums kept up to date in the transaction that stores or deletes a report. Aggregate reports only. */
export interface SummaryStore {
  domains(): Promise<DomainSummary[]>;
  domain(domain: string): Promise<DomainSummary | null>;
  /** Days with reports in the period, oldest first, for one domain. */
  days(domain: string, period?: Period): Promise<DomainDay[]>;
  /** The same for all domains at once. */
  allDays(period?: Period): Promise<Map<string, DomainDay[]>>;
  addresses(domain: string): Promise<AddressSummary[]>;
  headerFroms(domain: string): Promise<HeaderFromSummary[]>;
  /** Both in one reading. */
  sums(domain: string): Promise<{ addresses: AddressSummary[]; headerFroms: HeaderFromSummary[] }>;
}

/** Any decision of the user's, last writer wins. */
export interface DecisionStore {
  get<T>(kind: DecisionKind, key: string): Promise<T | null>;
  list<T>(kind: DecisionKind): Promise<{ key: string; value: T; decision: Decision }[]>;
  set(kind: DecisionKind, entries: { key: string; value: unknown }[]): Promise<void>;
  /** Writes those that nobody decided yet; they lose against every decision of a person, here and elsewhere. */
  seed(kind: DecisionKind, entries: { key: string; value: unknown }[]): Promise<void>;
}

export interface DomainStore {
  /** Decided domains, and those that only reports name as `unconfirmed`. */
  list(): Promise<DomainDecision[]>;
  get(domain: string): Promise<DomainDecision>;
  /** The row of `list` for one domain; null where nobody and no report named it. */
  find(domain: string): Promise<DomainDecision | null>;
  change(domains: string[], change: Partial<Omit<DomainDecision, 'domain'>>): Promise<void>;
  /** Forgets decisions; with reports present the domains are `unconfirmed` again. */
  remove(domains: string[]): Promise<void>;
  confirmed(): Promise<string[]>;
}

export interface IgnoredStore {
  list(domain?: string): Promise<IgnoredDecision[]>;
  /** Addresses of a domain ignored now, each with its decision. */
  addresses(domain: string): Promise<Map<string, IgnoredDecision>>;
  add(decision: Omit<IgnoredDecision, 'endedAt'>): Promise<void>;
  remove(domain: string, addresses: string[]): Promise<void>;
  /** Ends for good: the addresses entered the SPF record. */
  end(domain: string, addresses: string[], at: UnixSeconds): Promise<void>;
}

/** Answers by `NAME TYPE`, bounded; fits DnsCache of core/dns. */
export interface DnsStore {
  get(key: string): Promise<KeptAnswer | undefined>;
  put(key: string, value: KeptAnswer): Promise<void>;
  clear(): Promise<void>;
}

export interface QueryRecordStore {
  /** Collected and written a few times a second; bounded, the oldest go first. */
  add(entry: QueryRecordEntry): void;
  /** Newest first. */
  list(): Promise<QueryRecordEntry[]>;
  clear(): Promise<void>;
}

export interface SettingsStore {
  get(): Promise<Settings>;
  save(change: Partial<Settings>): Promise<Settings>;
  /** Sets only what the user never set here. */
  fill(values: Partial<Settings>): Promise<void>;
}

export interface SnapshotStore {
  /** Keeps the snapshot where it differs from the last one, else moves the last one's `until`. Returns whether it is new. */
  add(domain: string, at: UnixSeconds, snapshot: unknown): Promise<boolean>;
  /** Oldest first. */
  list(domain: string): Promise<StoredSnapshot[]>;
  /** The newest, without reading the others. */
  last(domain: string): Promise<StoredSnapshot | null>;
  count(domain: string): Promise<number>;
  /** Forgets what is kept of these domains and of all names below them. */
  forget(domains: readonly string[]): Promise<void>;
  /** Names of which any are kept. */
  names(): Promise<string[]>;
  /**
   * Takes in snapshots of one name from elsewhere. Neighbours in time that say the same become one. Returns how
   * many are kept more than before.
   */
  restore(domain: string, snapshots: readonly StoredSnapshot[]): Promise<number>;
}

/** Values by kind and key, of kinds that the engine names. */
export interface FactStore {
  get<T>(kind: string, key: string): Promise<T | null>;
  many<T>(kind: string, keys: string[]): Promise<Map<string, T>>;
  all<T>(kind: string): Promise<Map<string, T>>;
  put(kind: string, entries: { key: string; value: unknown }[]): Promise<void>;
  remove(kind: string, keys?: string[]): Promise<void>;
}

/** Values that may be thrown away at any time: verdicts, host names, status counts. */
export interface DerivedStore extends FactStore {
  /** Throws away what is of another version than these, and of kinds that are not among them. */
  keepVersions(versions: Record<string, number>): Promise<void>;
}

/** How far the changes of each store went over to the other: theirs to here, and ours to there. */
export interface PeerMarks {
  seen: number;
  given: number;
}

/** Stores of the same user that this one is kept equal to. */
export interface PeerStore {
  /** Name of this store among them; a store that was deleted and made anew has another. */
  name(): Promise<string>;
  /** From the beginning where nothing is known, which costs time and nothing else. */
  marks(peer: string): Promise<PeerMarks>;
  saveMarks(peer: string, marks: PeerMarks): Promise<void>;
}

/** Mailboxes that are read folder by folder, and which of their messages were dealt with. */
export interface MailboxStore {
  /** `cut-off` where the page that read it is gone. */
  get(id: string): Promise<MailboxImport | null>;
  /** The last one first. */
  list(): Promise<MailboxImport[]>;
  /** Saves how far it is, together with a piece of the messages dealt with: all marks of that piece so far. */
  save(row: MailboxImport, read?: { importId: string; piece: number; marks: string[] }): Promise<void>;
  /** Marks of the messages dealt with. */
  read(id: string): Promise<Set<string>>;
  /** Pieces that an import has noted. */
  piecesRead(id: string, importId: string): Promise<number>;
  forget(id: string): Promise<void>;
  /** Messages that an import dealt with are read again: it was undone. */
  forgetImport(importId: string): Promise<void>;
}

/** How kept alerts change. */
export interface AlertChange {
  put: StoredAlert[];
  remove: string[];
  /** Ids among `put` that are to be told of. */
  tell: string[];
}

export interface AlertStore {
  /**
   * Shows the alerts of a domain that belong to what was evaluated, and makes the change that follows, in one
   * transaction: two pages may evaluate at once. Returns the change.
   */
  renew(
    domain: string,
    belongs: (alert: StoredAlert) => boolean,
    decide: (kept: StoredAlert[]) => AlertChange,
  ): Promise<AlertChange>;
  list(filter?: { state?: StoredAlert['state']; domain?: string }): Promise<StoredAlert[]>;
  update(ids: string[], change: Partial<Pick<StoredAlert, 'state'>>): Promise<void>;
  /** Unread alerts that nobody was told of, newest first; each is given to one asker only, of all tabs and processes. */
  takeUntold(): Promise<StoredAlert[]>;
}

/** Policy hosts and their sealed keys; never exported, never sent over the bridge. */
export interface HostStore {
  list(): Promise<HostSettings[]>;
  put(host: HostSettings): Promise<void>;
  remove(id: string): Promise<void>;
  key(hostId: string): Promise<SealedKey | null>;
  putKey(key: SealedKey): Promise<void>;
}

/** Restores under way, so that one that was cut off is told as what it is. */
export interface WorkStore {
  /** `made`: when the backup was made, milliseconds since 1970. */
  begin(id: string, restore: { total: number; made: number | null }): Promise<void>;
  step(id: string, done: number): Promise<void>;
  /** It ended early, and is listed as cut off from now on. */
  stop(id: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Restores that ended early, or whose page is gone. */
  cutOff(): Promise<{ id: string; at: UnixSeconds; total: number; done: number; made: UnixSeconds | null }[]>;
}

export interface ChangeStore {
  add(entry: ChangeEntry): Promise<void>;
  /** Newest first. */
  list(domain?: string): Promise<ChangeEntry[]>;
}
