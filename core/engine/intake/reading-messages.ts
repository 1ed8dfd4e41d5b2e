import type { InputFile } from '../../model/input.ts';
import type { ReadEvent } from './document-reader.ts';

/** To the worker that reads. */
export type ReadingRequest =
  | { kind: 'read'; job: number; file: InputFile }
  /** The events sent last were taken; the next ones may come. */
  | { kind: 'taken'; job: number };

/** From the worker that reads. */
export type ReadingAnswer =
  | { kind: 'ready' }
  /** It goes on; `bytes` is the most that was inflated or read for one file so far. */
  | { kind: 'alive'; bytes: number }
  | { kind: 'events'; job: number; events: ReadEvent[]; done: boolean }
  /** A fault beside the stages, which make a refusal of their own faults. */
  | { kind: 'failed'; job: number; reason: string };

/** The part of a Worker, or of a port to one, that reading needs. */
export interface ReadingWorker {
  postMessage(message: ReadingRequest, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ReadingAnswer>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  terminate(): void;
}
