/** What every webmail adapter offers. One file each in `webmails/`, listed in its registry. */

/** How an attachment's bytes are had. */
type AttachmentSource =
  /** By the content script, at the page's own origin and with its session. */
  | { by: 'page'; url: string }
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
interface ListRow {
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
  recognises(document: Document, location: Location): boolean;
  attachments(document: Document, location: Location): Attachment[];
  /** Domain of the From header of the message that holds the attachment, lower case; empty if not shown. */
  mailDomain(document: Document, attachment: Attachment): string;
  /** Puts the mark where it belongs; called again whenever the page dropped it. */
  place(attachment: Attachment, mark: HTMLElement): void;
  rows(document: Document): ListRow[];
}
