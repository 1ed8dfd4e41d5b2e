/** The last run of each key, by owner: kept no longer than the owner. */
const turns = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Runs work of the same key one after the other, in the order asked for. Whoever reads, thinks and writes back
 * would else put back what stood before a run that began later and ended earlier.
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
