/**
 * Keeps the marks of one frame in step with its attachments: finds them, has them read, draws the marks,
 * puts them back when the page drew itself anew, and takes them away with their attachment.
 */
import { mayHoldReport } from '../../core/lib/report-name.ts';
import {
  type FileAnswer,
  type FileIntent,
  MAX_FILE_BYTES,
  type MarkSummary,
  type PageMessage,
} from '../messages/protocol.ts';
import type { MarkTexts } from '../texts/mark-texts.ts';
import { AttachmentFile, type AttachmentPage } from './attachment-file.ts';
import { createMark, type Mark } from './dom/mark.ts';
import type { MarkContent } from './dom/mark-content.ts';
import { stateOf } from './dom/state-of.ts';
import { readReportName } from './generic/name-in-text.ts';
import { isDrawn } from './guarded.ts';
import { contentsOf, firstContents, fitsName, type MarkEntry } from './mark-contents.ts';

/** A message has few attachments; a page that shows more than this is not read further. */
export const MAX_ATTACHMENTS = 40;
/** Files read over the life of a page without a click: a page cannot keep the extension busy for ever. */
export const MAX_READS = 300;
const READS_AT_ONCE = 2;
/** While DNS is being asked, the mark asks for news so often, and not for ever. */
const ASK_AGAIN_MS = 1_500;
const MAX_ASKS = 15;

interface Entry extends MarkEntry {
  file: AttachmentFile;
  marks: { mark: Mark; content: MarkContent }[];
  present: boolean;
  /** What is asked while DNS answers. */
  intent: FileIntent;
  asks: number;
}

export interface PageMarksOptions extends AttachmentPage {
  location: Location;
  texts: MarkTexts;
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
    options.signal.addEventListener('abort', () => {
      for (const entry of this.#entries.values()) this.#forget(entry);
      this.#waiting.length = 0;
    });
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
    for (const entry of this.#entries.values()) if (!entry.present) takeAway(entry);
    this.#forgetOld();
  }

  summaries(): MarkSummary[] {
    return this.#shown().flatMap((entry) =>
      entry.marks.map(({ content }, index) => ({
        key: `${entry.attachment.key}#${index}`,
        name: entry.attachment.name,
        state: stateOf(content),
        offered: content.kind === 'offered',
        report: content.kind === 'report' ? content.report : null,
        problem: content.kind === 'problem' ? content.sentence : '',
      })),
    );
  }

  /** Reads the files that wait for the user's word. */
  async readAll(): Promise<void> {
    const offered = this.#shown().filter((it) => it.marks.some(({ content }) => content.kind === 'offered'));
    for (const entry of offered) {
      entry.asked = true;
      await this.#read(entry);
    }
  }

  /** Imports what is shown and not stored; resolves with the number of reports that are stored then. */
  async importAll(): Promise<number> {
    let stored = 0;
    for (const entry of this.#shown()) {
      if (!entry.marks.some((it) => stateOf(it.content) === 'report')) continue;
      stored += await this.#import(entry);
    }
    return stored;
  }

  /** Entries whose attachment is drawn now: pages hide earlier messages without a change that a scan would see. */
  #shown(): Entry[] {
    return [...this.#entries.values()].filter((it) => it.present && isDrawn(it.attachment.element));
  }

  #add(attachment: Entry['attachment']): void {
    const entry: Entry = {
      attachment,
      name: readReportName(attachment.name),
      file: new AttachmentFile(this.#options),
      answer: null,
      marks: [],
      present: true,
      importing: false,
      asked: false,
      note: '',
      intent: 'read',
      asks: 0,
    };
    this.#entries.set(attachment.key, entry);
    const { contents, read } = firstContents(entry);
    this.#show(entry, contents);
    if (read) this.#readNext(entry);
  }

  #readNext(one?: Entry): void {
    if (one) this.#waiting.push(one);
    while (this.#reading < READS_AT_ONCE && this.#reads < MAX_READS) {
      const entry = this.#waiting.shift();
      if (!entry) return;
      // gone before its turn came: it is read when it comes back
      if (!entry.present) {
        this.#forget(entry);
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
    const answer = await entry.file.ask(entry.attachment, entry.intent);
    // an import says more than the look that was under way
    if (!this.#options.signal.aborted && !entry.importing) this.#take(entry, answer);
  }

  #take(entry: Entry, answer: FileAnswer): void {
    entry.answer = answer;
    this.#show(entry, contentsOf(entry, this.#options.texts));
    void this.#options.send({ type: 'marks-changed' });
    if (answer.outcome !== 'reports' || !answer.reports.some((it) => it.spf === 'pending')) return;
    if (entry.asks++ < MAX_ASKS)
      setTimeout(() => void (entry.present && !entry.importing && this.#read(entry)), ASK_AGAIN_MS);
  }

  /** Imports the file, or takes its import back: what was shown before stays where that fails, and says why. */
  async #change(entry: Entry, change: () => Promise<FileAnswer>, failed: (why: string) => string, done = '') {
    const before = entry.answer;
    if (entry.importing || before?.outcome !== 'reports') return null;
    const { texts } = this.#options;
    entry.importing = true;
    entry.note = '';
    this.#show(entry, contentsOf(entry, texts));
    const answer = await change();
    entry.importing = false;
    entry.note = answer.outcome === 'failed' ? failed(texts.failures[answer.code]) : done;
    this.#take(entry, answer.outcome === 'reports' ? answer : before);
    return answer;
  }

  async #import(entry: Entry): Promise<number> {
    const { texts } = this.#options;
    const ask = () => entry.file.ask(entry.attachment, 'import');
    const answer = await this.#change(entry, ask, texts.importFailed);
    return answer?.outcome === 'reports' ? answer.reports.filter((it) => it.stored).length : 0;
  }

  #undo(entry: Entry): void {
    const { texts } = this.#options;
    const undo = () => entry.file.undo(entry.attachment);
    void this.#change(entry, undo, () => texts.undoFailed, texts.undone);
  }

  #show(entry: Entry, contents: MarkContent[]): void {
    for (const { mark } of entry.marks.splice(contents.length)) mark.end();
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
      undo: () => this.#undo(entry),
      open: (id) => void this.#openStored(entry, id, { type: 'open-report', id }),
      ignore: (id, sender) => void this.#openStored(entry, id, { type: 'open-ignore', id, sender }),
      opened: () => {
        // from here on DNS may be asked: the user wants to know
        if (entry.intent === 'check' || entry.answer?.outcome !== 'reports') return;
        entry.intent = 'check';
        if (entry.answer.reports.some((it) => it.spf === 'unasked')) void this.#read(entry);
      },
      openFiles: () => void send({ type: 'open-files' }),
      importLarge: () => {
        const { source, name } = entry.attachment;
        if (source.by !== 'page' && source.by !== 'click') return;
        const url = source.by === 'page' ? source.url : (source.address() ?? '');
        const mailDomain = webmail.mailDomain(document, entry.attachment);
        void send({ type: 'import-large', url, name, mailDomain });
      },
      takeFile: (file) => void this.#takeFile(entry, file),
      retry: () => {
        const { name, attachment } = entry;
        entry.answer = null;
        entry.asked = true;
        entry.file.use(null);
        if (attachment.source.by === 'user') return name && this.#show(entry, [{ kind: 'named', name }]);
        this.#show(entry, [{ kind: 'reading', name }]);
        this.#readNext(entry);
      },
    });
  }

  /** The user's own download, where the page hands over no bytes; another report has no place at this attachment. */
  async #takeFile(entry: Entry, file: File): Promise<void> {
    const { texts, signal } = this.#options;
    if (file.size > MAX_FILE_BYTES) return this.#take(entry, { outcome: 'failed', code: 'too-large' });
    entry.file.use(file);
    this.#show(entry, [{ kind: 'reading', name: entry.name }]);
    const answer = await entry.file.ask(entry.attachment, 'read');
    if (signal.aborted) return;
    if (answer.outcome === 'failed' || fitsName(answer, entry.name)) return this.#take(entry, answer);
    entry.file.use(null);
    const sentence = answer.outcome === 'rejected' ? answer.sentence : texts.otherFile;
    this.#show(entry, [{ kind: 'problem', sentence, act: 'retry' }]);
  }

  /** The app page shows what is in the store: what is not there yet is imported first. */
  async #openStored(entry: Entry, id: string, message: PageMessage): Promise<void> {
    const known = entry.answer?.outcome === 'reports' && entry.answer.reports.find((it) => it.id === id);
    if (known && !known.stored && (await this.#import(entry)) === 0) return;
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
    for (const entry of this.#entries.values()) {
      if (this.#entries.size <= 2 * MAX_ATTACHMENTS) return;
      if (!entry.present) this.#forget(entry);
    }
  }

  #forget(entry: Entry): void {
    for (const { mark } of entry.marks) mark.end();
    this.#entries.delete(entry.attachment.key);
  }
}

/** Out of the page, to come back with its attachment. */
function takeAway(entry: Entry): void {
  for (const { mark } of entry.marks) mark.host.remove();
}
