import * as Comlink from 'comlink';
import type { Engine } from '../../core/engine/face.ts';
import { tellChange } from './changes.ts';

let engine: Engine | null = null;

/** The engine of this page. A screen that asks before `useEngine` was called is a bug. */
export function theEngine(): Engine {
  if (!engine) throw new Error('The engine was asked before the app was mounted.');
  return engine;
}

/** Takes the engine in use and hands its changes on. */
export function useEngine(next: Engine): void {
  engine = next;
  void next.onChange(tellChange);
}

/** Starts the engine in a worker of this page. */
export function startEngineWorker(): Engine {
  const worker = new Worker(new URL('../worker/engine-worker.ts', import.meta.url), {
    type: 'module',
    name: 'rualens-engine',
  });
  return wrapEngine(Comlink.wrap<Engine>(worker));
}

/** The rooms of the engine, each with its methods: call-backs must be proxied to cross to the worker, everything else is cloned. */
function wrapEngine(remote: Comlink.Remote<Engine>): Engine {
  const call =
    (path: readonly string[]) =>
    (...args: unknown[]) => {
      const method = path.reduce<unknown>((from, name) => (from as Record<string, unknown>)[name], remote);
      return (method as (...given: unknown[]) => Promise<unknown>)(
        ...args.map((arg) => (typeof arg === 'function' ? Comlink.proxy(arg) : arg)),
      );
    };
  return new Proxy({} as Engine, {
    get: (_, name: string) =>
      name === 'onChange'
        ? call([name])
        : new Proxy({}, { get: (_room, method: string) => call([name, method]) }),
  });
}
