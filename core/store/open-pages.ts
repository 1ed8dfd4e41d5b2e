/** The part of the Web Locks API that is used. */
export interface LockManagerLike {
  request(name: string, callback: () => Promise<void>): Promise<unknown>;
  query(): Promise<{ held?: { name?: string }[] }>;
}

export interface OpenPages {
  /** Names of the pages and workers that have the store open; null where the platform cannot tell. */
  alive(): Promise<Set<string> | null>;
  leave(): void;
}

/**
 * Each page holds a lock with its name while it is open. A lock goes with its page, also when that is
 * killed, so what a page left half done can be told from what is under way.
 */
export async function openPages(
  locks: LockManagerLike | null,
  store: string,
  instance: string,
): Promise<OpenPages> {
  if (locks === null) return { alive: async () => null, leave: () => {} };
  const prefix = `${store}-open-`;
  let leave = () => {};
  await new Promise<void>((granted, failed) => {
    locks
      .request(`${prefix}${instance}`, () => {
        granted();
        return new Promise<void>((done) => {
          leave = done;
        });
      })
      .catch(failed);
  });
  return {
    async alive() {
      const { held = [] } = await locks.query();
      const names = held.flatMap((lock) => (lock.name?.startsWith(prefix) ? [lock.name] : []));
      return new Set(names.map((name) => name.slice(prefix.length)));
    },
    leave: () => leave(),
  };
}
