/** Answers content scripts: takes files in, reads or imports them, opens the app. */
import { checkPageMessage } from '../messages/check-message.ts';
import type { FileAnswer, FileIntent, ImportLarge, PageMessage } from '../messages/protocol.ts';
import type { Sender } from '../platform/background-messages.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { Transfers } from './transfers.ts';

/** A file that a page handed over, and the page: other pages cannot speak of it. */
export interface PageFile {
  name: string;
  mailDomain: string;
  owner: string;
}

/** What the background can do with files; given by `main.ts`. */
export interface FileWork {
  /** A file whose bytes just came. */
  take(file: PageFile, blob: Blob, intent: FileIntent): Promise<FileAnswer>;
  /** A file that came before, by the SHA-256 of its bytes; `restart` where it is not held any more. */
  again(file: PageFile, hash: string, intent: FileIntent): Promise<FileAnswer>;
  /** Takes the import of such a file back. */
  undo(file: PageFile, hash: string): Promise<FileAnswer>;
}

export interface PageWork extends FileWork {
  countSoon(tabId: number): void;
  /** Brings the marks into a frame that runs the content script. */
  runMarks(frame: { tabId: number; frameId: number }): Promise<void>;
  openReport(id: string): Promise<void>;
  openIgnore(id: string, sender: string): Promise<void>;
  openFiles(): Promise<void>;
  /** Has the app page fetch an attachment of a frame of a tab. */
  importLarge(file: ImportLarge, frame: { tabId: number; frameId: number }): Promise<void>;
}

/** Undefined where the message is none that a page may send: nothing is answered. */
export function answerPages(
  work: PageWork,
): (message: unknown, sender: Sender) => Promise<FileAnswer> | undefined {
  const transfers = new Transfers(() => Date.now());
  return (message, sender) => {
    if (sender.own || sender.tabId === null) return undefined;
    const checked = checkPageMessage(message);
    return checked ? answer(checked, sender, work, transfers) : undefined;
  };
}

async function answer(
  message: PageMessage,
  sender: Sender,
  work: PageWork,
  transfers: Transfers,
): Promise<FileAnswer> {
  switch (message.type) {
    case 'file-chunk': {
      const added = transfers.add(message, `${sender.tabId} ${sender.url}`);
      if (added.state === 'more') return { outcome: 'more' };
      if (added.state === 'lost') return { outcome: 'failed', code: 'restart' };
      return await work.take(fileOf(message, sender), added.blob, message.intent);
    }
    case 'fetch-file': {
      const fetched = await fetchAttachment(message, sender.url);
      if ('failed' in fetched) return { outcome: 'failed', code: fetched.failed };
      return await work.take(fileOf(message, sender), fetched.blob, message.intent);
    }
    case 'held-file':
      return await work.again(fileOf(message, sender), message.file, message.intent);
    case 'undo-import':
      return await work.undo(fileOf(message, sender), message.file);
    case 'marks-changed':
      if (sender.tabId !== null) work.countSoon(sender.tabId);
      return { outcome: 'more' };
    case 'need-marks':
      if (sender.tabId !== null) await work.runMarks({ tabId: sender.tabId, frameId: sender.frameId });
      return { outcome: 'more' };
    case 'import-large':
      // where the browser says that the message comes from, and nowhere else
      if (sender.tabId === null || !sameOrigin(message.url, sender.url))
        return { outcome: 'failed', code: 'refused' };
      await work.importLarge(message, { tabId: sender.tabId, frameId: sender.frameId });
      return { outcome: 'more' };
    case 'open-report':
      await work.openReport(message.id);
      return { outcome: 'more' };
    case 'open-files':
      await work.openFiles();
      return { outcome: 'more' };
    case 'open-ignore':
      await work.openIgnore(message.id, message.sender);
      return { outcome: 'more' };
  }
}

/** The page by its tab and origin: single-page webmails change the rest of their address all the time. */
function fileOf({ name, mailDomain }: { name: string; mailDomain: string }, sender: Sender): PageFile {
  const origin = URL.canParse(sender.url) ? new URL(sender.url).origin : '';
  return { name, mailDomain, owner: `${sender.tabId} ${origin}` };
}

function sameOrigin(url: string, page: string): boolean {
  return URL.canParse(url) && URL.canParse(page) && new URL(url).origin === new URL(page).origin;
}
