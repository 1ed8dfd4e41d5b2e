import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { KnownReports, type ReportKeys } from '../../../../core/store/reports/known-reports.ts';
import { StoreDatabase } from '../../../../core/store/schema.ts';

const keys = (n: number): ReportKeys => ({
  id: n.toString(16).padStart(13, '0').padEnd(64, '0'),
  second: n,
  ref: n,
});
const far = (n: number): ReportKeys => keys(n * 2 ** 20);

test('only what may be stored is looked up, whoever stored it', async () => {
  const db = new StoreDatabase('known', { indexedDB: new IDBFactory(), IDBKeyRange });
  const known = new KnownReports();
  const stored = (it: ReportKeys) => db.reports.add({ ...it, domain: 'a.example', begin: 0 } as never);
  const ids = async (list: ReportKeys[], seq: number) => (await known.among(db, list, seq)).ids;

  await stored(far(1));
  expect(await ids([far(1), far(2)], 5)).toEqual([far(1).id]);
  known.add([far(2)]);
  known.committed(5);
  // Without a look-up: the row was never written, and is known all the same
  expect(await ids([far(1), far(2), far(3)], 6)).toEqual([far(1).id, far(2).id]);

  // The sixth change failed; another page took its number and stored a report
  await stored(far(3));
  expect(await ids([far(3), far(4)], 7)).toEqual([far(3).id]);
  known.committed(6);
  known.committed(7);
  expect(await ids([far(4)], 8)).toEqual([]);
  // A later transaction is under way: the end of an earlier one says nothing
  expect(await ids([far(3)], 10)).toEqual([far(3).id]);
  known.committed(8);
  await stored(far(5));
  expect(await ids([far(5)], 9)).toEqual([far(5).id]);
  db.close();
});
