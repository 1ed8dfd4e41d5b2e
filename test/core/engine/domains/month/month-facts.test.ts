import { afterEach, beforeEach, expect, test } from 'vitest';
import { monthFacts } from '../../../../../core/engine/domains/month/month-facts.ts';
import { createSenderQueries } from '../../../../../core/engine/senders/sender-queries.ts';
import { monthPeriod } from '../../../../../core/lib/months.ts';
import type { ChangeEntry } from '../../../../../core/model/host.ts';
import type { Store } from '../../../../../core/store/store.ts';
import { changeEntry } from '../../../../support/change-entry.ts';
import { putShort } from '../../../../support/short-reports.ts';
import { testStore } from '../../../../support/stored-reports.ts';

const D = 'example.com';
const DAY = 86_400;
const begin = monthPeriod('2026-03')!.begin;
const firstDay = begin / DAY;
const NOW = begin + 10 * DAY + 3_600;

let store: Store;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  store = await testStore({ clock: () => now * 1_000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
});
afterEach(() => store.close());

const put = (day: number, n: number, passed: boolean) =>
  putShort(store, [{ ip: '192.0.2.1', n, ...(passed ? { dkimPass: true } : {}) }], { day });
const facts = (month: string | null = null) => monthFacts({ store, now: () => now }, D, month);

test('the trend has the same figures as the senders of the month [MONTH-1]', async () => {
  // The last second of one month and the first of the next belong to their own days.
  await put(firstDay - 1, 100, true);
  await put(firstDay, 7, true);
  await put(firstDay, 3, false);
  await put(firstDay + 9, 5, true);
  const queries = createSenderQueries({ store, now: () => now, isPending: () => false });
  const march = (await facts('2026-03'))!;
  for (const month of ['2026-02', '2026-03']) {
    const { totals } = await queries.listSenders(D, monthPeriod(month)!);
    const sum = march.trend.find((each) => each.month === month);
    expect([sum?.messages, sum?.passed], month).toEqual([totals.messages, totals.passed]);
  }
  expect(march.trend.map(({ month, days }) => [month, days])).toEqual([
    ...[
      ['2025-10', 0],
      ['2025-11', 0],
      ['2025-12', 0],
      ['2026-01', 0],
      ['2026-02', 1],
      ['2026-03', 2],
    ],
  ]);
  expect(march).toMatchObject({ running: true, daysSoFar: 11, months: ['2026-03', '2026-02'] });
});

test('without a wish it is the last whole month, or the running one where that has hardly any reports', async () => {
  for (let day = 1; day <= 14; day++) await put(firstDay - day, 1, true);
  expect((await facts())?.month).toBe('2026-03');
  await put(firstDay - 15, 1, true);
  expect(await facts()).toMatchObject({ month: '2026-02', running: false, daysSoFar: 28 });
  for (const month of ['2026-04', 'next', '']) expect(await facts(month), month).toBe(null);
});

test('changes of the month only: seen in DNS, and made from here where they came through', async () => {
  const snapshot = (text: string) => ({ kind: 'txt', targets: [], text });
  await store.snapshots.add(`_dmarc.${D}`, begin - 10 * DAY, snapshot('v=DMARC1; p=none'));
  await store.snapshots.add(`_dmarc.${D}`, begin - DAY, snapshot('v=DMARC1; p=quarantine'));
  await store.snapshots.add(`_dmarc.${D}`, begin + DAY, snapshot('v=DMARC1; p=reject'));
  const made = (id: string, time: number, result: ChangeEntry['result']): ChangeEntry => ({
    ...changeEntry({ id, time, result, domain: D }),
  });
  for (const entry of [
    made('a', begin + 5, 'done'),
    made('b', begin + 6, 'failed'),
    made('c', begin - 5, 'done'),
  ])
    await store.changes.add(entry);
  const march = await facts('2026-03');
  expect(march?.dnsChanges.map(({ what, after }) => [what, after])).toEqual([
    ['dmarc', 'v=DMARC1; p=reject'],
  ]);
  expect(march?.watchedSince).toBe(begin - 10 * DAY);
  expect(march?.ownChanges.map(({ id }) => id)).toEqual(['a']);
});
