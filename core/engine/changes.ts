import type { EngineChange } from '../model/change.ts';
import type { Store } from '../store/store.ts';

type Listener = (change: EngineChange) => void;

/** How an engine tells what changed: each change once, and before the answer to whoever caused it. */
export interface Changes {
  /** Calls back at each change, of the store's and of this engine's. */
  listen(listener: Listener): void;
  /** Tells of what is computed beside the store; an empty domain means any. */
  tell(topic: 'domains' | 'senders' | 'settings', domain: string): void;
  stop(): void;
}

/** Topics by whose change senders are judged anew; after `reports` their traffic is merged anew as well. */
const JUDGED_BY: ReadonlySet<EngineChange['topic']> = new Set(['senders', 'domains', 'settings']);

/** @param judged what is kept in memory of judged senders, which a change makes old */
export function createChanges(
  store: Store,
  judged: { forget(domains: readonly string[]): void; judgeAnew(domains: readonly string[]): void },
): Changes {
  const listeners = new Set<Listener>();
  const announce: Listener = (change) => {
    for (const listener of [...listeners]) listener(change);
  };
  const unsubscribe = store.subscribe((change) => {
    if (change.topic === 'reports') judged.forget(change.domains);
    else if (JUDGED_BY.has(change.topic)) judged.judgeAnew(change.domains);
    announce(change);
  });
  return {
    listen: (listener) => void listeners.add(listener),
    tell(topic, domain) {
      const change = { topic, domains: domain === '' ? [] : [domain] };
      // Other pages keep judged senders as well, and must hear of new answers.
      if (topic === 'senders') store.tell(change);
      else announce(change);
    },
    stop() {
      unsubscribe();
      listeners.clear();
    },
  };
}
