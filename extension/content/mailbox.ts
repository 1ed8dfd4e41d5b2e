/**
 * What an adapter offers to read whole folders of a webmail: one file each in `mailboxes/`, listed in its
 * registry. They are apart from the adapters of attachments, which run in every page of the webmail; these come into a
 * page only when the user opens the popup there or an import asks for them.
 */
import type { MailboxPage, MailboxPlace, MailboxProblem } from '../../core/model/mailbox.ts';
import type { OwnRequest } from './fetch-own.ts';

/** Bytes of a list that are read: some 100,000 messages. */
export const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** Text that the page's own origin answers. */
export type FetchText = (
  url: string,
  request?: Omit<OwnRequest, 'maxBytes' | 'signal'>,
) => Promise<{ text: string; type: string } | { problem: MailboxProblem }>;

export interface Mailbox {
  /** That of the adapter of its attachments. */
  id: string;
  /** The account and the folder that the page shows; null where it shows none, as when nobody is signed in. */
  place(document: Document, location: Location): Omit<MailboxPlace, 'webmail' | 'origin'> | null;
  /** A page of a folder's list, from 1. Messages must not become read ones by it. */
  page(
    folder: string,
    page: number,
    here: { document: Document; location: Location; fetchText: FetchText },
  ): Promise<MailboxPage | { problem: MailboxProblem }>;
  /** Where a message's source is had, RFC 5322, at the page's own origin. Null where the uid is none. */
  source(
    folder: string,
    uid: string,
    here: { document: Document; location: Location },
  ): { url: string; headers?: Record<string, string> } | null;
}
