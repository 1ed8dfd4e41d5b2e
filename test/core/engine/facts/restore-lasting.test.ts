import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreLasting } from '../../../../core/engine/facts/restore-lasting.ts';
import { testStore } from '../../../support/stored-reports.ts';

const KINDS = ['wanted-state', 'wanted-zone-record-state', 'spf-fault-since', 'blocked-since', 'dkim-keys'];

test('what a device knew and cannot find out again is taken over, and what is known here stays', async () => {
  const store = await testStore();
  await store.lasting.put('blocked-since', [{ key: 'here.example', value: 20_000 }]);
  const pending = { state: { state: 'pending', wait: 60, found: [] }, checked: 1_700_000_000 };
  const refused = await restoreLasting(store, [
    { kind: 'blocked-since', key: 'here.example', value: 1 },
    { kind: 'blocked-since', key: 'other.example', value: 20_100 },
    { kind: 'wanted-state', key: 'other.example', value: pending },
    // Owed and spent today: of that device alone.
    { kind: 'assess-owed', key: 'other.example', value: true },
    { kind: 'reported-questions', key: 'other.example', value: { day: 1, count: 1 } },
  ]);
  expect(refused).toBe(0);
  expect(await store.lasting.all('blocked-since')).toEqual(
    new Map([
      ['here.example', 20_000],
      ['other.example', 20_100],
    ]),
  );
  expect(await store.lasting.get('wanted-state', 'other.example')).toEqual(pending);
  expect((await store.lasting.all('assess-owed')).size).toBe(0);
  expect((await store.lasting.all('reported-questions')).size).toBe(0);
  store.close();
});

test('anything else than what is expected is refused and counted [EXCH-5]', async () => {
  const store = await testStore();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...KINDS),
      fc.oneof(fc.anything(), fc.record({ at: fc.anything(), selectors: fc.anything() })),
      async (kind, value) => {
        fc.pre(!(typeof value === 'number' && Number.isInteger(value) && value >= 0));
        expect(await restoreLasting(store, [{ kind, key: 'x.example', value }])).toBe(1);
      },
    ),
    { numRuns: 200 },
  );
  const rows = [
    null,
    1,
    {},
    { kind: 'blocked-since', key: 'no name', value: 'x' },
    { kind: 7, key: 'x', value: 1 },
  ];
  expect(await restoreLasting(store, rows)).toBe(rows.length);
  for (const kind of KINDS) expect((await store.lasting.all(kind)).size).toBe(0);
  store.close();
});
