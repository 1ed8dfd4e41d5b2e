import { signal } from '@preact/signals';
import * as Comlink from 'comlink';
import type { Engine } from '../../core/engine/face.ts';
import type { EngineChange } from '../../core/model/change.ts';

let engine: Engine | null = null;

/** One count a topic: screens that read it read the engine again when it goes up. */
const counts: Record<EngineChange['topic'], ReturnType<typeof signal<number>>> = {
  alerts: signal(0),
  hosts: signal(0),
  imports: signal(0),
  domains: signal(0),
  senders: signal(0),
  reports: signal(0),
  settings: signal(0),
  queries: signal(0),
  shelf: signal(0),
};

/** The engine of this page. A screen that asks before `useEngine` was called is a bug. */
export function theEngine(): Engine {
  if (!engine) throw new Error('The engine was asked before the app was mounted.');
  return engine;
}

/** Takes the engine in use and listens to its changes. */
export function useEngine(next: Engine): void {
  engine = next;
  void next.onChange((change) => changed(change.topic));
}

/** How often a topic has changed; subscribes the reader. */
export function version(topic: EngineChange['topic']): number {
  return counts[topic].value ?? 0;
}

/** Says that a topic changed, so that this page does not wait for the engine's word on its own doing. */
export function changed(...topics: EngineChange['topic'][]): void {
  for (const topic of topics) counts[topic].value = (counts[topic].peek() ?? 0) + 1;
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
