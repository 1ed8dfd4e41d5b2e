/** The last run of each key, by owner: kept no longer than the owner. */
const turns = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Runs work of the same key one after the other, in the order asked for. Otherwise a read-modify-write would overwrite
 * a later run's result.
 *
 * @param owner what the keys belong to, such as a store
 */
export function inTurn<T>(owner: object, key: string, run: () => Promise<T>): Promise<T> {
  const known = turns.get(owner) ?? new Map<string, Promise<void>>();
  turns.set(owner, known);
  const mine = (known.get(key) ?? Promise.resolve()).then(run);
  const ended = mine.then(
    () => {},
    () => {},
  );
  known.set(key, ended);
  void ended.then(() => {
    if (known.get(key) === ended) known.delete(key);
  });
  return mine;
}
