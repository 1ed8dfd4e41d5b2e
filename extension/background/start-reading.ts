/**
 * The worker that reads files for the background: its own where it is a page (Firefox), and one of a hidden page where
 * it is a service worker (Chromium).
 */
import type { OpenEngineOptions } from '../../core/engine/open-engine.ts';
import { closeOffscreen, openOffscreen } from '../platform/offscreen.ts';
import { startWorker } from '../reading/start-worker.ts';

type ReadingWorker = ReturnType<NonNullable<OpenEngineOptions['startReading']>>;

/** A hidden page that gives no sign by then was not loaded. */
const START_MS = 30_000;

/** Opening and closing the hidden page, one after the other. */
let turn: Promise<unknown> = Promise.resolve();

export function startReading(): ReadingWorker {
  const { port1, port2 } = new MessageChannel();
  let onError: ReadingWorker['onerror'] = null;
  const fail = (message: string) => onError?.(new ErrorEvent('error', { message }));
  const timer = setTimeout(() => fail('The reader did not start.'), START_MS);
  const terminate = typeof Worker === 'function' ? ownWorker(port2, fail) : hiddenPage(port2, fail);
  return {
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    set onmessage(take: ReadingWorker['onmessage']) {
      port1.onmessage = (event) => {
        clearTimeout(timer);
        take?.(event);
      };
    },
    set onerror(take: ReadingWorker['onerror']) {
      onError = take;
    },
    terminate() {
      clearTimeout(timer);
      port1.close();
      terminate();
    },
  };
}

function ownWorker(port: MessagePort, fail: (message: string) => void): () => void {
  const worker = startWorker(port);
  worker.onerror = ({ message }) => fail(message);
  return () => worker.terminate();
}

function hiddenPage(port: MessagePort, fail: (message: string) => void): () => void {
  let ended = false;
  turn = turn.then(async () => {
    if (!ended) await openOffscreen('offscreen.html', port).catch((error) => fail(String(error)));
  });
  return () => {
    ended = true;
    turn = turn.then(closeOffscreen).catch(() => undefined);
  };
}
