/** The file behind one attachment: fetched once, handed to the background once, and asked about as often as needed. */
import type { FileAnswer, FileIntent } from '../messages/protocol.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { type Send, sendFile } from './send-file.ts';
import type { Attachment, Webmail } from './webmail.ts';

export interface AttachmentPage {
  webmail: Webmail;
  document: Document;
  send: Send;
  signal: AbortSignal;
}

const RESTART: FileAnswer = { outcome: 'failed', code: 'restart' };

export class AttachmentFile {
  readonly #page: AttachmentPage;
  /** Kept while it may have to be sent again. */
  #blob: Blob | null = null;
  /** Name of the bytes in the background; empty where it does not hold them. */
  #held = '';

  constructor(page: AttachmentPage) {
    this.#page = page;
  }

  /** The user's own download, in place of what the page gives; null forgets what was fetched. */
  use(file: Blob | null): void {
    this.#blob = file;
    this.#held = '';
  }

  async ask(attachment: Attachment, intent: FileIntent): Promise<FileAnswer> {
    const named = this.#named(attachment);
    let answer: FileAnswer = RESTART;
    if (this.#held) answer = await this.#send({ type: 'held-file', intent, file: this.#held, ...named });
    if (isLost(answer)) answer = await this.#hand(attachment, intent);
    this.#held = answer.outcome === 'reports' ? answer.file : '';
    if (answer.outcome === 'none' || answer.outcome === 'rejected') this.#blob = null;
    return answer;
  }

  /** Takes the import of this file back. */
  async undo(attachment: Attachment): Promise<FileAnswer> {
    // the background may have let go of it since
    if (!this.#held) await this.ask(attachment, 'read');
    const answer = await this.#undo(attachment);
    if (!isLost(answer)) return answer;
    await this.ask(attachment, 'read');
    return await this.#undo(attachment);
  }

  async #undo(attachment: Attachment): Promise<FileAnswer> {
    if (!this.#held) return RESTART;
    return await this.#send({ type: 'undo-import', file: this.#held, ...this.#named(attachment) });
  }

  async #hand(attachment: Attachment, intent: FileIntent): Promise<FileAnswer> {
    const { source } = attachment;
    const { webmail, send, signal } = this.#page;
    const named = this.#named(attachment);
    if (source.by === 'background')
      return await this.#send({ type: 'fetch-file', intent, webmail: webmail.id, url: source.url, ...named });
    if (!this.#blob) {
      if (source.by === 'user') return { outcome: 'none' };
      const url = source.by === 'page' ? source.url : source.address();
      if (!url) return { outcome: 'failed', code: 'unreachable' };
      const fetched = await fetchAttachment(url, named.name, { signal });
      if ('failed' in fetched) return { outcome: 'failed', code: fetched.failed };
      this.#blob = fetched.blob;
    }
    return await sendFile({ blob: this.#blob, ...named }, intent, send);
  }

  #named(attachment: Attachment): { name: string; mailDomain: string } {
    const { webmail, document } = this.#page;
    return { name: attachment.name, mailDomain: webmail.mailDomain(document, attachment) };
  }

  async #send(message: Parameters<Send>[0]): Promise<FileAnswer> {
    return (await this.#page.send(message)) ?? { outcome: 'failed', code: 'internal' };
  }
}

function isLost(answer: FileAnswer): boolean {
  return answer.outcome === 'failed' && answer.code === 'restart';
}
