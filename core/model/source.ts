/** Accounts and folders on servers, from which reports come by themselves. */
import type { UnixSeconds } from './report.ts';

export type SourceKind = 'jmap' | 'webdav' | 's3';

/** What the user set for one source. The key is kept apart, sealed, and never exported. */
export interface SourceSettings {
  id: string;
  kind: SourceKind;
  /** The user's name for it. */
  name: string;
  /** JMAP: the server or its session address. WebDAV: the folder. S3: the bucket. */
  url: string;
  /** Name for Basic sign-in, or the access key of a bucket. Empty: the key is a bearer token. */
  user: string;
  /** JMAP: the mailboxes that are looked at; empty: the Inbox. */
  folders: { id: string; name: string }[];
  /** S3: what the names of objects begin with, and the region of the bucket. */
  prefix: string;
  region: string;
  /** Messages that came before are left alone; null: all. */
  since: UnixSeconds | null;
  /** Every message is opened, whatever its subject, sender and attachments say. */
  everything: boolean;
  /** Origins beside that of `url` to which the key may be sent; the user confirmed each. */
  origins: string[];
  /** Not looked at by itself. */
  paused: boolean;
}

/** Why a source of reports gives nothing now. */
export type SourceProblemCode =
  | 'no-key'
  | 'locked'
  | 'bad-address'
  | 'insecure'
  | 'other-origin'
  | 'redirect-loop'
  | 'sign-in'
  | 'forbidden'
  | 'not-found'
  | 'too-many'
  | 'server-error'
  | 'refused'
  | 'page-refused'
  | 'no-permission'
  | 'unreachable'
  | 'timeout'
  | 'offline'
  | 'no-network'
  | 'too-large'
  | 'cut-short'
  | 'unreadable-answer'
  | 'no-mail-account'
  | 'folder-gone'
  | 'too-many-items'
  | 'store-full';

/** Why a source gives nothing now, with what the sentence about it quotes. */
export interface SourceProblem {
  code: SourceProblemCode;
  /** The server's own words, an address or an origin; never the key. */
  detail: string;
  /** HTTP status, where there was one. */
  status: number | null;
  /** Seconds that the server asks to wait. */
  wait: number | null;
}

export type SourceResult<T> = { ok: true; value: T } | { ok: false; problem: SourceProblem };

/** What a list tells of a message or file before a byte of it is read. */
export interface SourceHints {
  subject: string;
  /** Address of the From header; empty where there is none. */
  from: string;
  /** Media type of the whole, lower case; empty where the list does not tell. */
  type: string;
  /** Whether something is attached that may be a report; null where the list does not tell. */
  attachments: boolean | null;
  /** Bytes; null where the list does not tell. */
  size: number | null;
}

/** What became of the items of a source. Each item is listed once, and then passed over, opened or failed. */
export interface SourceFigures {
  /** Items listed that were not dealt with before. */
  listed: number;
  /** Not opened, since nothing about them says that they carry a report. */
  passed: number;
  opened: number;
  /** Could not be had, and are not tried again. */
  failed: number;
  /** Reports that were not here before, and such that were. */
  reports: number;
  duplicates: number;
  /** Opened items without a report. */
  notReports: number;
  /** Documents that could not be read; they lie on the shelf. */
  rejected: number;
}

/** `cut-off`: the page that looked was closed; the next look goes on there. */
export type SourceState = 'waiting' | 'working' | 'held-up' | 'cut-off';

/** A source as it is kept, without its key. */
export interface KeptSource {
  settings: SourceSettings;
  state: SourceState;
  problem: SourceProblem | null;
  /** Position in the source, written by its adapter; null: from the beginning. */
  cursor: string | null;
  /** How often it was made to begin again: a look that began before moves the position no more. */
  begun?: number;
  /** When the last look began and ended, and the last one that came to its end. */
  started: UnixSeconds | null;
  ended: UnixSeconds | null;
  succeeded: UnixSeconds | null;
  /** When it is looked at next by itself; null: not before the user does something. */
  next: UnixSeconds | null;
  /** Looks in a row that were held up. */
  failures: number;
  /** Item at which looks were held up, and how often. */
  stuck: { id: string; times: number } | null;
  /** Items that the look will list, as far as the server tells. */
  total: number | null;
  /** Of all time, and of the last look. */
  figures: SourceFigures;
  last: SourceFigures;
  /** The import that holds what the last look brought; null where that was nothing. */
  importId: string | null;
}
