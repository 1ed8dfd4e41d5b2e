import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Engine } from '../../core/engine/face.ts';
import type { EngineChange } from '../../core/model/change.ts';
import { theEngine, version } from './engine.ts';

/** What a screen knows of its data: the last answer stays on the page while a newer one is read. */
export interface Query<T> {
  data: T | undefined;
  /** Something is being read. */
  busy: boolean;
  error: Error | null;
}

/**
 * Asks the engine, again when `key` changes and when one of the topics changes. An answer to an older question
 * never overwrites a newer one; while a changed key is read, the old data is gone, so that no screen shows
 * figures of another domain under a new title.
 */
export function useQuery<T>(
  key: string,
  ask: (engine: Engine) => Promise<T>,
  topics: EngineChange['topic'][] = [],
): Query<T> {
  const state = useSignal<Query<T> & { key: string }>({ key, data: undefined, busy: true, error: null });
  const turn = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;

  const read = () => {
    const mine = ++turn.current;
    const known = state.peek();
    state.value = { key, data: known.key === key ? known.data : undefined, busy: true, error: null };
    latest.current(theEngine()).then(
      (data) => {
        if (mine === turn.current) state.value = { key, data, busy: false, error: null };
      },
      (error: unknown) => {
        if (mine !== turn.current) return;
        state.value = {
          ...state.peek(),
          busy: false,
          error: error instanceof Error ? error : new Error(String(error)),
        };
      },
    );
  };

  const readNow = useRef(read);
  readNow.current = read;
  // The key stands for everything the question needs.
  useEffect(() => {
    readNow.current();
    return () => {
      turn.current++;
    };
  }, [key]);

  const first = useRef(true);
  useSignalEffect(() => {
    for (const topic of topics) version(topic);
    if (first.current) first.current = false;
    else readNow.current();
  });

  return state.value.key === key ? state.value : { data: undefined, busy: true, error: null };
}
