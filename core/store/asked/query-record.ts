import type { QueryRecordEntry } from '../../model/dns.ts';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { QueryRecordStore } from '../store.ts';

export const MAX_QUERY_ENTRIES = 10_000;
const WRITE_AFTER_MS = 250;

export function createQueryRecordStore(
  context: StoreContext,
  maxEntries = MAX_QUERY_ENTRIES,
): QueryRecordStore {
  const { queries } = context.db;
  let waiting: QueryRecordEntry[] = [];
  let _writing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    const entries = waiting;
    waiting = [];
    _writing = null;
    if (entries.length === 0) return;
    try {
      await queries.bulkAdd(entries.map((entry) => ({ entry })) as never[]);
      const last = await queries.orderBy('n').lastKey();
      await queries
        .where('n')
        .belowOrEqual((last as number) - maxEntries)
        .delete();
    } catch {
      // A full disk or a closed store must not stop a question from being answered.
    }
    context.emit({ topic: 'queries', domains: [] });
  }

  return {
    add(entry) {
      waiting.push(entry);
      _writing ??= new Promise<void>((done) => setTimeout(done, WRITE_AFTER_MS)).then(flush);
    },
    async list() {
      await flush();
      const rows = await queries.orderBy('n').reverse().toArray();
      return rows.map((row) => row.entry);
    },
    async clear() {
      waiting = [];
      await withReserve(context, () => queries.clear());
      context.emit({ topic: 'queries', domains: [] });
    },
  };
}
