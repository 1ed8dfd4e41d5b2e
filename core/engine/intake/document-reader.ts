import type { DocumentResult, RawDocument, ReadOptions, UnpackedItem } from '../../model/document.ts';
import type { InputFile } from '../../model/input.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { MailContext, Refusal } from '../../model/report.ts';

/** The two stages of reading. */
export interface Readers {
  unpack(file: InputFile, options: UnpackSigns): AsyncIterable<UnpackedItem>;
  readDocument(document: RawDocument, options: ReadOptions): Promise<DocumentResult[]>;
}

export interface UnpackSigns {
  signal: AbortSignal;
  /** Called as the work goes on, with the bytes inflated so far. */
  onWork?: (bytes: number) => void;
}

/** What reading one input file gives, in order. Structured-clonable; the same file gives the same sequence each time. */
export type ReadEvent =
  /** Records of the document that the next `document` tells of. `report` counts its reports from 0. */
  | { kind: 'block'; report: number; block: RecordBlock }
  /** The blocks of this report so far are void. */
  | { kind: 'restart'; report: number }
  | {
      kind: 'document';
      path: string;
      mail: MailContext | null;
      results: DocumentResult[];
      /** The document as a gzip file, where it holds a report. */
      raw: Uint8Array | null;
      /** The document for the shelf, where some of it could not be read and it is not too large. */
      whole: Uint8Array | null;
    }
  /** Something that could not be opened, or is no report. */
  | { kind: 'left'; path: string; outcome: 'rejected' | 'not-a-report'; refusal: Refusal };

export interface ReadTask {
  signal: AbortSignal;
  /** Takes the events one after the other; reading waits for it. */
  take(event: ReadEvent): void | Promise<void>;
}

/** Reads input files: in this thread, or in a worker that can be ended. */
export interface DocumentReader {
  /** Resolves at the file's end, or soon after the signal. Rejects only with what `take` threw. */
  read(file: InputFile, task: ReadTask): Promise<void>;
  stop?(): void;
}
