/**
 * What a shell can ask of the stored data. Implemented by core/pipeline over a store; the app calls it in
 * a worker, so every argument and result is structured-clonable.
 */

import type { AlertsEngine } from './alerts-engine.ts';
import type { BackupEngine } from './backup.ts';
import type { ConfigurationEngine } from './configuration.ts';
import type { DnsResult, QueryRecordEntry } from './dns.ts';
import type { ExchangeEngine } from './exchange-engine.ts';
import type { InputFile } from './input.ts';
import type { MailboxEngine } from './mailbox.ts';
import type { OwnServicesEngine } from './own-services.ts';
import type { SpfEngine } from './spf-engine.ts';
import type { StoredDataEngine, UnfinishedImport } from './stored-data.ts';
import type { TrafficEngine } from './traffic-engine.ts';
import type {
  DomainCounts,
  DomainRow,
  FailureView,
  IgnoredDecision,
  ImportProgress,
  ImportSummary,
  Period,
  ReportListRow,
  ReportView,
  ResolverChoice,
  SenderList,
  Settings,
  ShelfItem,
  StorageFacts,
  TlsView,
} from './views.ts';

/** What changed in the store, so that screens read again what they show. */
export interface EngineChange {
  topic:
    | 'imports'
    | 'domains'
    | 'senders'
    | 'reports'
    | 'settings'
    | 'queries'
    | 'shelf'
    | 'alerts'
    | 'hosts';
  /** Domains concerned; empty: any. */
  domains: string[];
}

/** Answer of one test question to a resolver. */
export interface ResolverTest {
  result: DnsResult['kind'];
  /** HTTP status, or what the platform said. */
  detail: string;
  /** Milliseconds. */
  took: number;
  /** `no-cors`: it answers, but not to a web page; `not-truthful`: it invents answers. Else as `result`, empty where it works. */
  problem?: string;
  /** False: a name that does not exist was answered with something. Null: could not be seen. */
  truthful?: boolean | null;
  /** Names that it suppresses. Null: could not be seen. */
  filtered?: string[] | null;
  /** `json`: it answers so, and has no wire form; the choice should say so. */
  format?: 'wire' | 'json';
}

export interface Engine
  extends BackupEngine,
    ConfigurationEngine,
    TrafficEngine,
    AlertsEngine,
    SpfEngine,
    OwnServicesEngine,
    ExchangeEngine,
    StoredDataEngine,
    MailboxEngine {
  /**
   * Calls back after each change, also for changes by background work (DNS answers, statuses) and by other
   * tabs. Coalesce: at most a few calls a second.
   */
  onChange(listener: (change: EngineChange) => void): Promise<void>;

  /* import */
  importFiles(files: InputFile[], onProgress: (p: ImportProgress) => void): Promise<ImportSummary>;
  pauseImport(importId: string): Promise<void>;
  /** Goes on with a paused import, or with one that was cut off; the latter ends when it is through. */
  resumeImport(importId: string): Promise<void>;
  cancelImport(importId: string): Promise<void>;
  /** Calls back for imports that `importFiles` does not tell of: those that go on after being cut off, and a backup's. */
  onImportProgress(listener: (p: ImportProgress) => void): Promise<void>;
  /** Imports that were cut off, newest first, with what is left of each. */
  unfinishedImports(): Promise<UnfinishedImport[]>;
  /** Newest first, without `files`. */
  listImports(): Promise<ImportSummary[]>;
  /** One import with every file's outcome. */
  importSummary(importId: string): Promise<ImportSummary | null>;
  undoImport(importId: string): Promise<number>;
  listShelf(): Promise<ShelfItem[]>;
  shelfBytes(id: string): Promise<Blob>;
  retryShelf(ids: string[], onProgress: (p: ImportProgress) => void): Promise<ImportSummary>;
  deleteShelf(ids: string[]): Promise<void>;

  /* domains */
  /** Without the counts of senders. */
  listDomains(period: Period): Promise<DomainRow[]>;
  /** The counts that rows of confirmed domains leave out; takes a look at every address. */
  countDomains(period: Period): Promise<DomainCounts[]>;
  confirmDomains(domains: string[]): Promise<void>;
  declineDomains(domains: string[]): Promise<void>;
  removeDomains(domains: string[]): Promise<void>;
  declareSending(domain: string, declared: 'sends' | 'non-sending' | null): Promise<void>;
  setTags(domain: string, tags: string[]): Promise<void>;
  /** Asks DNS again for these confirmed domains and evaluates their senders. */
  refreshDomains(domains: string[]): Promise<void>;

  /* senders and reports */
  listSenders(domain: string, period: Period): Promise<SenderList>;
  ignoreSender(domain: string, key: string, addresses: string[], note: string): Promise<void>;
  unignoreSender(domain: string, addresses: string[]): Promise<void>;
  listIgnored(): Promise<IgnoredDecision[]>;
  listReports(filter: {
    domain?: string;
    period?: Period;
    kind?: ReportListRow['kind'];
  }): Promise<ReportListRow[]>;
  reportView(id: string, firstRecord: number, maxRecords: number): Promise<ReportView | null>;
  reportXml(id: string): Promise<Blob | null>;
  tlsView(id: string): Promise<TlsView | null>;
  failureView(id: string, reveal: boolean): Promise<FailureView | null>;
  keepFailure(id: string, keep: boolean): Promise<void>;
  deleteReports(ids: string[]): Promise<string>;
  undoDelete(token: string): Promise<void>;

  /* settings, network, storage */
  settings(): Promise<Settings>;
  saveSettings(change: Partial<Settings>): Promise<Settings>;
  /** Asks a resolver for a name of no domain of the user's (`example.com`), whatever is stored as choice. */
  testResolver(choice: ResolverChoice): Promise<ResolverTest>;
  queryRecord(): Promise<QueryRecordEntry[]>;
  clearQueryRecord(): Promise<void>;
  storage(): Promise<StorageFacts>;
  addSample(): Promise<void>;
  removeSample(): Promise<void>;
  hasSample(): Promise<boolean>;
}
