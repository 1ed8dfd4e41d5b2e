import type { MailContext, Refusal } from '../../model/report.ts';

/** A piece of a report's compressed document on its way. */
export interface ReportPiece {
  id: string;
  fileName: string;
  mail: MailContext | null;
  /** Bytes of the whole document as gzip. */
  size: number;
  /** Where `data` begins, bytes. */
  offset: number;
  /** Base64. */
  data: string;
}

/** A question to the other store. Checked by read-request.ts wherever it arrives. */
export type PeerRequest =
  /** Which store is it? */
  | { type: 'store' }
  | { type: 'changes'; since: number }
  | { type: 'merge'; page: { registers: unknown[]; decisions: unknown[] } }
  /** Reports that it should have and has not. */
  | { type: 'wanted'; limit: number }
  | { type: 'reports'; ids: string[] }
  | { type: 'piece'; id: string; offset: number }
  | { type: 'put'; pieces: ReportPiece[] };

/** What became of a report that was put. `lost`: pieces before this one are not there, begin anew. */
export type PutState = 'more' | 'stored' | 'not-needed' | 'refused' | 'lost';

/** Why a round ended before both stores were equal. */
export type ExchangeStop =
  /** No answer, several times. */
  | 'silent'
  /** Answers of another shape, or a page that no message holds. */
  | 'malformed'
  /** The disk is full, here or there. */
  | 'full';

export interface ExchangeOutcome {
  /** Null: the two stores hold the same now. */
  stopped: ExchangeStop | null;
  /** Reports that came in, and reports that the other store took. */
  received: number;
  given: number;
  /** Reports deleted here since no import holds them any more. */
  removed: number;
  /** Decisions taken over. */
  decisions: number;
  /** Reports that should be here or there, and that the other side cannot give. */
  missing: number;
  /** Rows refused, malformed or stamped in the far future. */
  refused: number;
}

/** Exchange with another store, and backups. Arguments and results are structured-clonable. */
export interface ExchangeRoom {
  exportAll(): Promise<Blob>;
  /** `refusal` says why no report was taken, e.g. `not-a-backup`, `backup-version`, `store-full`. */
  importBackup(
    file: Blob,
  ): Promise<{ reports: number; decisions: number; domains: number; refusal?: Refusal | null }>;
  /** Makes both stores equal. `ask` carries a question there and brings back the answer; undefined: none came. */
  run(ask: (request: PeerRequest) => Promise<unknown>): Promise<ExchangeOutcome>;
  /** Answers the other store, whatever it sends; null where that is no question. */
  answer(request: unknown): Promise<unknown>;
}
