import { expect, test } from 'vitest';
import { contents, newReport, storeReports, testStore } from '../../../support/stored-reports.ts';

test('stored reports come back, in lists, scans and sums', async () => {
  const store = await testStore();
  await storeReports(store, 'one', [
    {
      number: 1,
      rows: [
        ['203.0.113.7', 5, true],
        ['2001:db8::1', 2, false],
      ],
    },
    { number: 2, day: 20_003, rows: [['203.0.113.7', 7, false]] },
    { number: 3, domain: 'example.net', day: 20_100 },
  ]);
  const now = await contents(store);
  expect(now.count).toMatchObject({ reports: 3, records: 4 });
  expect(now.scanned['example.com']).toHaveLength(3);
  expect(now.domains[0]).toEqual({
    domain: 'example.com',
    reports: 2,
    records: 3,
    messages: 14,
    passed: 5,
    firstBegin: 20_000 * 86_400,
    lastEnd: 20_004 * 86_400 - 1,
    lastPassedDay: 20_000,
  });
  expect(now.addresses[0]).toEqual([
    {
      address: '2001:db8::1',
      firstSeen: 20_000 * 86_400,
      lastSeen: 20_001 * 86_400 - 1,
      days: 1,
      messages: 2,
      passed: 0,
    },
    {
      address: '203.0.113.7',
      firstSeen: 20_000 * 86_400,
      lastSeen: 20_004 * 86_400 - 1,
      days: 2,
      messages: 12,
      passed: 5,
    },
  ]);
  expect(now.days[0]!.map((it) => [it.day, it.messages, it.reporters])).toEqual([
    [20_000, 7, [{ reporter: 'reporter.example', reports: 1, messages: 7 }]],
    [20_003, 7, [{ reporter: 'reporter.example', reports: 1, messages: 7 }]],
  ]);
  const period = { begin: 20_003 * 86_400, end: 20_004 * 86_400 };
  expect((await store.reports.list({ domain: 'example.com', period })).map((it) => it.fileName)).toEqual([
    'report-2.xml',
  ]);
  const scanned = [];
  for await (const it of store.reports.scan('example.com', period)) scanned.push(it);
  expect(scanned).toHaveLength(1);
  expect(scanned[0]!.report).toMatchObject({
    day: 20_003,
    reporter: 'reporter.example',
    policy: { p: 'none', aspf: 'r' },
  });
  store.close();
});

test('the same report twice is a duplicate; the same name with other rows is a second report [DUP-1]', async () => {
  const store = await testStore();
  await storeReports(store, 'one', [{ number: 1, reportId: 'x' }]);
  const results = await storeReports(store, 'two', [
    { number: 1, reportId: 'x' },
    { number: 9, id: 'a'.repeat(64), secondKey: `second-${'1'.padStart(64, '0')}`, reportId: 'x' },
    { number: 2, reportId: 'x' },
    { number: 2, reportId: 'x' },
  ]);
  expect(results.map((it) => [it.outcome, it.conflict])).toEqual([
    ['duplicate', false],
    ['duplicate', false],
    ['stored', true],
    ['duplicate', false],
  ]);
  const summary = await store.imports.get('two');
  expect(summary).toMatchObject({ imported: 1, duplicates: 3 });
  expect(summary!.files.map((it) => it.outcome).sort()).toEqual([
    'duplicate',
    'duplicate',
    'duplicate',
    'report',
  ]);
  expect(summary!.newDomains).toEqual([{ domain: 'example.com', reports: 1, messages: 3, passed: 3 }]);
  expect((await store.reports.get('1'.padStart(64, '0')))!.imports.sort()).toEqual(['one', 'two']);
});

test('undo removes what only this import holds, and leaves the rest as if it had never been [UNDO-1]', async () => {
  const store = await testStore();
  const shared = [1, 2, 3].map((number) => ({ number }));
  await storeReports(store, 'one', shared);
  const before = await contents(store);
  await storeReports(store, 'two', [
    ...shared,
    ...[4, 5].map((number) => ({ number, day: 20_000 + number })),
  ]);
  expect(await store.reports.undoImport('two')).toBe(2);
  expect(await contents(store)).toEqual(before);
  expect((await store.imports.get('two'))!.undone).toBe(true);
  expect(await store.reports.undoImport('one')).toBe(3);
  expect(await contents(store)).toMatchObject({
    count: { reports: 0, records: 0, rawBytes: 0 },
    domains: [],
  });
  // A new explicit import beats the older deletion.
  await storeReports(store, 'three', shared);
  expect((await contents(store)).reports).toEqual(before.reports);
});

test('deleted reports can be brought back until the page is gone', async () => {
  const name = `trash-${Math.random()}`;
  const first = await testStore({ name, instance: 'aaaaaaaa' });
  await storeReports(
    first,
    'one',
    [1, 2, 3, 4].map((number) => ({ number })),
  );
  const before = await contents(first);
  const token = await first.reports.trash([before.reports[0]!, before.reports[2]!]);
  const half = await contents(first);
  expect(half.reports).toEqual([before.reports[1], before.reports[3]]);
  expect(half.scanned['example.com']).toHaveLength(2);
  expect(half.addresses[0]![0]!.messages).toBe(3 + 5);
  expect(await first.reports.restore(token)).toBe(2);
  expect(await contents(first)).toEqual(before);

  await first.reports.trash([before.reports[0]!]);
  // Dropped again while it lies in the trash, it comes back.
  await storeReports(first, 'two', [{ number: 1 }]);
  expect(await contents(first)).toEqual(before);

  await first.reports.trash([before.reports[0]!]);
  first.close();
  const second = await testStore({ name, instance: 'bbbbbbbb' });
  expect((await contents(second)).reports).toEqual(before.reports.slice(1));
  expect(await second.reports.restore(token)).toBe(0);
  expect((await second.reports.count()).reports).toBe(3);
  second.close();
});

test('the document comes back as it was, also after its neighbours were deleted', async () => {
  const store = await testStore();
  await storeReports(
    store,
    'one',
    [1, 2, 3].map((number) => ({ number })),
  );
  const [first, second] = await Promise.all([1, 2].map((number) => newReport(store, { number })));
  await store.reports.trash([first!.id]);
  const raw = await store.reports.raw(second!.id);
  expect(raw).toEqual({ gzip: second!.raw, range: null });
  expect(await store.reports.raw(first!.id)).toBeNull();
});

test('a report too large for memory is written ahead and visible only when it is whole', async () => {
  const name = `staged-${Math.random()}`;
  const store = await testStore({ name, instance: 'aaaaaaaa', clock: () => 0 });
  const report = await newReport(store, { number: 1 });
  const one = report.blocks[0]!.block!;
  report.blocks = [];
  for (let i = 0; i < 9; i++) report.blocks.push(await store.reports.stageBlock(one, i));
  expect(report.blocks.filter((it) => it.staged !== null)).toHaveLength(5);
  expect((await contents(store)).reports).toEqual([]);
  await store.imports.start('one', { files: 1, bytes: 0 });
  await store.reports.put('one', [report]);
  const stored = [];
  for await (const it of store.reports.blocks(report.id)) stored.push(it.count);
  expect(stored).toHaveLength(9);
  expect((await store.summaries.addresses('example.com'))[0]!.messages).toBe(9 * one.messages[0]!);

  // Cut off before it was whole: the next page clears it away.
  await store.reports.stageBlock(one, 99);
  store.close();
  const later = await testStore({ name, clock: () => 10 * 3_600_000 });
  expect(await rowCount(name, 'staging')).toBe(0);
  expect(await rowCount(name, 'packBytes')).toBe(await rowCount(name, 'packs'));
  later.close();
});

function rowCount(name: string, table: string): Promise<number> {
  return new Promise((done, failed) => {
    const open = indexedDB.open(name);
    open.onerror = () => failed(open.error);
    open.onsuccess = () => {
      const count = open.result.transaction(table).objectStore(table).count();
      count.onsuccess = () => {
        open.result.close();
        done(count.result);
      };
    };
  });
}
