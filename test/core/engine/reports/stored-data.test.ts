import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';
import type { ImportProgress } from '../../../../core/model/import.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { contents } from '../../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400;
const START = 1_772_409_600;

async function engineOn(name: string) {
  return openEngine({
    name,
    locks: null,
    channel: null,
    clock: () => (START + 40 * DAY) * 1000,
    fetch: () => Promise.reject(new TypeError('no network in this test')),
  });
}

const file = (org: string, domain: string, begin: number) => ({
  name: `${org}-${domain}-${begin}.xml`,
  blob: new Blob([reportXml(madeReport({ org, domain, begin, end: begin + DAY - 1 }))]),
});

test("a domain's or a period's data is counted, deleted, and brought back as it was", async () => {
  const { engine, store } = await engineOn(`data-${Math.random()}`);
  const files = [0, 10, 20].flatMap((day) =>
    ['shop.example', 'club.example'].map((domain) => file('org.example', domain, START + day * DAY)),
  );
  await engine.intake.importFiles(files, () => {});
  const whole = await contents(store);
  const all = await engine.reports.countData({});
  expect(all).toMatchObject({ reports: 6, domains: ['club.example', 'shop.example'], kept: 0, begin: START });
  const { messages } = (await engine.reports.list({}))[0]!;
  expect(all.messages).toBe(6 * messages);

  const old = { period: { begin: 0, end: START + 10 * DAY } };
  const steps = [
    { filter: { domain: 'shop.example' }, gone: 3 },
    { filter: old, gone: 2 },
    { filter: { ...old, domain: 'club.example' }, gone: 1 },
    { filter: { domain: 'stranger.example' }, gone: 0 },
    { filter: {}, gone: 6 },
  ];
  for (const { filter, gone } of steps) {
    expect((await engine.reports.countData(filter)).reports).toBe(gone);
    const { token, reports } = await engine.reports.deleteData(filter);
    expect(reports).toBe(gone);
    expect(await engine.reports.countData(filter)).toMatchObject({ reports: 0, messages: 0, begin: null });
    expect((await engine.settings.storage()).reports).toBe(6 - gone);
    await engine.reports.undoDelete(token);
    expect(await contents(store)).toEqual(whole);
  }
  // Two deletions are brought back each by its own token, in any order.
  const first = await engine.reports.deleteData({ domain: 'shop.example' });
  const second = await engine.reports.deleteData({ domain: 'club.example' });
  await engine.reports.undoDelete(first.token);
  expect((await engine.reports.list({})).map((row) => row.domain)).toEqual(Array(3).fill('shop.example'));
  await engine.reports.undoDelete(second.token);
  expect(await contents(store)).toEqual(whole);
  engine.stop();
  store.close();
});

test('imports that were cut off are listed with what is left, and go on with their progress', async () => {
  const name = `cut-off-${Math.random()}`;
  const dead = await openStore({ name, locks: null, channel: null });
  const files = [1, 2, 3].map((n) => file(`org${n}.example`, 'shop.example', START));
  await dead.imports.start('whole', { files: 3, bytes: 1 });
  await dead.imports.keepInputs(
    'whole',
    files.map((it, i) => ({ key: `${i}:${it.name}`, file: it })),
  );
  await dead.imports.start('lost', { files: 9, bytes: 1 });
  dead.close();

  const { engine, store } = await engineOn(name);
  expect(Object.fromEntries((await engine.intake.unfinished()).map((it) => [it.importId, it.files]))).toEqual(
    {
      whole: { total: 3, done: 0, left: 3, missing: 0 },
      lost: { total: 9, done: 0, left: 0, missing: 9 },
    },
  );
  const told: ImportProgress[] = [];
  await engine.intake.onProgress((progress) => told.push(progress));
  await engine.start();
  expect(told.at(-1)).toMatchObject({ importId: 'whole', state: 'done', files: { done: 3, total: 3 } });
  expect(told.every((it) => it.importId === 'whole')).toBe(true);
  expect(await engine.intake.summary('whole')).toMatchObject({ state: 'done', imported: 3 });
  // Without its files it stays listed until the user leaves it.
  expect((await engine.intake.unfinished()).map((it) => it.importId)).toEqual(['lost']);
  await engine.intake.cancel('lost');
  expect(await engine.intake.unfinished()).toEqual([]);
  expect((await engine.settings.storage()).reports).toBe(3);
  engine.stop();
  store.close();
});
