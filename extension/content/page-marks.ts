/**
 * Keeps the marks of one frame in step with its attachments: finds them, has them read, draws the marks,
 * puts them back when the page drew itself anew, and takes them away with their attachment.
 */

import { mayHoldReport, parseReportName, type ReportName } from '../../core/lib/report-name.ts';
import {
  type FileAnswer,
  MAX_FILE_BYTES,
  type MarkReport,
  type MarkSummary,
  type PageMessage,
} from '../messages/protocol.ts';
import type { MarkTexts } from '../texts/mark-texts.ts';
import { createMark, type Mark, type MarkContent, stateOf } from './dom/mark.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { type Send, sendFile } from './send-file.ts';
import type { Attachment, Webmail } from './webmail.ts';

/** A message has few attachments; a page that shows more than this is not read further. */
export const MAX_ATTACHMENTS = 40;
/** Files read over the life of a page without a click: a page cannot keep the extension busy for ever. */
export const MAX_READS = 300;
/** Larger files are read without a click only if their name is a report's. */
const MAX_UNNAMED_BYTES = 4 * 1024 * 1024;
const READS_AT_ONCE = 2;
/** While DNS is being asked, the mark asks for news so often, and not for ever. */
const ASK_AGAIN_MS = 1_500;
const MAX_ASKS = 15;
/** Seconds by which a report's begin may lie off the one that its file name tells. */
const DAY = 86_400;

interface Entry {
  attachment: Attachment;
  /** What its file name tells; null where it is no report's name. */
  name: ReportName | null;
  /** What the reading said; null while it is under way. */
  answer: FileAnswer | null;
  blob: Blob | null;
  marks: { mark: Mark; content: MarkContent }[];
  present: boolean;
  importing: boolean;
  asks: number;
}

export interface PageMarksOptions {
  webmail: Webmail;
  document: Document;
  location: Location;
  texts: MarkTexts;
  send: Send;
  signal: AbortSignal;
}

export class PageMarks {
  readonly #options: PageMarksOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: Entry[] = [];
  readonly #unlooked: Mark[] = [];
  #reading = 0;
  #reads = 0;

  constructor(options: PageMarksOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#removeAll(), { once: true });
  }

  /** Compares the page with the marks; cheap when nothing changed. */
  scan(): void {
    const { webmail, document, location } = this.#options;
    const found = webmail
      .attachments(document, location)
      .filter((it) => mayHoldReport(it.name, it.type))
      .slice(0, MAX_ATTACHMENTS);
    for (const entry of this.#entries.values()) entry.present = false;
    for (const attachment of found) {
      const entry = this.#entries.get(attachment.key);
      if (entry) {
        entry.present = true;
        const moved = entry.attachment.element !== attachment.element;
        entry.attachment = attachment;
        this.#keepPlaced(entry, moved);
      } else this.#add(attachment);
    }
    for (const entry of this.#entries.values()) if (!entry.present) remove(entry);
    this.#forgetOld();
  }

  summaries(): MarkSummary[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.present)
      .flatMap((entry) =>
        entry.marks.map(({ content }, index) => ({
          key: `${entry.attachment.key}#${index}`,
          name: entry.attachment.name,
          state: stateOf(content),
          report: content.kind === 'report' ? content.report : null,
          problem: content.kind === 'problem' ? content.sentence : '',
        })),
      );
  }

  /** Imports what is present and not stored; resolves with the number of reports that are stored then. */
  async importAll(): Promise<number> {
    let stored = 0;
    for (const entry of this.#entries.values()) {
      if (!entry.present || !entry.marks.some((it) => stateOf(it.content) === 'report')) continue;
      stored += await this.#import(entry);
    }
    return stored;
  }

  #add(attachment: Attachment): void {
    const name = parseReportName(attachment.name);
    const entry: Entry = {
      attachment,
      name,
      answer: null,
      blob: null,
      marks: [],
      present: true,
      importing: false,
      asks: 0,
    };
    this.#entries.set(attachment.key, entry);
    if (attachment.source.by === 'user') {
      if (name) this.#show(entry, [{ kind: 'named', name }]);
      return;
    }
    if (!name && (attachment.size ?? 0) > MAX_UNNAMED_BYTES) return;
    if (name) this.#show(entry, [{ kind: 'reading', name }]);
    this.#waiting.push(entry);
    this.#readNext();
  }

  #readNext(): void {
    while (this.#reading < READS_AT_ONCE && this.#reads < MAX_READS) {
      const entry = this.#waiting.shift();
      if (!entry) return;
      // gone before its turn came: it is read when it comes back
      if (!entry.present) {
        this.#entries.delete(entry.attachment.key);
        continue;
      }
      this.#reading += 1;
      this.#reads += 1;
      void this.#read(entry).finally(() => {
        this.#reading -= 1;
        this.#readNext();
      });
    }
  }

  async #read(entry: Entry): Promise<void> {
    const answer = await this.#ask(entry, 'read');
    if (this.#options.signal.aborted) return;
    this.#take(entry, answer);
  }

  async #ask(entry: Entry, intent: 'read' | 'import'): Promise<FileAnswer> {
    const { webmail, send, signal, document } = this.#options;
    const { source, name } = entry.attachment;
    const mailDomain = webmail.mailDomain(document, entry.attachment);
    if (source.by === 'background') {
      const message = {
        type: 'fetch-file',
        intent,
        webmail: webmail.id,
        url: source.url,
        name,
        mailDomain,
      } as const;
      return (await send(message)) ?? { outcome: 'failed', code: 'internal' };
    }
    if (!entry.blob) {
      if (source.by === 'user') return { outcome: 'none' };
      const fetched = await fetchAttachment(source.url, name, { signal });
      if ('failed' in fetched) return { outcome: 'failed', code: fetched.failed };
      entry.blob = fetched.blob;
    }
    return await sendFile({ blob: entry.blob, name, mailDomain }, intent, send);
  }

  #take(entry: Entry, answer: FileAnswer): void {
    entry.answer = answer;
    if (answer.outcome !== 'reports') entry.blob = null;
    this.#show(entry, this.#contents(entry, answer));
    void this.#options.send({ type: 'marks-changed' });
    if (answer.outcome !== 'reports' || !answer.reports.some((it) => it.spf === 'pending')) return;
    if (entry.asks++ < MAX_ASKS)
      setTimeout(() => void (entry.present && !entry.importing && this.#read(entry)), ASK_AGAIN_MS);
  }

  #contents(entry: Entry, answer: FileAnswer): MarkContent[] {
    if (answer.outcome === 'reports')
      return answer.reports.map((report) => ({ kind: 'report', report, importing: entry.importing }));
    // a file that nobody called a report and that is none gets no mark, whatever else is wrong with it
    if (!entry.name || answer.outcome === 'none' || answer.outcome === 'more') return [];
    if (answer.outcome === 'rejected') return [{ kind: 'problem', sentence: answer.sentence, act: null }];
    const { texts } = this.#options;
    // the app page fetches it through this page, piece by piece
    if (answer.code === 'too-large' && entry.attachment.source.by === 'page')
      return [{ kind: 'problem', sentence: texts.largeFile, act: 'large' }];
    const sentence = texts.failures[answer.code];
    const act = answer.code === 'refused' ? null : answer.code === 'too-large' ? 'files' : 'retry';
    return [{ kind: 'problem', sentence, act }];
  }

  async #import(entry: Entry): Promise<number> {
    const before = entry.answer;
    if (entry.importing || before?.outcome !== 'reports') return 0;
    entry.importing = true;
    this.#show(entry, this.#contents(entry, before));
    const answer = await this.#ask(entry, 'import');
    entry.importing = false;
    this.#take(entry, answer.outcome === 'failed' ? before : answer);
    return answer.outcome === 'reports' ? answer.reports.filter((it) => it.stored).length : 0;
  }

  #show(entry: Entry, contents: MarkContent[]): void {
    for (const { mark } of entry.marks.splice(contents.length)) mark.host.remove();
    contents.forEach((content, index) => {
      const known = entry.marks[index];
      const mark = known?.mark ?? this.#createMark(entry);
      mark.show(content);
      entry.marks[index] = { mark, content };
    });
    if (entry.present) this.#keepPlaced(entry, false);
  }

  #createMark(entry: Entry): Mark {
    const { texts, send, webmail, document } = this.#options;
    return createMark(texts, {
      import: () => void this.#import(entry),
      open: (id) => void this.#openStored(entry, id, { type: 'open-report', id }),
      ignore: (id, sender) => void this.#openStored(entry, id, { type: 'open-ignore', id, sender }),
      openFiles: () => void send({ type: 'open-files' }),
      importLarge: () => {
        const { source, name } = entry.attachment;
        if (source.by !== 'page') return;
        const mailDomain = webmail.mailDomain(document, entry.attachment);
        void send({ type: 'import-large', url: source.url, name, mailDomain });
      },
      takeFile: (file) => void this.#takeFile(entry, file),
      retry: () => {
        const { name, attachment } = entry;
        entry.answer = null;
        entry.blob = null;
        if (attachment.source.by === 'user') return name && this.#show(entry, [{ kind: 'named', name }]);
        this.#show(entry, [{ kind: 'reading', name }]);
        this.#waiting.push(entry);
        this.#readNext();
      },
    });
  }

  /** The user's own download, where the page hands over no bytes; another report has no place at this attachment. */
  async #takeFile(entry: Entry, file: File): Promise<void> {
    const { texts, signal } = this.#options;
    if (file.size > MAX_FILE_BYTES) return this.#take(entry, { outcome: 'failed', code: 'too-large' });
    entry.blob = file;
    this.#show(entry, [{ kind: 'reading', name: entry.name }]);
    const answer = await this.#ask(entry, 'read');
    if (signal.aborted) return;
    const { name } = entry;
    const fits = (it: MarkReport) => it.domain === name?.domain && Math.abs(it.begin - name.begin) < DAY;
    if (answer.outcome === 'failed' || (answer.outcome === 'reports' && answer.reports.some(fits)))
      return this.#take(entry, answer);
    entry.blob = null;
    const sentence = answer.outcome === 'rejected' ? answer.sentence : texts.otherFile;
    this.#show(entry, [{ kind: 'problem', sentence, act: 'retry' }]);
  }

  /** The app page shows what is in the store: what is not there yet is imported first. */
  async #openStored(entry: Entry, id: string, message: PageMessage): Promise<void> {
    const known = entry.answer?.outcome === 'reports' && entry.answer.reports.find((it) => it.id === id);
    if (known && !known.stored) await this.#import(entry);
    await this.#options.send(message);
  }

  #keepPlaced(entry: Entry, moved: boolean): void {
    for (const { mark } of entry.marks) {
      if (!mark.host.isConnected || moved) this.#options.webmail.place(entry.attachment, mark.host);
      this.#lookSoon(mark);
    }
  }

  /** The page's colours are asked for once for all new marks: each question makes the browser compute styles. */
  #lookSoon(mark: Mark): void {
    if (this.#unlooked.length === 0)
      setTimeout(() => {
        for (const each of this.#unlooked.splice(0)) each.look();
      });
    this.#unlooked.push(mark);
  }

  /** Answers of attachments that went away are kept for a while: pages draw themselves anew all the time. */
  #forgetOld(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= 2 * MAX_ATTACHMENTS) return;
      if (!entry.present) this.#entries.delete(key);
    }
  }

  #removeAll(): void {
    for (const entry of this.#entries.values()) remove(entry);
    this.#entries.clear();
    this.#waiting.length = 0;
  }
}

function remove(entry: Entry): void {
  for (const { mark } of entry.marks) mark.host.remove();
}
