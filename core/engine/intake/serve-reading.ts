import type { RecordBlock } from '../../model/records.ts';
import type { ReadEvent, Readers } from './document-reader.ts';
import { readInput } from './read-input.ts';
import type { ReadingAnswer, ReadingRequest } from './reading-messages.ts';

/** Records sent at once: about a block, so that few messages are sent and none is large. */
const RECORDS_AT_ONCE = 4_000;
/** A file of very many small documents is sent in parts as well. */
const EVENTS_AT_ONCE = 400;
/** Signs of life are not sent more often than this, in milliseconds. */
const SIGN_EVERY_MS = 500;

export interface ServingScope {
  postMessage(message: ReadingAnswer): void;
  onmessage: ((event: { data: ReadingRequest }) => void) | null;
}

/**
 * The worker's side of `createWorkerReader`: reads the files that it is asked to, side by side. It is never told to stop:
 * whoever gave the work ends the worker.
 */
export function serveReading(scope: ServingScope, readers: Readers, now: () => number = Date.now): void {
  const taken = new Map<number, () => void>();
  let signed = now();
  let mostBytes = 0;

  function onWork(bytes: number): void {
    mostBytes = Math.max(mostBytes, bytes);
    if (now() - signed < SIGN_EVERY_MS) return;
    signed = now();
    scope.postMessage({ kind: 'alive', bytes: mostBytes });
  }

  async function read({ job, file }: { job: number; file: Parameters<typeof readInput>[1] }): Promise<void> {
    let events: ReadEvent[] = [];
    let records = 0;
    /** The events sent before these. */
    let before: Promise<void> = Promise.resolve();
    const send = (done: boolean) => {
      if (!done) before = new Promise((resolve) => taken.set(job, resolve));
      scope.postMessage({ kind: 'events', job, events, done });
      events = [];
      records = 0;
    };
    const task = {
      signal: new AbortController().signal,
      async take(event: ReadEvent) {
        events.push(compact(event));
        if (event.kind === 'block') records += event.block.count;
        if (records < RECORDS_AT_ONCE && events.length < EVENTS_AT_ONCE) return;
        await before;
        send(false);
      },
    };
    await readInput(readers, file, task, onWork);
    send(true);
  }

  scope.onmessage = ({ data }) => {
    if (data.kind === 'taken') taken.get(data.job)?.();
    else
      read(data).catch((error) =>
        scope.postMessage({ kind: 'failed', job: data.job, reason: String(error).slice(0, 300) }),
      );
  };
  scope.postMessage({ kind: 'ready' });
}

/** With arrays that have their buffers to themselves: a message carries the whole buffer of each. */
function compact(event: ReadEvent): ReadEvent {
  if (event.kind === 'block') {
    const block = Object.fromEntries(
      Object.entries(event.block).map(([name, column]) => [
        name,
        ArrayBuffer.isView(column) ? own(column as Uint8Array) : column,
      ]),
    );
    return { ...event, block: block as unknown as RecordBlock };
  }
  if (event.kind !== 'document') return event;
  return { ...event, raw: event.raw && own(event.raw), whole: event.whole && own(event.whole) };
}

function own(array: Uint8Array): Uint8Array {
  return array.byteLength === array.buffer.byteLength ? array : array.slice();
}
