import type { Table } from 'dexie';

/**
 * Rows of which an index has one of these keys. They are asked for side by side: a cursor from key to key waits for the
 * database at each, which takes longer than all else that an import or a restore does.
 */
export async function rowsWith<T, K>(
  table: Table<T, K>,
  index: string,
  keys: Iterable<string | number>,
): Promise<T[]> {
  const wanted = [...new Set(keys)];
  if (table.schema.primKey.name === index) {
    return (await table.bulkGet(wanted as K[])).filter((row) => row !== undefined);
  }
  const found = await Promise.all(wanted.map((key) => table.where(index).equals(key).toArray()));
  return found.flat();
}

/** Whether a table holds anything. Counting would go through all of it. */
export async function hasRows<T, K>(table: Table<T, K>): Promise<boolean> {
  return (await table.limit(1).primaryKeys()).length > 0;
}
