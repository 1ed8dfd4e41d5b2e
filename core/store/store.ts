import type { DecisionKind } from '../merge/decision-kinds.ts';
import type { IgnoredDecision } from '../model/decisions.ts';
import type { QueryRecordEntry } from '../model/dns.ts';
import type { ChangeEntry, HostSettings, SealedKey } from '../model/host.ts';
import type { MailboxImport } from '../model/mailbox.ts';
import type { UnixSeconds } from '../model/report.ts';
import type { Settings } from '../model/settings.ts';
import type { Decision, DomainDecision, KeptAnswer, StoredAlert, StoredSnapshot } from '../model/stored.ts';
import type { BackupStore } from './backup-store.ts';
import type { ExchangeStore } from './exchange-store.ts';
import type { ImportStore, ReportStore, ShelfStore, SummaryStore } from './reports/report-store.ts';
import type { SourceStore } from './source-store.ts';
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
  | 'sources'
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
  readonly sources: SourceStore;
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
  /** Removes all that was decided about the sample, as if it had never been, and its alerts. */
  forgetSample(): Promise<void>;
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
  /** Whether anything was ever exchanged with that store, or taken on by the user. */
  isKnown(peer: string): Promise<boolean>;
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
