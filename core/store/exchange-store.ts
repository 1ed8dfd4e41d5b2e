import type { ParkedSource, ParkedView } from '../model/parked.ts';
import type { MailContext } from '../model/report.ts';
import type { Decision, PresenceRegister } from '../model/stored.ts';

/** What finds a report: its document, and where known what finds it in any wrapping. */
export type ReportNames = Pick<PresenceRegister, 'id' | 'secondKey'>;

/** What changed here, for the other store. Plain data; checked again on arrival. */
export interface ExchangePage {
  registers: PresenceRegister[];
  decisions: Decision[];
  /** Ask for changes since this next time. */
  next: number;
  more: boolean;
}

export interface ExchangeMerge {
  /** Reports deleted, since no import holds them any more. */
  removed: number;
  /** Decisions that were newer than ours. */
  decisions: number;
  /** Malformed rows: not taken, and listed as such. */
  refused: number;
  /** Rows stamped too far ahead: kept until their time has come. */
  parked: number;
  /** Domains whose reports or decisions changed. */
  domains: Set<string>;
  /** A decision that concerns any domain changed. */
  anyDomain: boolean;
  /** Reports or decisions changed by which DNS is asked; else judging anew is enough. */
  asksDns: boolean;
}

/** A report on its way to the other store, which reads the document anew. */
export interface ExchangedReport {
  id: string;
  fileName: string;
  mail: MailContext | null;
  gzip: Uint8Array;
}

/** `wanted`: an import holds it, and its document is to be fetched. */
export type ReportState = 'here' | 'wanted' | 'deleted' | 'unknown';

/** Keeps two stores equal (see core/store/exchange.ts); the bridge only carries these messages. */
export interface ExchangeStore {
  /** Changes since a number, 0 for all; at most about `limit` rows. */
  changes(since: number, limit?: number): Promise<ExchangePage>;
  /** Takes a page of a peer or a backup, whatever its shape. */
  merge(page: unknown, from?: ParkedSource): Promise<ExchangeMerge>;
  /** Names of reports that merged registers say are present and that were not fetched yet. */
  wanted(limit: number): Promise<string[]>;
  /** The report of a name: a second key, or a document's digest. */
  report(name: string): Promise<ExchangedReport | null>;
  /** Documents of which one is fetched by this name. */
  documentsOf(name: string): Promise<string[]>;
  /** How each report stands here; `unknown` where nothing was ever told of it. */
  states(names: readonly ReportNames[]): Promise<ReportState[]>;
  /** Every decision by `KIND KEY`. */
  decisions(): Promise<Map<string, Decision>>;
  /** Renews the holds that these registers have in force, over later deletions. */
  holdAgain(registers: readonly PresenceRegister[]): Promise<void>;
  /** Rows that could not be taken in yet, newest first. */
  parked(): Promise<ParkedView[]>;
  countParked(): Promise<number>;
  /** How many reports are still to be fetched from the other store. */
  countWanted(): Promise<number>;
  /** Takes in parked rows: those whose time has come, or by the user's word those of these names, or all. */
  takeParked(which: 'due' | 'all' | readonly string[]): Promise<ExchangeMerge>;
}
