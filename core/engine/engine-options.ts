import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { AssessQueue } from './assess/assess-queue.ts';
import type { Engine } from './face.ts';
import type { DocumentReader, Readers } from './intake/document-reader.ts';
import type { SampleCompany } from './intake/sample.ts';
import type { OwnerOf } from './senders/sender-overlay.ts';
import type { Network } from './settings/network.ts';

export interface EngineOptions extends Readers {
  store: Store;
  /** Reads input files; without it they are read in this thread. */
  reader?: DocumentReader;
  network: Network;
  clock: Clock;
  /** Short random names of 0-9 and a-z. */
  newId(): string;
  sample?: SampleCompany | null;
  /** Organisation and country of an address out of the local table. */
  ownerOf?: OwnerOf;
  /** APIs without CORS can be called: true in the extension. */
  inExtension?: boolean;
  /** A bug in background work, which must not stop the rest. */
  onFault?(error: unknown): void;
}

/** The engine and the parts of it that only its own process uses. */
export interface RunningEngine extends Engine {
  /** Background work; for tests, tools and the extension's alarms. */
  readonly queue: AssessQueue;
  /** Resumes imports that were cut off, then `keepUp`; from then on accounts are looked at when their time comes. */
  start(): Promise<void>;
  /** By the clock: deletes failure reports past their time, refreshes old DNS within limits, evaluates alerts. */
  keepUp(): Promise<void>;
  /** Looks at the accounts whose time has come, for no longer than so many milliseconds. */
  checkSources(milliseconds?: number): Promise<void>;
  stop(): void;
}
