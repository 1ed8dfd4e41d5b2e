import type { AskMailbox, MailboxImport, MailboxPlace } from '../../model/mailbox.ts';

/** A folder that can be read now, through the page that shows its webmail. */
export interface MailboxSource {
  place: MailboxPlace;
  ask: AskMailbox;
}

/** The open pages of webmail, for a shell that can look into them. */
export interface MailboxTabs {
  /** Calls back with each folder that the user asked to import where it is shown. Called once. */
  onWanted(listener: (source: MailboxSource) => void): void;
  /** The same folder through an open page of its webmail; null where none is open and signed in. */
  find(place: MailboxPlace): Promise<MailboxSource | null>;
}

/** Mailboxes in open pages of webmail. Arguments and results are structured-clonable. */
export interface SourcesRoom {
  /** Mailboxes that were ever read, the last one first. */
  list(): Promise<MailboxImport[]>;
  /**
   * Imports the reports of a folder that were not read before, and goes on where an earlier reading ended.
   * Resolves when it is through or held up. A folder that is being read already is left to that reading.
   */
  importMailbox(
    place: MailboxPlace,
    ask: AskMailbox,
    onProgress: (progress: MailboxImport) => void,
  ): Promise<MailboxImport>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Whether it is read again once a day by itself, while an open tab shows its webmail. */
  setDaily(id: string, daily: boolean): Promise<void>;
  /** What was read is kept. */
  stop(id: string): Promise<void>;
  /** Takes it from the list; all of it would be read again. Its reports stay. */
  forget(id: string): Promise<void>;
}
