/**
 * The engine of the background, over the extension's own store; the app page runs one over the same store.
 * Started when first needed, since the browser ends and restarts the background all the time.
 */
import { createEngine, type RunningEngine } from '../../core/pipeline/engine.ts';
import { createNetwork, type Network } from '../../core/pipeline/network.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { openStore } from '../../core/store/open-store.ts';
import type { Store } from '../../core/store/store.ts';
import { unpack } from '../../core/unpack/unpack.ts';

export interface Running {
  store: Store;
  network: Network;
  engine: RunningEngine;
}

let running: Promise<Running> | null = null;
const listeners: ((started: Running) => void)[] = [];

/** Calls back each time the engine starts; it is not started for that. */
export function onEngineStarted(listener: (started: Running) => void): void {
  listeners.push(listener);
}

export function theEngine(): Promise<Running> {
  running ??= start();
  running.catch(() => {
    running = null;
  });
  return running;
}

async function start(): Promise<Running> {
  const store = await openStore({
    // a newer version opened the store elsewhere: the next question opens it anew
    onOutdated: () => {
      running = null;
    },
  });
  const network = await createNetwork({
    store,
    fetch,
    clock: Date.now,
    online: () => navigator.onLine,
    newId,
  });
  const engine = createEngine({ store, network, clock: Date.now, newId, unpack, readDocument });
  const started = { store, network, engine };
  for (const listener of listeners) listener(started);
  return started;
}

const newId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 12);
