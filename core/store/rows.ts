/** Rows as they lie in the tables. Short names where a table has many rows: each row repeats them. */

import type { QueryRecordEntry } from '../model/dns.ts';
import type { ImportedFile, ImportSummary } from '../model/import.ts';
import type { MailboxImport } from '../model/mailbox.ts';
import type { ParkedSource } from '../model/parked.ts';
import type { MailContext, Note, ReportKind, UnixSeconds } from '../model/report.ts';
import type { KeptSource } from '../model/source.ts';
import type {
  Decision,
  Hold,
  KeptAnswer,
  PresenceRegister,
  ReportBody,
  Stamp,
  StoredSnapshot,
} from '../model/stored.ts';
import type { HeaderTuple } from './codec/header-tuple.ts';

/** `clock`: last stamp; `seq`: last change number; `settings`. */
export interface MetaRow {
  key: string;
  value: unknown;
}

export interface ReportRow {
  n: number;
  id: string;
  second: number;
  secondKey: string;
  ref: number;
  kind: ReportKind;
  domain: string;
  /** Further policy domains of a TLS report. */
  others?: string[];
  reporter: string;
  begin: UnixSeconds;
  end: UnixSeconds;
  records: number;
  messages: number;
  passed: number;
  /** Null for kinds that have a row in `bodies`. */
  head: HeaderTuple | null;
  notes?: Note[];
  file: string;
  mail?: MailContext;
  /** When it was imported. */
  at: UnixSeconds;
  /** Imports whose hold is in force; the index finds an import's reports. */
  imports: string[];
  holds: Record<string, Hold>;
  deleted?: Stamp;
  conflict?: true;
  keep?: true;
  /** Row of `raws`, offset and length. */
  raw: [row: number, offset: number, length: number];
  /** Report's bytes within the document, where that holds several. */
  range?: [from: number, to: number];
  /** Rows of `packs`, in the order of the records. */
  packs: number[];
  /** Number of the change that last touched its presence. */
  seq: number;
}

export interface BodyRow {
  n: number;
  body: ReportBody;
}

/** What lies in a row of `packBytes`: blocks of one or many reports of a domain and span of days. */
export interface PackRow {
  n: number;
  domain: string;
  /** Number of the 32-day span. */
  span: number;
  /** Bytes in the row of packBytes. */
  size: number;
  /** JSON of PackMeta. */
  meta: string;
}

export interface PackBytesRow {
  n: number;
  bytes: Uint8Array;
}

export interface RawRow {
  n: number;
  /** Reports whose document lies here. */
  live: number;
  bytes: Uint8Array;
}

/** A row of packBytes that no pack names yet. */
export interface StagingRow {
  n: number;
  instance: string;
  at: number;
}

export interface TrashRow {
  n: number;
  token: string;
  id: string;
  /** As in ReportRow. */
  second: number;
  instance: string;
  row: ReportRow;
  /** Imports that held the report when it was deleted; absent in rows of older versions. */
  held?: string[];
}

/** Presence of a report that is not here: deleted, or not yet fetched from the other store. */
export interface RegisterRow extends PresenceRegister {
  seq: number;
  /** A failure report's: never told to the other store. */
  local?: boolean;
  /** It should be here: to be fetched. */
  wanted?: 1;
}

/** A row from another store or a backup that could not be taken in as it is. */
export interface ParkedRow {
  /** What it is about, so that a newer one takes its place. */
  key: string;
  /** `ahead`: its writer's clock was too far ahead. `malformed`: this version cannot read it. */
  why: 'ahead' | 'malformed';
  /** When it can be taken, milliseconds since 1970; the largest number where that is not known. */
  due: number;
  /** When it came, milliseconds since 1970. */
  at: number;
  /** Absent in rows of older versions. */
  from?: ParkedSource;
  row: unknown;
}

/** Work in several transactions that is finished, or told of, when the store is opened again. */
export type WorkRow =
  | { id: string; kind: 'delete'; at: number; instance: string; ids: string[] }
  | {
      id: string;
      kind: 'restore';
      at: number;
      instance: string;
      total: number;
      done: number;
      /** When its backup was made, milliseconds since 1970; null where that part is damaged. Tells backups apart. */
      made?: number | null;
    };

/** Room kept for deletions on a full disk. */
export interface ReserveRow {
  n: number;
  bytes: Uint8Array;
}

/** A domain's sums for 32 days; one tuple a day that has reports. */
export interface SpanRow {
  span: number;
  domain: string;
  days: DayTuple[];
}

/** Day, reports, messages, passed, dkimAligned, spfAligned, none, quarantine, reject, then reporters, and strayPassed where there is any. */
export type DayTuple = [
  day: number,
  reports: number,
  messages: number,
  passed: number,
  dkimAligned: number,
  spfAligned: number,
  none: number,
  quarantine: number,
  reject: number,
  reporters: Record<string, [reports: number, messages: number]>,
  strayPassed?: number,
];

export interface TotalsRow {
  domain: string;
  reports: number;
  records: number;
  messages: number;
  passed: number;
  firstBegin: number;
  lastEnd: number;
  lastPassedDay: number;
}

/** Part of a domain's sums; `bytes` null says that they must be counted again from the blocks. */
export interface SumsRow {
  n: number;
  domain: string;
  size: number;
  bytes: Uint8Array | null;
}

export interface ImportRow extends Omit<ImportSummary, 'importId' | 'files' | 'newDomains'> {
  id: string;
  /** Page that runs it; when that is gone, the import was cut off. */
  instance: string;
  total: { files: number; bytes: number };
  domains: Record<string, [reports: number, messages: number, passed: number]>;
  /** Taken up again after it was cut off: reports of a half-done file may come a second time. */
  resumed?: boolean;
  /** How many of its input files were done when it was last taken up. */
  resumedWith?: number;
  /** Its undoing has begun and did not end. */
  undoing?: boolean;
}

export interface ImportNotesRow {
  n: number;
  importId: string;
  files: ImportedFile[];
  /** Keys of input files that are done. */
  done: string[];
}

/** An input file not yet read, kept so that the import can go on after the page was closed. */
export interface InputRow {
  importId: string;
  key: string;
  name: string;
  blob: Blob;
  mail?: { fromDomain: string };
}

export interface DecisionRow extends Decision {
  seq: number;
}

export interface KeptAnswerRow extends KeptAnswer {
  used: number;
}

export interface QueryRow {
  n: number;
  entry: QueryRecordEntry;
}

/** Of the tables `kept` and `lasting`. */
export interface FactRow {
  kind: string;
  key: string;
  value: unknown;
}

export interface MailboxRow extends MailboxImport {
  /** The page that reads it. */
  instance: string;
}

/** Marks of messages that were dealt with, in pieces, so that each checkpoint writes little. */
export interface MailboxReadRow {
  mailbox: string;
  importId: string;
  piece: number;
  marks: string[];
}

/** How far the changes of each store went over to the other: theirs to here, and ours to there. */
export interface PeerRow {
  name: string;
  seen: number;
  given: number;
}

export interface SourceRow extends KeptSource {
  id: string;
  /** The page that looks, while it does. */
  instance: string;
}

/** A message or file of a source that was dealt with. */
export interface SourceItemRow {
  source: string;
  mark: string;
}

export interface SnapshotRow extends Omit<StoredSnapshot, 'snapshot'> {
  n: number;
  /** JSON of the snapshot. */
  text: string;
}
