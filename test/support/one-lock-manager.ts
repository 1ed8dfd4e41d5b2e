import type { LockManagerLike } from '../../core/store/open-pages.ts';

/** Exclusive locks in the order of asking, as `navigator.locks` gives them to all pages of an origin. */
export function oneLockManager(): LockManagerLike {
  const last = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  return {
    request(name, callback) {
      const run = (last.get(name) ?? Promise.resolve()).then(async () => {
        held.add(name);
        try {
          await callback();
        } finally {
          held.delete(name);
        }
      });
      last.set(
        name,
        run.catch(() => {}),
      );
      return run;
    },
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
  };
}
