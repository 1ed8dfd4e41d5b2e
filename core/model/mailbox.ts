/** Mailboxes in open pages of webmail, whose reports are imported folder by folder. */
import type { UnixSeconds } from './report.ts';

/** A folder of an account, as the page of a webmail shows it. */
export interface MailboxPlace {
  /** The adapter that reads it. */
  webmail: string;
  /** Of the page: `https://webmail.example`. */
  origin: string;
  account: string;
  /** As the webmail's own interface names the folder. */
  folder: string;
  /** As the user reads the folder's name. */
  name: string;
}

/** What a list tells of a message before a byte of it is read. */
export interface MailboxMessage {
  /** Names the message in its folder. */
  uid: string;
  subject: string;
  /** Address of the From header; empty where the list shows none. */
  from: string;
  /** Media type of the whole message, lower case; empty where the list does not tell. */
  type: string;
  /** Null where the list does not tell. */
  attachments: boolean | null;
  /** About so many bytes; null where the list does not tell. */
  size: number | null;
}

/** What a source of messages is asked. Pages count from 1. */
export type MailboxQuestion = { type: 'page'; page: number } | { type: 'message'; uid: string };

/**
 * Why there is no answer. `sign-in`: the session ended. `not-open`: no open page of this mailbox.
 * `unreachable`: the webmail did not answer, or not with a list. `gone`: no such message any more.
 */
export type MailboxProblem = 'sign-in' | 'not-open' | 'unreachable' | 'gone' | 'too-large';

export interface MailboxPage {
  messages: MailboxMessage[];
  /** Pages of the folder. */
  pages: number;
  /** Messages of the folder. */
  total: number;
}

/** A message comes as it lies in the mailbox: RFC 5322 bytes. */
export type MailboxAnswer = { page: MailboxPage } | { message: Blob } | { problem: MailboxProblem };

export type AskMailbox = (question: MailboxQuestion) => Promise<MailboxAnswer>;

/**
 * How far a folder is read. `stopped` by the user; `waiting` for what `problem` says; `cut-off`: the page that read
 * it was closed. All three can go on.
 */
export type MailboxState = 'running' | 'paused' | 'stopped' | 'waiting' | 'cut-off' | 'done';

export interface MailboxImport {
  /** Made of origin, account and folder. */
  id: string;
  place: MailboxPlace;
  state: MailboxState;
  /** Why it waits: as a source says, or `store-full`. Null otherwise. */
  problem: MailboxProblem | 'store-full' | null;
  /** The import that holds what the last reading brought; null where that was nothing. */
  importId: string | null;
  started: UnixSeconds;
  /** When it was last at its end or held up; null while it runs. */
  ended: UnixSeconds | null;
  /** Messages of the folder, those dealt with so far, and those that the readings before had dealt with. */
  messages: { total: number; done: number; known: number };
  /** Messages that were opened, and reports in them, duplicates included. */
  opened: number;
  reports: number;
  /** Messages that could not be had; they are tried again next time. */
  failed: number;
  /** Subject of the message that is being read. */
  current: string;
  /** Read again once a day by itself, while an open tab shows its webmail: the user said so. */
  daily?: true;
}
