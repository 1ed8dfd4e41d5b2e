import type { ImportedFile, ImportSummary } from '../../model/import.ts';
import type { InputFile } from '../../model/input.ts';
import type { Period } from '../../model/period.ts';
import type { RecordBlock } from '../../model/records.ts';
import type {
  AggregateHeader,
  MailContext,
  Note,
  Refusal,
  ReportKind,
  UnixSeconds,
} from '../../model/report.ts';
import type {
  AddressSummary,
  DomainDay,
  DomainSummary,
  HeaderFromSummary,
  ReportBody,
  ScannedBlock,
  ShelfEntry,
  StoredReport,
} from '../../model/stored.ts';
import type { SourceProgress } from '../source-store.ts';

/** A report to store. `blocks` are those of this report, in order, as `stageBlock` gave them. */
export interface NewReport {
  id: string;
  secondKey: string;
  report: AggregateHeader | ReportBody;
  notes: Note[];
  blocks: StagedBlock[];
  outcome: 'report' | 'repaired';
  /** File, or `container#member`. */
  fileName: string;
  mail: MailContext | null;
  /** The document as gzip; reports of one document share it. */
  raw: Uint8Array;
  /** The report's bytes within the document, where that holds several. */
  range: readonly [number, number] | null;
}

/** A block on its way: in memory, or already written and not yet visible. */
export interface StagedBlock {
  records: number;
  /** Encoded; null where it lies in a staged row, or is small and encoded later. */
  bytes: Uint8Array | null;
  /** Key of the staged row. */
  staged: number | null;
  /** The block itself; null where it lies in a staged row. */
  block: RecordBlock | null;
}

/** What else an import has to note in the same transaction. */
export interface ImportNotes {
  /** Outcomes of documents that gave no report. */
  files?: ImportedFile[];
  /** Keys of input files that are wholly done. */
  done?: string[];
  /** How far the source is from which all this came, so that neither can be without the other. */
  source?: SourceProgress;
}

export interface PutResult {
  id: string;
  /** `unwanted`: from the other store, and deleted meanwhile. */
  outcome: 'stored' | 'duplicate' | 'unwanted';
  /** Same organisation and report id as another, with other rows. */
  conflict: boolean;
}

export interface ReportFilter {
  domain?: string;
  period?: Period;
  kind?: ReportKind;
}

/** What a report is called by. */
export interface ReportName {
  id: string;
  kind: ReportKind;
  domain: string;
  reporter: string;
  /** The id that its reporter gave it. */
  reportId: string;
  file: string;
}

export interface ReportStore {
  /** Encodes a block. Past a few of them they are written under a staging key, so memory stays bounded. */
  stageBlock(block: RecordBlock, alreadyStaged: number): Promise<StagedBlock>;
  /** Gives up staged blocks of a report that will not be stored. */
  dropStaged(blocks: StagedBlock[]): Promise<void>;
  /**
   * Stores reports whole in one transaction, with what the import has to note. A duplicate only adds the
   * import to the holders. `importId` null: fetched from the other store, held as its register says.
   * Throws StoreFull.
   */
  put(importId: string | null, reports: NewReport[], notes?: ImportNotes): Promise<PutResult[]>;
  get(id: string): Promise<StoredReport | null>;
  /** Newest first. */
  list(filter: ReportFilter): Promise<StoredReport[]>;
  /** Names of all reports, newest import first, in pages. */
  names(): AsyncIterable<ReportName[]>;
  count(): Promise<{ reports: number; records: number; rawBytes: number }>;
  /** Records of a domain's aggregate reports whose day falls in the period; no certain order. */
  scan(domain: string, period?: Period): AsyncIterable<ScannedBlock>;
  /** Blocks of one report, in order. */
  blocks(id: string): AsyncIterable<RecordBlock>;
  body(id: string): Promise<ReportBody | null>;
  /** The document as gzip. */
  raw(id: string): Promise<{ gzip: Uint8Array; range: [number, number] | null } | null>;
  setKeep(id: string, keep: boolean): Promise<void>;
  /** Hides reports until the last of the app's pages closes, then deletes them. Returns the token for `restore`. */
  trash(ids: string[]): Promise<string>;
  restore(token: string): Promise<number>;
  /** Takes one import's hold off; deletes what no other import holds. Returns how many were deleted. */
  undoImport(importId: string): Promise<number>;
  /** Deletes failure reports imported before this time, unless kept. */
  deleteFailuresBefore(time: UnixSeconds): Promise<number>;
}

export interface ImportStore {
  /** Begins an import, or takes one up again that was cut off. */
  start(importId: string, total: { files: number; bytes: number }): Promise<void>;
  /** The same notes as `reports.put` takes, without a report. */
  note(importId: string, notes: ImportNotes): Promise<void>;
  setState(importId: string, state: ImportSummary['state'], problem?: Refusal | null): Promise<void>;
  /** Input files that are neither done nor kept: the user must give them again. */
  missing(importId: string): Promise<number>;
  /** Keeps input files not yet read, so that the import can go on after the page was closed. */
  keepInputs(importId: string, inputs: KeptInput[]): Promise<void>;
  /** Input files of an import that are kept and not done. */
  inputs(importId: string): Promise<KeptInput[]>;
  /** With `files`: stored reports as they are now, and what came of all other documents. */
  get(importId: string): Promise<ImportSummary | null>;
  /** Newest first, without `files`. An import that was cut off shows as `paused`. */
  list(): Promise<ImportSummary[]>;
  /** Whether any import is under way, in this page or another. */
  running(): Promise<boolean>;
  /** It was taken up before, and cut off again before one more of its files was done: one of them may be the cause. */
  isStuck(importId: string): Promise<boolean>;
  /** Keys of input files that are done. */
  done(importId: string): Promise<Set<string>>;
}

/** An input file with the key under which it is marked done. */
export interface KeptInput {
  key: string;
  file: InputFile;
}

export interface ShelfStore {
  /** Keeps a document within the shelf's bounds; the oldest go first. Returns false where it is too large. */
  add(entry: ShelfEntry): Promise<boolean>;
  list(): Promise<(Omit<ShelfEntry, 'bytes'> & { size: number })[]>;
  get(id: string): Promise<ShelfEntry | null>;
  remove(ids: string[]): Promise<void>;
}

/** Sums kept up to date in the transaction that stores or deletes a report. Aggregate reports only. */
export interface SummaryStore {
  domains(): Promise<DomainSummary[]>;
  domain(domain: string): Promise<DomainSummary | null>;
  /** Days with reports in the period, oldest first, for one domain. */
  days(domain: string, period?: Period): Promise<DomainDay[]>;
  /** The same for all domains at once. */
  allDays(period?: Period): Promise<Map<string, DomainDay[]>>;
  addresses(domain: string): Promise<AddressSummary[]>;
  headerFroms(domain: string): Promise<HeaderFromSummary[]>;
  /** Both in one reading. */
  sums(domain: string): Promise<{ addresses: AddressSummary[]; headerFroms: HeaderFromSummary[] }>;
}
