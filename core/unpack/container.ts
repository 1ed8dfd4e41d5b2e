import type { NoteCode } from '../model/codes.ts';
import type { MailContext, Note, Refusal } from '../model/report.ts';
import type { ByteSource } from './byte-source.ts';
import type { Budget } from './meter.ts';

/** One kind of container. Told apart by content, never by name or MIME type. */
export interface Container {
  id: string;
  /** Whether the first bytes (up to SNIFF_BYTES) are of this kind. */
  matches(head: Uint8Array): boolean;
  /**
   * The members in order. Throws RefusalError where the container as a whole cannot be read on; a single bad member is a
   * `RefusedMember`.
   */
  members(source: ByteSource, budget: Budget): AsyncGenerator<Member | RefusedMember>;
  /**
   * A container that is itself handed on as a document if none of its members was one: a mail may be a failure report
   * with nothing attached.
   */
  isDocumentWithout?: true;
}

export interface Member {
  /** Empty for the only thing inside a compressed file: the path stays as it is. */
  name: string;
  source: ByteSource;
  /** Filled while the source is read; complete at its end. */
  notes: Note[];
  /** The mail this member was attached to. */
  mail?: MailContext;
  /** Makes the member as a complete gzip file; asked only for documents held in memory. */
  packed?: () => Promise<Uint8Array | null>;
  /** Already known to be a document: not to be opened as a container again. */
  isDocument?: true;
}

export interface RefusedMember {
  name: string;
  refusal: Refusal;
}

export function note(code: NoteCode, found = '', assumed = ''): Note {
  return { code, path: '', found, assumed };
}
