/**
 * What the extension's parts say to each other. Types only, so that the content script carries no code for
 * it; the background checks every message against these shapes (`check-message.ts`).
 */
import type { SenderStatus } from '../../core/model/sender.ts';

/** Raw bytes a chunk; base64 makes it a third longer. */
export const CHUNK_BYTES = 768 * 1024;
/** An attachment larger than this is not read in the page; the app page takes it. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Senders that a mark carries; the rest is counted. */
export const MAX_MARK_SENDERS = 12;

/**
 * What is to be done with a file. `read` shows it and asks nothing of the network; `check` asks DNS about its senders as
 * well, which only a click of the user may cause.
 */
export type FileIntent = 'read' | 'check' | 'import';

/** One piece of an attachment on its way to the background; the last one is answered with the result. */
export interface FileChunk {
  type: 'file-chunk';
  intent: FileIntent;
  /** Chosen by the sender; names the file among those under way. */
  transfer: string;
  name: string;
  /** Domain of the mail's From header as the page shows it; empty where it does not. */
  mailDomain: string;
  index: number;
  count: number;
  /** Bytes of the whole file. */
  size: number;
  /** Base64. */
  data: string;
}

/** An attachment at another host, which the background fetches if the adapter names that host. */
export interface FetchFile {
  type: 'fetch-file';
  intent: FileIntent;
  webmail: string;
  url: string;
  name: string;
  mailDomain: string;
}

/** A file that the background got from this page a while ago and may still hold; answered with `restart` where not. */
export interface HeldFile {
  type: 'held-file';
  intent: FileIntent;
  /** SHA-256 of the file's bytes as the background named it, 64 hex digits. */
  file: string;
  name: string;
  mailDomain: string;
}

/** Takes back the import of a file that this tab's mark started. */
export interface UndoImport {
  type: 'undo-import';
  /** As in `HeldFile`. */
  file: string;
  name: string;
  mailDomain: string;
}

/** An attachment that is too large for its mark: the app page fetches it through the page, in pieces. */
export interface ImportLarge {
  type: 'import-large';
  /** At the page's own origin. */
  url: string;
  name: string;
  mailDomain: string;
}

/** From pages of webmail: what a content script may ask. */
export type PageMessage =
  | FileChunk
  | FetchFile
  | HeldFile
  | UndoImport
  | ImportLarge
  | { type: 'marks-changed' }
  /** There are attachments in this frame: its marks are wanted. */
  | { type: 'need-marks' }
  | { type: 'open-report'; id: string }
  | { type: 'open-ignore'; id: string; sender: string }
  | { type: 'open-files' };

export interface MarkSender {
  key: string;
  name: string;
  status: SenderStatus;
  messages: number;
  passed: number;
  /** The evidence as one sentence in the user's language; empty where SPF was not checked. */
  evidence: string;
}

/**
 * Why a report's senders carry no SPF verdict. `unasked`: no DNS answer is at hand, and nobody asked to ask; `pending`:
 * DNS is being asked.
 */
export type SpfState =
  | 'checked'
  | 'unasked'
  | 'pending'
  | 'unconfirmed'
  | 'no-resolver'
  | 'offline'
  | 'not-applicable';

/** One report as the mark shows it. */
export interface MarkReport {
  id: string;
  kind: 'aggregate' | 'failure' | 'tls';
  reporter: string;
  domain: string;
  begin: number;
  end: number;
  messages: number;
  passed: number;
  records: number;
  stored: boolean;
  spf: SpfState;
  /** Senders of which no address passes SPF; null unless `spf` is checked. */
  notInSpf: number | null;
  /** Senders of which every address passes, and how many there are; null unless `spf` is checked. */
  inSpf: { of: number; senders: number } | null;
  senders: MarkSender[];
  /** Senders beyond `senders`. */
  moreSenders: number;
  /** Repairs that reading needed. */
  notes: number;
  /** The mail's domain where it does not fit the reporting organisation; empty otherwise. */
  strangeMail: string;
}

export type FileAnswer =
  | { outcome: 'more' }
  /** `file` names the bytes while the background holds them, empty where it does not; see `HeldFile`. */
  | { outcome: 'reports'; reports: MarkReport[]; file: string; undoable: boolean }
  /** Nothing in it is a report. */
  | { outcome: 'none' }
  | { outcome: 'rejected'; sentence: string }
  /** `restart`: pieces were lost because the background ended; send the file again. */
  | { outcome: 'failed'; code: FailureCode };

export type FailureCode = 'restart' | 'too-large' | 'sign-in' | 'unreachable' | 'refused' | 'internal';

/** What a page's frame tells the popup about one mark. */
export interface MarkSummary {
  key: string;
  name: string;
  state: MarkState;
  /** Its file is read when the user asks for it. */
  offered: boolean;
  report: MarkReport | null;
  problem: string;
}

/** `named`: only the file name is known, or the file waits for a click. The page is not told what is stored. */
export type MarkState = 'reading' | 'named' | 'report' | 'rejected' | 'stored';

/** What the content script offers to the extension's own pages, in its isolated world. */
export interface PageApi {
  marks(): MarkSummary[];
  /** Reads the files that wait for the user's word. */
  readAll(): Promise<void>;
  /** Imports the marks that are not stored yet; the number that worked. */
  importAll(): Promise<number>;
  /** Imports the file behind a link of this page. */
  importLink(url: string): Promise<FileAnswer>;
  end(): void;
}
