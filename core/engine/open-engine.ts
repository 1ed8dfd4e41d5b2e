import type { InputFile } from '../model/input.ts';
import { readDocument } from '../report/read-document.ts';
import { openStore, type StoreOptions } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { unpack } from '../unpack/unpack.ts';
import { createEngine } from './engine.ts';
import type { RunningEngine } from './engine-options.ts';
import { forgetOldVersions } from './facts/forget.ts';
import type { DocumentReader, ReadTask } from './intake/document-reader.ts';
import { readInput } from './intake/read-input.ts';
import type { ReadingWorker } from './intake/reading-messages.ts';
import type { SampleCompany } from './intake/sample.ts';
import { createWorkerReader } from './intake/worker-reader.ts';
import type { OwnerOf } from './senders/sender-overlay.ts';
import { createNetwork, type DnsManners, type Network } from './settings/network.ts';

export interface OpenEngineOptions extends StoreOptions {
  /** The platform's own, unbound. */
  fetch: typeof fetch;
  online?: () => boolean;
  sample?: SampleCompany | null;
  ownerOf?: OwnerOf;
  /** Starts the worker that reads input files (see serveReading); without it they are read in this thread. */
  startReading?: () => ReadingWorker;
  /** The worker that reads is ended when it had nothing to do for so long; never where absent. */
  readingIdleSeconds?: number;
  /** APIs without CORS can be called: true in the extension. */
  inExtension?: boolean;
  onFault?: (error: unknown) => void;
  /** How DNS is asked; as is good for an app that runs on where absent. */
  dns?: DnsManners;
  /** Short names of 0-9 and a-z that are not given twice; random by default. */
  newId?: () => string;
}

export interface OpenEngine {
  engine: RunningEngine;
  store: Store;
  network: Network;
  /** Reads one file as an import does, without storing. */
  reader: DocumentReader;
}

/**
 * Store, network and engine put together, the same in the app's worker, the extension and Node. Call
 * `engine.start()` once in the process that does the background work.
 */
export async function openEngine(options: OpenEngineOptions): Promise<OpenEngine> {
  const clock = options.clock ?? Date.now;
  const { sample = null, newId = randomId } = options;
  const store = await openStore(options);
  await forgetOldVersions(store);
  const network = await createNetwork({
    store,
    fetch: options.fetch,
    clock,
    newId,
    ...(options.online ? { online: options.online } : {}),
    ...(options.dns ? { dns: options.dns } : {}),
    sampleResolver: (domain) => (sample?.domains.includes(domain) ? sample.resolve : null),
  });
  const reader = workerReader(options);
  const engine = createEngine({
    store,
    network,
    clock,
    newId,
    unpack,
    readDocument,
    sample,
    reader,
    ...(options.inExtension ? { inExtension: true } : {}),
    ...(options.ownerOf ? { ownerOf: options.ownerOf } : {}),
    ...(options.onFault ? { onFault: options.onFault } : {}),
  });
  return { engine, store, network, reader };
}

const readHere: DocumentReader = {
  read: (file: InputFile, task: ReadTask) => readInput({ unpack, readDocument }, file, task),
};

function workerReader({ startReading, readingIdleSeconds }: OpenEngineOptions): DocumentReader {
  if (startReading === undefined) return readHere;
  return createWorkerReader({
    start: startReading,
    without: readHere,
    ...(readingIdleSeconds === undefined ? {} : { idleSeconds: readingIdleSeconds }),
  });
}

/** Sixteen characters of 0-9 and a-z. */
function randomId(): string {
  const digits = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(digits, (digit) => (digit % 36).toString(36)).join('');
}
