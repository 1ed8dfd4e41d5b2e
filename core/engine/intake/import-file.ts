import { parseReportName } from '../../lib/report-name.ts';
import type { ReadReport } from '../../model/document.ts';
import type { ImportedFile } from '../../model/import.ts';
import type { InputFile } from '../../model/input.ts';
import type { MailContext, Note, Refusal } from '../../model/report.ts';
import type { ShelfEntry } from '../../model/stored.ts';
import { datedAhead } from '../../report/dated-ahead.ts';
import type { StagedBlock } from '../../store/reports/report-store.ts';
import { SHELF_LIMITS } from '../../store/reports/shelf.ts';
import type { Store } from '../../store/store.ts';
import type { DocumentReader, ReadEvent } from './document-reader.ts';
import { BATCH_REPORTS, type FilePart } from './import-batch.ts';

export interface FileContext {
  store: Store;
  reader: DocumentReader;
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
  // What could not be read to its end may well have held one
  found ||= part.files.some((it) => it.refusal?.code === 'took-too-long');
  found ||= file.claimed === true && part.files.some((it) => it.outcome === 'rejected');
  if (!found) return { reports: [], files: [] };
  for (const entry of held) await context.store.shelf.add(entry);
  return part;
}

async function importSure(context: FileContext, file: InputFile): Promise<FilePart> {
  const { signal } = context;
  const part: FilePart = { reports: [], files: [] };
  const left: Extract<ReadEvent, { kind: 'left' }>[] = [];
  const open = new OpenDocument(context);
  let reports = 0;
  try {
    await context.reader.read(file, {
      signal,
      async take(event) {
        if (event.kind === 'block') return await open.add(event);
        if (event.kind === 'restart') return await open.void(event.report);
        if (event.kind === 'left') left.push(event);
        else reports += await takeDocument(context, event, open.close(), part);
        if (part.reports.length + part.files.length >= BATCH_REPORTS) await context.spill(part);
      },
    });
  } finally {
    await open.drop();
  }
  if (signal.aborted) return part;
  for (const { path, outcome, refusal } of left) part.files.push(unread(path, outcome, refusal, []));
  // What stands beside a report, such as a picture in a mail, is listed but not worth keeping.
  const first = left.find((it) => it.outcome === 'rejected') ?? (reports === 0 ? left[0] : undefined);
  if (first === undefined || file.blob.size > SHELF_LIMITS.entryBytes) return part;
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  const { outcome, refusal } = first;
  await shelve(context, { outcome, refusal, path: file.name, bytes, mail: mailOf(file) });
  return part;
}

/** The blocks of the document that is being read, by report, until it is known what the document is. */
class OpenDocument {
  readonly #context: FileContext;
  #blocks: StagedBlock[][] = [];

  constructor(context: FileContext) {
    this.#context = context;
  }

  async add({ report, block }: Extract<ReadEvent, { kind: 'block' }>): Promise<void> {
    this.#blocks[report] ??= [];
    const mine = this.#blocks[report]!;
    mine.push(await this.#context.store.reports.stageBlock(block, mine.length));
    this.#context.onRecords(block.count);
    await this.#context.passed();
  }

  async void(report: number): Promise<void> {
    const mine = this.#blocks[report] ?? [];
    this.#blocks[report] = [];
    await this.#context.store.reports.dropStaged(mine);
  }

  close(): StagedBlock[][] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }

  /** Reading ended in the middle of a document. */
  async drop(): Promise<void> {
    await this.#context.store.reports.dropStaged(this.close().flat());
  }
}

function mailOf(file: InputFile): MailContext | null {
  return file.mail ? { fromDomain: file.mail.fromDomain, subject: '', date: null, messageId: '' } : null;
}

/** Takes over one document; returns how many reports were in it. */
async function takeDocument(
  context: FileContext,
  document: Extract<ReadEvent, { kind: 'document' }>,
  blocks: StagedBlock[][],
  part: FilePart,
): Promise<number> {
  const { results, raw, path, mail } = document;
  const reports = results.filter((it): it is ReadReport => 'report' in it);
  if (raw !== null) {
    let index = 0;
    for (const it of reports) {
      part.reports.push({
        id: it.id,
        secondKey: it.secondKey,
        report: it.report,
        outcome: it.outcome,
        notes: [...it.notes, ...datedAhead(it.report, context.now)],
        blocks: blocks[index++] ?? [],
        fileName: path,
        mail,
        raw,
        range: it.member === null ? null : it.range,
      });
    }
  }
  for (const it of results) {
    if (!('refusal' in it)) continue;
    const { outcome, refusal, notes } = it;
    part.files.push(unread(path, outcome, refusal, notes));
    if (document.whole !== null)
      await shelve(context, { outcome, refusal, path, bytes: document.whole, mail });
  }
  return reports.length;
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
