/**
 * What unpacking hands to reading, and what reading hands on. Both stages import these types and nothing
 * of each other.
 */
import type { RecordBlock } from './records.ts';
import type { AggregateHeader, FailureReport, MailContext, Note, Refusal, TlsReport } from './report.ts';

/** One document found in an input: XML, JSON, or a whole mail that may be a failure report. */
export interface RawDocument {
  kind: 'document';
  /** `file`, or `file#member` inside a container; nested containers add a `#member` each. */
  path: string;
  /** The last member's own name, without folders; for guesses about the reporter, never about the format. */
  name: string;
  /** Bytes after unpacking; null while a stream has not been read to its end. */
  size: number | null;
  /** The whole document, where it is small enough to be held in one piece; else null: use `chunks()`. */
  bytes: Uint8Array | null;
  /**
   * The document in slices of at most 64 KB to a few MB. Can be called again. Throws `RefusalError` (and only that)
   * where the container is damaged or a cap is passed; `readDocument` turns that into a result.
   */
  chunks(): AsyncIterable<Uint8Array>;
  /** The mail it came in; null where it came in none. */
  mail: MailContext | null;
  /** Takes so many tags out of what may be read tolerantly of the whole input file. Throws `RefusalError` where that is more than is left. */
  spendMarkup?: (tags: number) => void;
  /** The document as a complete gzip file, where those bytes are at hand without work; else null. */
  packed: Uint8Array | null;
  /** Repairs made while unpacking. Complete once `chunks()` has been read to its end. */
  notes: Note[];
}

/** Something in an input that could not be opened, e.g. an encrypted member. */
export interface RefusedItem {
  kind: 'refused';
  path: string;
  refusal: Refusal;
}

/** Something in an input that is no report: a picture, a page of HTML, a CSV beside the XML. */
export interface OtherItem {
  kind: 'other';
  path: string;
  reason: Refusal;
}

export type UnpackedItem = RawDocument | RefusedItem | OtherItem;

/** A report read from a document. */
export interface ReadReport {
  outcome: 'report' | 'repaired';
  /** From 1 where the document holds several reports one after the other; null where it holds one. */
  member: number | null;
  /** SHA-256, hex, over the report's bytes: byte order mark removed, CRLF and CR as LF. */
  id: string;
  /** Hex; the same for the same report in another wrapping: over organisation, report id, domain, range, rows. */
  secondKey: string;
  notes: Note[];
  report: AggregateHeader | TlsReport | FailureReport;
  /** Column blocks handed to `onBlock` for this report. */
  blocks: number;
  /** The report's bytes in the document, from and to (exclusive). */
  range: readonly [number, number];
}

/** A document, or a part of one, that gave no report. */
export interface UnreadDocument {
  outcome: 'not-a-report' | 'rejected';
  member: number | null;
  refusal: Refusal;
  notes: Note[];
}

export type DocumentResult = ReadReport | UnreadDocument;

/** Caps on what one document may hold. Passing one refuses the document; nothing is cut off silently. */
export interface ReadLimits {
  /** Records of one aggregate report. */
  records: number;
  /** Bytes of one element's text. */
  fieldBytes: number;
  /** DKIM and SPF results and reasons of one record, together. */
  resultsPerRecord: number;
  /** Reports in one document. */
  reports: number;
  /** Bytes of a document for the tolerant reader, which holds it whole. */
  tolerantBytes: number;
  /** Bytes of a TLS or failure report, which are read whole. */
  wholeBytes: number;
  /** Policies of one TLS report, and failures of one policy. */
  tlsEntries: number;
  /** Notes kept for one report; further ones are counted in a last note `more-notes`. */
  notes: number;
}

export interface ReadOptions {
  /**
   * Takes the column blocks of aggregate reports in order; awaited, so that a slow store slows the reader.
   * `report` counts the document's reports from 0.
   */
  onBlock?: (block: RecordBlock, report: number) => void | Promise<void>;
  /**
   * All blocks of this report handed over so far are void: broken markup was met and the tolerant reader starts
   * again. Without it blocks are held back until the reader is sure, which costs memory on huge reports.
   */
  onRestart?: (report: number) => void | Promise<void>;
  limits?: Partial<ReadLimits>;
  signal?: AbortSignal;
}
