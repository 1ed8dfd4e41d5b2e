import { inTurn } from '../lib/in-turn.ts';
import type { LockManagerLike } from './open-pages.ts';

/** Runs work of the same key one after the other, whichever page or process asked for it. */
export type Turns = <T>(key: string, run: () => Promise<T>) => Promise<T>;

/** Stores of this process, where the platform has no locks. */
const here = {};

/** By locks of the platform, which also go with a page that is closed in the middle; without them, for this process. */
export function createTurns(locks: LockManagerLike | null, store: string): Turns {
  if (locks === null) return (key, run) => inTurn(here, `${store} ${key}`, run);
  return async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    let result: { value: T } | undefined;
    await locks.request(`${store}-turn-${key}`, async () => {
      result = { value: await run() };
    });
    return result!.value;
  };
}
