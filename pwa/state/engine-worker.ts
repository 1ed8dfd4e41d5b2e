import * as Comlink from 'comlink';
import type { Engine } from '../../core/engine/face.ts';
import { isLifeMessage } from '../worker/life-message.ts';
import { engineLife } from './engine-life.ts';

/** A worker that ends more often than this within the time is not started again. */
const MAX_STARTS = 3;
const STARTS_WITHIN_MS = 60_000;

interface Call {
  path: readonly string[];
  args: unknown[];
}

export interface EngineWorkerOptions {
  /** The worker, which holds a lock of its own name for as long as it lives. */
  launch?: (name: string) => Worker;
  /** It ended by itself and was started again; what was under way in it was refused. */
  onRestarted?: () => void;
}

/**
 * The engine in a worker of this page. A worker that ends (its memory ran out, the browser ended it) tells nobody:
 * it is noticed by the lock that it held, and started again. Listeners are handed to the new one; calls that were
 * under way are refused with an error named `WorkerEnded`.
 */
export function startEngineWorker(options: EngineWorkerOptions = {}): Engine {
  const { launch = launchWorker, onRestarted } = options;
  const listeners: Call[] = [];
  const pending = new Set<(error: Error) => void>();
  let starts: number[] = [];
  let remote = start();

  function start(): Comlink.Remote<Engine> {
    const name = `rualens-engine-${crypto.randomUUID()}`;
    const worker = launch(name);
    worker.addEventListener('message', ({ data }: MessageEvent) => {
      if (!isLifeMessage(data)) return;
      if (data.engine !== 'alive') engineLife.value = data.engine;
      else if ('locks' in navigator) void navigator.locks.request(name, ended);
    });
    worker.addEventListener('error', (event) => {
      if (engineLife.peek() === 'fine' && event.message === undefined) engineLife.value = 'failed';
    });
    return Comlink.wrap<Engine>(worker);
  }

  function ended(): void {
    const now = Date.now();
    starts = [...starts.filter((at) => now - at < STARTS_WITHIN_MS), now];
    const again = starts.length <= MAX_STARTS;
    if (again) remote = start();
    else engineLife.value = 'ended';
    for (const refuse of [...pending]) refuse(workerEnded());
    if (!again) return;
    for (const call of listeners) void send(call);
    onRestarted?.();
  }

  /** Call-backs must be proxied to cross to the worker, everything else is cloned. */
  function send({ path, args }: Call): Promise<unknown> {
    const method = path.reduce<unknown>((from, name) => (from as Record<string, unknown>)[name], remote);
    const given = args.map((arg) => (typeof arg === 'function' ? Comlink.proxy(arg) : arg));
    return (method as (...given: unknown[]) => Promise<unknown>)(...given);
  }

  const call =
    (path: readonly string[]) =>
    (...args: unknown[]): Promise<unknown> => {
      const it = { path, args };
      // `onChange` and its like: they hold for as long as the page lives.
      if (path.at(-1)?.startsWith('on')) listeners.push(it);
      if (engineLife.peek() === 'ended') return Promise.reject(workerEnded());
      return new Promise((done, refuse) => {
        pending.add(refuse);
        send(it)
          .then(done, refuse)
          .finally(() => pending.delete(refuse));
      });
    };

  return new Proxy({} as Engine, {
    get: (_, name: string) =>
      name === 'onChange'
        ? call([name])
        : new Proxy({}, { get: (_room, method: string) => call([name, method]) }),
  });
}

function launchWorker(name: string): Worker {
  return new Worker(new URL('../worker/engine-worker.ts', import.meta.url), { type: 'module', name });
}

function workerEnded(): Error {
  const error = new Error('the worker ended');
  error.name = 'WorkerEnded';
  return error;
}
