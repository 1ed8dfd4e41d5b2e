/** What only a real IndexedDB shows: bytes that come back, two tabs at once, a newer version beside an older one. */
import Dexie from 'dexie';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBlock, encodeBlock } from '../../../core/store/codec/block-codec.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { StoreDatabase } from '../../../core/store/schema.ts';
import type { StoreChange } from '../../../core/store/store.ts';
import { StoreTooNew } from '../../../core/store/store-too-new.ts';
import { anyBlock } from '../../support/random-blocks.ts';
import { contents, newReport } from '../../support/stored-reports.ts';

test('encoded blocks come back from the disk as they were', async () => {
  const name = `codec-${Math.random()}`;
  const db = new StoreDatabase(name);
  await fc.assert(
    fc.asyncProperty(anyBlock, async (block) => {
      const n = await db.packBytes.add({ bytes: encodeBlock(block) } as never);
      const { bytes } = (await db.packBytes.get(n))!;
      const strings = block.strings.map((it) => it.replace(/\p{Surrogate}/gu, '\ufffd'));
      const decoded = decodeBlock(bytes);
      const names = Object.keys(block) as (keyof typeof block)[];
      const columns = Object.fromEntries(names.map((it) => [it, decoded[it]]));
      expect(columns).toEqual({ ...block, strings });
    }),
    { numRuns: 60 },
  );
  db.close();
});

test('two tabs import the same and other reports at the same time: each is there once', async () => {
  const name = `tabs-${Math.random()}`;
  const [one, two] = await Promise.all([openStore({ name }), openStore({ name })]);
  const told: StoreChange['topic'][] = [];
  two.subscribe((change) => told.push(change.topic));
  await one.imports.start('one', { files: 1, bytes: 0 });
  await two.imports.start('two', { files: 1, bytes: 0 });
  const put = async (store: typeof one, importId: string, from: number, to: number) => {
    for (let at = from; at < to; at += 10) {
      const plans = Array.from({ length: 10 }, (_, i) => ({ number: at + i, day: 20_000 + ((at + i) % 7) }));
      await store.reports.put(importId, await Promise.all(plans.map((plan) => newReport(store, plan))));
    }
  };
  await Promise.all([put(one, 'one', 0, 200), put(two, 'two', 100, 300)]);
  const [mine, theirs] = [await contents(one), await contents(two)];
  expect(mine).toEqual(theirs);
  expect(mine.reports).toHaveLength(300);
  expect(new Set(mine.reports).size).toBe(300);
  expect(mine.scanned['example.com']).toHaveLength(300);
  expect(mine.domains[0]!.reports).toBe(300);
  const summaries = await one.imports.list();
  expect(summaries.reduce((sum, it) => sum + it.imported, 0)).toBe(300);
  expect(summaries.reduce((sum, it) => sum + it.duplicates, 0)).toBe(100);
  // Undone in one tab: what the other tab imported as well stays.
  await one.reports.undoImport('one');
  expect((await two.reports.count()).reports).toBe(200);
  expect(told).toContain('reports');
  one.close();
  two.close();
});

test('an import running in another tab is not taken for one that was cut off', async () => {
  const name = `alive-${Math.random()}`;
  const one = await openStore({ name });
  await one.imports.start('one', { files: 1, bytes: 0 });
  const block = (await newReport(one, { number: 1 })).blocks[0]!.block!;
  await one.reports.stageBlock(block, 99);
  await one.imports.start('two', { files: 1, bytes: 0 });
  await one.reports.put('two', [await newReport(one, { number: 5 })]);
  const token = await one.reports.trash([(await contents(one)).reports[0]!]);

  const two = await openStore({ name });
  expect((await two.imports.list()).map((it) => it.state)).toEqual(['running', 'running']);
  // Neither its half-written report nor its trash is cleared away.
  const db = new StoreDatabase(name);
  expect(await db.staging.count()).toBe(1);
  expect(await one.reports.restore(token)).toBe(1);
  await one.reports.trash((await contents(one)).reports);
  one.close();
  await new Promise((go) => setTimeout(go, 100));

  const three = await openStore({ name });
  expect((await three.imports.list()).map((it) => it.state)).toEqual(['paused', 'paused']);
  expect(await db.staging.count()).toBe(0);
  expect(await db.trash.count()).toBe(0);
  db.close();
  two.close();
  three.close();
});

test('a tab with an older version lets a newer one in and says that it must be loaded again', async () => {
  const name = `version-${Math.random()}`;
  let outdated = false;
  const store = await openStore({
    name,
    onOutdated: () => {
      outdated = true;
    },
  });
  const newer = new Dexie(name);
  newer.version(99).stores({ meta: 'key' });
  await newer.open();
  expect(outdated).toBe(true);
  await expect(store.reports.count()).rejects.toThrow();
  newer.close();
  // And the older program does not open what the newer one wrote.
  await expect(openStore({ name })).rejects.toThrow(StoreTooNew);
});
