import type { MailContext } from '../model/report.ts';
import type { Decision, PresenceRegister } from '../model/stored.ts';

/** What changed here, for the other store. Plain data; checked again on arrival. */
export interface ExchangePage {
  registers: PresenceRegister[];
  decisions: Decision[];
  /** Ask for changes since this next time. */
  next: number;
  more: boolean;
}

export interface ExchangeMerge {
  /** Reports that should be here and are not: ask for them. */
  wanted: string[];
  /** Reports deleted, since no import holds them any more. */
  removed: number;
  /** Decisions that were newer than ours. */
  decisions: number;
  /** Rows that were malformed or stamped in the far future. */
  refused: number;
}

/** A report on its way to the other store, which reads the document anew. */
export interface ExchangedReport {
  id: string;
  fileName: string;
  mail: MailContext | null;
  gzip: Uint8Array;
}

/** Keeps two stores equal (see core/store/exchange.ts); the bridge only carries these messages. */
export interface ExchangeStore {
  /** Changes since a number, 0 for all; at most about `limit` rows. */
  changes(since: number, limit?: number): Promise<ExchangePage>;
  /** Takes a peer's page, whatever its shape. */
  merge(page: unknown): Promise<ExchangeMerge>;
  /** Reports that merged registers name as present and that were not fetched yet. */
  wanted(limit: number): Promise<string[]>;
  report(id: string): Promise<ExchangedReport | null>;
}
