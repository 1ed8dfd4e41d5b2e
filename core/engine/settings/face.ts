import type { DnsResult, QueryRecordEntry } from '../../model/dns.ts';
import type { ResolverChoice, Settings } from '../../model/settings.ts';
export interface StorageFacts {
  persisted: boolean | null;
  usage: number;
  quota: number;
  reports: number;
  records: number;
  rawBytes: number;
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

/** Settings, the network and storage. Arguments and results are structured-clonable. */
export interface SettingsRoom {
  get(): Promise<Settings>;
  save(change: Partial<Settings>): Promise<Settings>;
  /** Asks a resolver for a name of no domain of the user's (`example.com`), whatever is stored as choice. */
  testResolver(choice: ResolverChoice): Promise<ResolverTest>;
  queryRecord(): Promise<QueryRecordEntry[]>;
  clearQueryRecord(): Promise<void>;
  storage(): Promise<StorageFacts>;
}
