/**
 * What the extension's own pages can ask of a page of webmail, in its isolated world: lists of folders, sources of
 * messages and large attachments, piece by piece. The page itself sees nothing of it and cannot call it; every address
 * is made here and lies at the page's own origin.
 */
import type { MailboxPage, MailboxPlace, MailboxProblem } from '../../core/model/mailbox.ts';
import { CHUNK_BYTES, type FailureCode } from '../messages/protocol.ts';
import { base64 } from './base64.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { fetchOwn } from './fetch-own.ts';
import { type FetchText, MAX_LIST_BYTES } from './mailbox.ts';
import { MAILBOXES } from './mailboxes/registry.ts';

/** A larger message is not read: it would have to be held whole to be unpacked. */
const MAX_MESSAGE_BYTES = 96 * 1024 * 1024;
/** A large attachment, as for files that the user opens. */
const MAX_LARGE_BYTES = 512 * 1024 * 1024;
const LARGE_TIMEOUT_MS = 15 * 60_000;
/** Files that wait to be fetched piece by piece. */
const MAX_HELD = 6;
/** Messages that a list may name on one page. */
const MAX_ROWS = 5_000;

/** A file on its way: its number, its size, and its first piece as Base64. */
export interface HeldFile {
  file: number;
  size: number;
  data: string;
}

export interface MailboxApi {
  /** The folder that the page shows; null where none can be read. */
  place(): MailboxPlace | null;
  page(place: MailboxPlace, page: number): Promise<MailboxPage | { problem: MailboxProblem }>;
  message(place: MailboxPlace, uid: string): Promise<HeldFile | { problem: MailboxProblem }>;
  attachment(url: string, name: string): Promise<HeldFile | { failed: FailureCode }>;
  /** A further piece, from 1; null where the file is not held any more. The last one ends it. */
  piece(file: number, index: number): Promise<string | null>;
}

export function createMailboxApi(document: Document, location: Location): MailboxApi {
  const held = new Map<number, Blob>();
  let last = 0;

  const here = (): MailboxPlace | null => {
    for (const mailbox of MAILBOXES) {
      const place = mailbox.place(document, location);
      if (place) return { webmail: mailbox.id, origin: location.origin, ...place };
    }
    return null;
  };

  /** The adapter for a place, unless somebody else is signed in by now. */
  function adapterFor(place: MailboxPlace) {
    if (place.origin !== location.origin) return null;
    const account = here()?.account ?? '';
    if (account && place.account && account !== place.account) return null;
    return MAILBOXES.find((it) => it.id === place.webmail) ?? null;
  }

  const fetchText: FetchText = async (url, request = {}) => {
    const got = await fetchOwn(url, { ...request, maxBytes: MAX_LIST_BYTES });
    if ('failed' in got) return { problem: problemOf(got.failed) };
    try {
      const text = await got.answer.text();
      if (text.length > MAX_LIST_BYTES) return { problem: 'too-large' };
      return { text, type: got.answer.headers.get('content-type') ?? '' };
    } catch {
      return { problem: 'unreachable' };
    }
  };

  async function hold(blob: Blob): Promise<HeldFile> {
    last += 1;
    const file = last;
    const data = await base64(blob.slice(0, CHUNK_BYTES));
    if (blob.size > CHUNK_BYTES) held.set(file, blob);
    for (const old of held.keys()) if (held.size > MAX_HELD) held.delete(old);
    return { file, size: blob.size, data };
  }

  return {
    place: here,
    async page(place, page) {
      const adapter = adapterFor(place);
      if (!adapter) return { problem: 'not-open' };
      try {
        const list = await adapter.page(place.folder, page, { document, location, fetchText });
        return 'problem' in list ? list : bounded(list);
      } catch {
        // an answer of a shape that no webmail gives
        return { problem: 'unreachable' };
      }
    },
    async message(place, uid) {
      const adapter = adapterFor(place);
      const source = adapter?.source(place.folder, uid, { document, location });
      if (!source) return { problem: adapter ? 'gone' : 'not-open' };
      const { url, ...request } = source;
      const got = await fetchAttachment(url, `${uid}.eml`, { ...request, maxBytes: MAX_MESSAGE_BYTES });
      if ('failed' in got) return { problem: problemOf(got.failed) };
      // a message that was deleted meanwhile comes as nothing
      return got.blob.size === 0 ? { problem: 'gone' } : await hold(got.blob);
    },
    async attachment(url, name) {
      const got = await fetchAttachment(url, name, {
        maxBytes: MAX_LARGE_BYTES,
        timeoutMs: LARGE_TIMEOUT_MS,
      });
      return 'failed' in got ? got : await hold(got.blob);
    },
    async piece(file, index) {
      const blob = held.get(file);
      if (!blob) return null;
      if ((index + 1) * CHUNK_BYTES >= blob.size) held.delete(file);
      return await base64(blob.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
    },
  };
}

/** What a webmail answers is not believed without end. */
function bounded({ messages, pages, total }: MailboxPage): MailboxPage {
  const count = (value: unknown) => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);
  return { messages: messages.slice(0, MAX_ROWS), pages: count(pages), total: count(total) };
}

function problemOf(failed: FailureCode): MailboxProblem {
  return failed === 'sign-in' || failed === 'too-large' ? failed : 'unreachable';
}
