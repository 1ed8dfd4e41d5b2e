import { RefusalError } from '../../lib/refusal-error.ts';
import { parseReportName } from '../../lib/report-name.ts';
import type {
  DocumentResult,
  RawDocument,
  ReadOptions,
  ReadReport,
  UnpackedItem,
} from '../../model/document.ts';
import type { ImportedFile } from '../../model/import.ts';
import type { InputFile } from '../../model/input.ts';
import type { MailContext, Note, Refusal } from '../../model/report.ts';
import type { ShelfEntry } from '../../model/stored.ts';
import { datedAhead } from '../../report/dated-ahead.ts';
import { SHELF_LIMITS } from '../../store/reports/shelf.ts';
import type { StagedBlock, Store } from '../../store/store.ts';
import { BATCH_REPORTS, type FilePart } from './import-batch.ts';
import { packDocument } from './pack-document.ts';

/** The two stages that ingest joins with the store. */
export interface Readers {
  unpack(file: InputFile, options: { signal: AbortSignal }): AsyncIterable<UnpackedItem>;
  readDocument(document: RawDocument, options: ReadOptions): Promise<DocumentResult[]>;
}

export interface FileContext extends Readers {
  store: Store;
  importId: string;
  signal: AbortSignal;
  /** Unix seconds. */
  now: number;
  newId(): string;
  /** Whether what cannot be read is put on the shelf. */
  shelve: boolean;
  /** Takes what would be put on the shelf, until it is known whether it should be. */
  held?: ShelfEntry[];
  onRecords(count: number): void;
  /** Waits while the import is paused. */
  passed(): Promise<void>;
  /** Takes over what a file of very many reports gave so far. */
  spill(part: FilePart): Promise<void>;
}

/** Reads one input file. What it holds beside reports is noted, and kept on the shelf. */
export async function importFile(context: FileContext, file: InputFile): Promise<FilePart> {
  return file.unsure ? await importUnsure(context, file) : await importSure(context, file);
}

/** A mail that nobody called a report and that holds none is nobody's business: no line, no copy of it. */
async function importUnsure(context: FileContext, file: InputFile): Promise<FilePart> {
  const held: ShelfEntry[] = [];
  let found = false;
  const spill = async (part: FilePart) => {
    if (part.reports.length === 0) return;
    found = true;
    await context.spill(part);
  };
  const part = await importSure({ ...context, held, spill }, file);
  found ||= part.reports.length > 0 || part.files.some((it) => parseReportName(it.path) !== null);
  if (!found) return { reports: [], files: [] };
  for (const entry of held) await context.store.shelf.add(entry);
  return part;
}

async function importSure(context: FileContext, file: InputFile): Promise<FilePart> {
  const part: FilePart = { reports: [], files: [] };
  const left: { path: string; outcome: 'rejected' | 'not-a-report'; refusal: Refusal }[] = [];
  let reports = 0;
  for await (const item of context.unpack(file, { signal: context.signal })) {
    if (item.kind === 'document') reports += await importDocument(context, item, part);
    else if (item.kind === 'refused')
      left.push({ path: item.path, outcome: 'rejected', refusal: item.refusal });
    else left.push({ path: item.path, outcome: 'not-a-report', refusal: item.reason });
    if (part.reports.length + part.files.length >= BATCH_REPORTS) await context.spill(part);
  }
  if (context.signal.aborted) return part;
  for (const { path, outcome, refusal } of left) part.files.push(unread(path, outcome, refusal, []));
  // What stands beside a report, such as a picture in a mail, is listed but not worth keeping.
  const first = left.find((it) => it.outcome === 'rejected') ?? (reports === 0 ? left[0] : undefined);
  if (first === undefined || file.blob.size > SHELF_LIMITS.entryBytes) return part;
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  await shelve(context, { ...first, path: file.name, bytes, mail: mailOf(file) });
  return part;
}

function mailOf(file: InputFile): MailContext | null {
  return file.mail ? { fromDomain: file.mail.fromDomain, subject: '', date: null, messageId: '' } : null;
}

/** Reads one document; returns how many reports were in it. */
async function importDocument(context: FileContext, document: RawDocument, part: FilePart): Promise<number> {
  const { store, signal } = context;
  const blocks: StagedBlock[][] = [];
  const options: ReadOptions = {
    signal,
    async onBlock(block, report) {
      blocks[report] ??= [];
      const mine = blocks[report]!;
      mine.push(await store.reports.stageBlock(block, mine.length));
      context.onRecords(block.count);
      await context.passed();
    },
    async onRestart(report) {
      await store.reports.dropStaged(blocks[report] ?? []);
      blocks[report] = [];
    },
  };
  let results: DocumentResult[];
  try {
    results = await context.readDocument(document, options);
  } catch (error) {
    await store.reports.dropStaged(blocks.flat());
    throw error;
  }
  if (signal.aborted) {
    await store.reports.dropStaged(blocks.flat());
    return 0;
  }
  const reports = results.filter(
    (it): it is ReadReport => it.outcome === 'report' || it.outcome === 'repaired',
  );
  if (reports.length > 0) {
    const raw = await packDocument(document);
    let index = 0;
    for (const it of reports) {
      part.reports.push({
        id: it.id,
        secondKey: it.secondKey,
        report: it.report,
        outcome: it.outcome,
        notes: [...it.notes, ...datedAhead(it.report, context.now)],
        blocks: blocks[index++] ?? [],
        fileName: document.path,
        mail: document.mail,
        raw,
        range: it.member === null ? null : it.range,
      });
    }
  }
  for (const it of results) {
    if (!('refusal' in it)) continue;
    part.files.push(unread(document.path, it.outcome, it.refusal, it.notes));
    const bytes = await wholeBytes(document);
    if (bytes !== null) await shelve(context, { ...it, path: document.path, bytes, mail: document.mail });
  }
  return reports.length;
}

/** A document's bytes for the shelf; null where it is too large or damaged in the middle. */
async function wholeBytes(document: RawDocument): Promise<Uint8Array | null> {
  if (document.bytes !== null) return document.bytes;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of document.chunks()) {
      size += chunk.length;
      if (size > SHELF_LIMITS.entryBytes) return null;
      parts.push(chunk.slice());
    }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function shelve(
  context: FileContext,
  entry: {
    path: string;
    outcome: 'rejected' | 'not-a-report';
    refusal: Refusal;
    bytes: Uint8Array;
    mail: MailContext | null;
  },
): Promise<void> {
  if (!context.shelve) return;
  const { path, outcome, refusal, bytes, mail } = entry;
  const { importId, now: at } = context;
  const kept = { id: context.newId(), path, at, outcome, refusal, bytes, mail, importId };
  if (context.held) context.held.push(kept);
  else await context.store.shelf.add(kept);
}

function unread(
  path: string,
  outcome: 'rejected' | 'not-a-report',
  refusal: Refusal,
  notes: Note[],
): ImportedFile {
  return {
    path,
    outcome,
    reportId: null,
    domain: null,
    reporter: null,
    records: 0,
    messages: 0,
    notes,
    refusal,
  };
}
