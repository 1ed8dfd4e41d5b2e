import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Engine } from '../../core/engine/face.ts';
import type { EngineChange } from '../../core/model/change.ts';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { oneAndOwed } from './one-and-owed.ts';

/** What a screen knows of its data: the last answer stays on the page while a newer one is read. */
export interface Query<T> {
  data: T | undefined;
  /** Something is being read. */
  busy: boolean;
  error: Error | null;
}

/**
 * Asks the engine, again when `key` changes and when one of the topics changes. While a changed key is read, the old
 * data is gone, so that no screen shows figures of another domain under a new title.
 *
 * @param about the domain whose changes matter; null: those of any
 */
export function useQuery<T>(
  key: string,
  ask: (engine: Engine) => Promise<T>,
  topics: EngineChange['topic'][] = [],
  about: string | null = null,
): Query<T> {
  const state = useSignal<Query<T> & { key: string }>({ key, data: undefined, busy: true, error: null });
  const latest = useRef(ask);
  latest.current = ask;

  // The key stands for everything the question needs.
  useEffect(() => {
    const asking = oneAndOwed({
      ask: () => latest.current(getEngine()),
      begin() {
        const known = state.peek();
        state.value = { key, data: known.key === key ? known.data : undefined, busy: true, error: null };
      },
      show(data, more) {
        state.value = { key, data, busy: more, error: null };
      },
      fail(error, more) {
        const shown = error instanceof Error ? error : new Error(String(error));
        state.value = { ...state.peek(), busy: more, error: shown };
      },
    });
    asking.request();
    const leave = followChanges(topics, asking.request, about === null ? null : [about]);
    return () => {
      leave();
      asking.stop();
    };
  }, [key, about]);

  return state.value.key === key ? state.value : { data: undefined, busy: true, error: null };
}
