/**
 * What passes between two stores of one user, the web app's and the extension's. One side (the app's page) asks,
 * the other answers, so that the answering side may end and start again between two questions. All of it is
 * JSON: some browsers carry nothing else between a page's script and an extension.
 */
import type { MailContext } from './report.ts';
import type { ParkedView } from './views.ts';

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
  /** Null: all questions were answered. */
  stopped: ExchangeStop | null;
  /** The two stores hold the same now: nothing is missing, refused or parked on either side. */
  equal: boolean;
  /** Reports that came in, and reports that the other store took. */
  received: number;
  given: number;
  /** Reports deleted here since no import holds them any more. */
  removed: number;
  /** Decisions taken over. */
  decisions: number;
  /** Reports that should be here or there, and that the other side cannot give. */
  missing: number;
  /** Rows refused here or there, since they were malformed. */
  refused: number;
  /** Rows that lie here or there until their time has come, or that could not be read; all, not only new ones. */
  parked: number;
}

export interface ExchangeEngine {
  /** Makes both stores equal. `ask` carries a question there and brings back the answer; undefined: none came. */
  exchange(ask: (request: PeerRequest) => Promise<unknown>): Promise<ExchangeOutcome>;
  /** Rows of the other store, or of a backup, that could not be taken in yet. */
  parkedRows(): Promise<ParkedView[]>;
  /** Takes in what lies parked for its clock, by the user's word. Returns how many rows changed something. */
  takeParkedRows(): Promise<number>;
  /** Answers the other store, whatever it sends; null where that is no question. */
  answerPeer(request: unknown): Promise<unknown>;
}
