import type { BackupDamage } from '../../model/backup-damage.ts';
import type { ParkedView } from '../../model/parked.ts';
import type { MailContext, Refusal, UnixSeconds } from '../../model/report.ts';
import type { Settings } from '../../model/settings.ts';

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

/** Changes that are handed over. */
export interface GivenPage {
  registers: unknown[];
  decisions: unknown[];
  /** There are more behind these. */
  more?: boolean;
}

/** A question to the other store. Checked by read-request.ts wherever it arrives. */
export type PeerRequest =
  /** Which store is it? */
  | { type: 'store' }
  | { type: 'changes'; since: number }
  | { type: 'merge'; page: GivenPage }
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
  | 'full'
  /** It came to no end within the questions and the time of a round; the next one goes on. */
  | 'endless'
  /** The user is shown there first what would change. */
  | 'held';

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

/** What a backup changes only where the user says so. */
export interface RestoreTake {
  /** Domains as confirmed: DNS is asked for them from then on. */
  confirmations?: boolean;
  /** Settings that decide what is asked of whom: resolver, names of senders, offline. */
  settings?: boolean;
  /** Policy hosts, without keys. */
  hosts?: boolean;
  /** Reports that were deleted here after the backup was made. */
  deletedReports?: boolean;
  passphrase?: string;
}

/** What decisions from outside would change here. */
export interface DecisionsPreview {
  /** Decisions newer than those here, by kind. */
  decisions: Record<string, number>;
  /** Domains that would be confirmed. */
  confirms: string[];
  /** Names of the user's own services, and of alert rules, that would come or change. */
  services: string[];
  alertRules: string[];
}

/** What rows of another store would change here. */
export interface RowsPreview extends DecisionsPreview {
  /** Reports that are not here. */
  reports: number;
  /** There was more than is looked at before it is taken. */
  more: boolean;
}

/** What a store that was not exchanged with before would change here. */
export interface PeerPreview extends RowsPreview {
  /** Name of the other store. */
  store: string;
}

export interface RestorePreview extends DecisionsPreview {
  /** Version of the format, and when the backup was made; null where that part is damaged. */
  version: number;
  /** Documents in it. */
  documents: number;
  /** Reports in it that are not here, and of those the ones that were deleted here. */
  reports: number;
  deletedHere: number;
  /** Settings that differ: those taken where never set here, and those taken only by a click. */
  settings: Partial<Settings>;
  askedSettings: Partial<Settings>;
  /** Names of policy hosts that are not here. */
  hosts: string[];
  /** Rows that this version cannot read. */
  refused: number;
  /** Parts that are damaged, as far as they were read. */
  damage: BackupDamage[];
}

export type PreviewResult = { ok: true; preview: RestorePreview } | { ok: false; refusal: Refusal };

export type ExportResult =
  | {
      ok: true;
      file: Blob;
      documents: number;
      /** Up to which change it holds all; for `noteBackup` once the file lies somewhere. */
      mark: number;
    }
  | { ok: false; refusal: Refusal };

/** What a backup would be good for now. */
export interface BackupState {
  /** When the last one was made of which the app knows; null for none. */
  last: UnixSeconds | null;
  /** Decisions, and reports that came or went, since then. */
  decisions: number;
  reports: number;
  /** The last one is old and much was decided since. */
  due: boolean;
  /** Number of the last change. */
  mark: number;
}

export interface RestoreResult {
  /** Reports that came in. */
  reports: number;
  decisions: number;
  /** Domains that were not known before. */
  domains: number;
  /** Rows that were malformed, and rows that wait for their time. */
  refused: number;
  parked: number;
  damage: BackupDamage[];
  refusal: Refusal | null;
}

export interface TakenRows {
  /** Rows that changed something. */
  changed: number;
  /** Why they were not taken: `store-full`. They stay parked. */
  refusal: Refusal | null;
}

/** A restore that was cut off: give the same file again, and it goes on. */
export interface CutOffRestore {
  id: string;
  at: UnixSeconds;
  /** When its backup was made; null where that is not known. */
  made: UnixSeconds | null;
  total: number;
  done: number;
}

export interface BackupProgress {
  what: 'export' | 'restore';
  done: number;
  total: number;
}

/** Exchange with another store, and backups. Arguments and results are structured-clonable. */
export interface ExchangeRoom {
  /** One file with all that makes another device this one. With a passphrase it is encrypted, in the format of age. */
  exportAll(options?: { passphrase?: string }): Promise<ExportResult>;
  backupState(): Promise<BackupState>;
  /** A backup up to this change lies where the user keeps it. */
  noteBackup(mark: number): Promise<void>;
  /** What a backup would change; changes nothing. */
  previewRestore(file: Blob, passphrase?: string): Promise<PreviewResult>;
  /** `refusal` says why it ended early, e.g. `not-a-backup`, `backup-version`, `store-full`, `backup-cancelled`. */
  importBackup(file: Blob, take?: RestoreTake): Promise<RestoreResult>;
  onBackupProgress(listener: (progress: BackupProgress) => void): Promise<void>;
  /** Ends the export or restore under way; what a restore took until then stays, each report whole. */
  cancelBackup(): Promise<void>;
  cutOffRestores(): Promise<CutOffRestore[]>;
  /** Lists it no longer; what it took stays. */
  forgetRestore(id: string): Promise<void>;
  /**
   * What the other store would change here where nothing was ever exchanged with it; null where it is known, or did
   * not answer. Changes nothing. One that brings nothing is known from then on.
   */
  previewPeer(ask: (request: PeerRequest) => Promise<unknown>): Promise<PeerPreview | null>;
  /** What a page that another store hands over would change here; null for nothing. Changes nothing. */
  previewPage(page: GivenPage): Promise<RowsPreview | null>;
  /** The user saw what that store would change, and takes it. */
  acceptPeer(store: string): Promise<void>;
  /** Makes both stores equal. `ask` carries a question there and brings back the answer; undefined: none came. */
  run(ask: (request: PeerRequest) => Promise<unknown>): Promise<ExchangeOutcome>;
  /** Rows of the other store, or of a backup, that could not be taken in yet. */
  parkedRows(): Promise<ParkedView[]>;
  /** Takes in rows that lie parked for their clock, by the user's word: those of these names, or all. */
  takeParkedRows(names?: readonly string[]): Promise<TakenRows>;
  /** How many reports the other store is to hand over still: an exchange ended before they came. */
  waitingReports(): Promise<number>;
  /** Answers the other store, whatever it sends; null if the message is not a request. */
  answer(request: unknown): Promise<unknown>;
}
