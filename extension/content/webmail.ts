/** What every webmail adapter offers. One file each in `webmails/`, listed in its registry. */

/** How an attachment's bytes are had. */
type AttachmentSource =
  /** By the content script, at the page's own origin and with its session. */
  | { by: 'page'; url: string }
  /** As `page`, but only when the user asks for it: the adapter cannot prove who wrote the address. */
  | { by: 'click'; address(): string | null }
  /** By the background, at a host that the adapter names. */
  | { by: 'background'; url: string }
  /** Not at all from here: the user downloads or drops the file. */
  | { by: 'user' };

export interface Attachment {
  /** The same for the same attachment after the page drew it again. */
  key: string;
  /** Full file name. */
  name: string;
  /** Media type where the page tells it, lower case; empty otherwise. */
  type: string;
  /** Bytes where the page tells them. */
  size: number | null;
  source: AttachmentSource;
  /** The attachment's element in the page. */
  element: Element;
}

/** A row of a message list. */
export interface ListRow {
  /** The badge goes to the beginning of this element, inside its line of text. */
  element: Element;
  subject: string;
}

export interface Webmail {
  id: string;
  /** Host names beside the page's own from which the background may fetch attachments. */
  otherHosts: readonly string[];
  /** Attributes whose change brings new attachments; child elements are always watched. */
  attributes: readonly string[];
  /** Selector of the elements that hold what a message's author wrote. Nothing in them is an attachment or a row. */
  bodies: string;
  /** Whether the page is one of this webmail's; asked once, when the script starts. The first that says so is taken. */
  recognises(document: Document, location: Location): boolean;
  /**
   * The attachments of the messages that are open, from the webmail's own list of them, in the order of the page.
   * The registry takes away what lies in a body, is not drawn or comes twice (`guarded.ts`).
   */
  attachments(document: Document, location: Location): Attachment[];
  /** Domain of the From header of the message that holds the attachment, lower case; empty if not shown. */
  mailDomain(document: Document, attachment: Attachment): string;
  /** Puts the mark where it belongs; called again whenever the page dropped it. */
  place(attachment: Attachment, mark: HTMLElement): void;
  /** Rows of the lists on the page, with the subject as far as the page shows it. They get badges, nothing else. */
  rows(document: Document): ListRow[];
}
