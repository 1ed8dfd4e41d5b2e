/**
 * The engine of the background, over the extension's own store; the app page runs one over the same store.
 * Started when first needed, since the browser ends and restarts the background all the time.
 */
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { sampleCompany } from '../../core/sample/sample-company.ts';
import { startReading } from './start-reading.ts';

export type Running = OpenEngine;

let running: Promise<Running> | null = null;
const listeners: ((started: Running) => void)[] = [];

/** Calls back each time the engine starts; it is not started for that. */
export function onEngineStarted(listener: (started: Running) => void): void {
  listeners.push(listener);
}

export function getEngine(): Promise<Running> {
  running ??= start();
  running.catch(() => {
    running = null;
  });
  return running;
}

async function start(): Promise<Running> {
  const started = await openEngine({
    fetch: fetch.bind(globalThis),
    online: () => navigator.onLine,
    // the invented company's domains have answers of their own: no resolver is asked about them
    sample: sampleCompany,
    inExtension: true,
    startReading,
    // before the browser ends a background that is idle
    readingIdleSeconds: 15,
    // a newer version opened the store elsewhere: the next question opens it anew
    onOutdated: () => {
      running = null;
    },
  });
  for (const listener of listeners) listener(started);
  return started;
}
