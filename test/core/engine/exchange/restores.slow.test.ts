import { expect, test, vi } from 'vitest';
import { type OpenEngine, openEngine } from '../../../../core/engine/open-engine.ts';
import { sampleCompany } from '../../../../core/sample/sample-company.ts';
import { readBackup } from '../../../../core/store/read-backup.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { oneLockManager } from '../../../support/one-lock-manager.ts';

/** Restoring into stores that are not empty, twice, at once, in the middle of other work, and out of odd backups. */

vi.setConfig({ testTimeout: 60_000 });

const START = 1_760_000_000_000;
let time = START;

function newEngine(
  name = `restores-${Math.random()}`,
  locks: ReturnType<typeof oneLockManager> | null = null,
) {
  return openEngine({
    ...{ name, locks, channel: null, sample: sampleCompany, clock: () => time },
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
}

function close(...all: OpenEngine[]): void {
  for (const { engine, store } of all) {
    engine.stop();
    store.close();
  }
}

const files = (...numbers: number[]) =>
  numbers.map((n) => ({
    name: `${n}.xml`,
    blob: new Blob([reportXml(madeReport({ org: `org${n}.example` }))]),
  }));
const quiet = () => undefined;
const add = ({ engine }: OpenEngine, ...numbers: number[]) =>
  engine.intake.importFiles(files(...numbers), quiet);
const listed = async ({ store }: OpenEngine) =>
  (await store.reports.list({})).map((it) => Number(it.reporter.replace(/\D/g, ''))).sort();
const idOf = async ({ store }: OpenEngine, n: number) =>
  (await store.reports.list({})).find((it) => it.reporter === `org${n}.example`)!.id;

async function exported({ engine }: OpenEngine): Promise<Blob> {
  const result = await engine.exchange.exportAll();
  if (!result.ok) throw new Error(result.refusal.code);
  return result.file;
}

test('a backup of an empty store is one, changes nothing, and is read in again', async () => {
  const [empty, other] = [await newEngine(), await newEngine()];
  const file = await exported(empty);
  await add(other, 1);
  const restored = await other.engine.exchange.importBackup(file);
  expect(restored).toMatchObject({ reports: 0, decisions: 0, refused: 0, damage: [], refusal: null });
  expect(await listed(other)).toEqual([1]);
  expect(await empty.engine.exchange.importBackup(file)).toMatchObject({ damage: [], refusal: null });
  close(empty, other);
});

test('of a backup and what was done since, the last click holds, on the same device and on another [EXCH-4]', async () => {
  const [one, other] = [await newEngine(), await newEngine()];
  await add(one, 1, 2, 3, 4);
  await one.engine.domains.setTags('shop.example', ['at the backup']);
  const file = await exported(one);
  time += 10_000;
  await one.engine.reports.delete([await idOf(one, 1)]);
  await one.engine.domains.setTags('shop.example', ['since']);
  const { importId } = await add(one, 5);
  const token = await one.engine.reports.delete([await idOf(one, 2)]);
  await one.engine.reports.undoDelete(token);
  await one.engine.intake.undo(importId);
  // Elsewhere, one was deleted and one imported before the backup is read in.
  await add(other, 3, 6);
  await other.engine.reports.delete([await idOf(other, 3)]);
  for (const device of [one, other, one]) {
    time += 1_000;
    expect(await device.engine.exchange.importBackup(file)).toMatchObject({ damage: [], refusal: null });
  }
  expect(await listed(one)).toEqual([2, 3, 4]);
  expect((await one.store.domains.get('shop.example')).tags).toEqual(['since']);
  expect(await listed(other)).toEqual([1, 2, 4, 6]);
  // By a click what was deleted comes back, and importing the file again needs none.
  await one.engine.exchange.importBackup(file, { deletedReports: true });
  expect(await listed(one)).toEqual([1, 2, 3, 4]);
  time += 1_000;
  await add(other, 3);
  expect(await listed(other)).toEqual([1, 2, 3, 4, 6]);
  close(one, other);
});

test('two tabs that restore the same file at once take each report once, and none is listed as cut off', async () => {
  const old = await newEngine();
  await add(old, 1, 2, 3, 4, 5, 6);
  await old.engine.domains.setTags('shop.example', ['old']);
  const file = await exported(old);
  const [name, locks] = [`tabs-${Math.random()}`, oneLockManager()];
  const tabs = [await newEngine(name, locks), await newEngine(name, locks)] as const;
  const results = await Promise.all(tabs.map(({ engine }) => engine.exchange.importBackup(file)));
  expect(results.map((it) => it.refusal)).toEqual([null, null]);
  expect(results.reduce((sum, it) => sum + it.reports, 0)).toBe(6);
  for (const tab of tabs) {
    expect(await listed(tab)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await tab.store.reports.count()).reports).toBe(6);
    expect(await tab.engine.exchange.cutOffRestores()).toEqual([]);
  }
  close(old, ...tabs);
});

test('a restore that is cancelled in the middle keeps what it took, is listed, and the same file ends it', async () => {
  const [old, fresh] = [await newEngine(), await newEngine()];
  await add(old, ...Array.from({ length: 250 }, (_, n) => n));
  const file = await exported(old);
  let cancelAt = 100;
  await fresh.engine.exchange.onBackupProgress(({ what, done }) => {
    if (what === 'restore' && done >= cancelAt) void fresh.engine.exchange.cancelBackup();
  });
  const cut = await fresh.engine.exchange.importBackup(file);
  expect(cut).toMatchObject({ refusal: { code: 'backup-cancelled' } });
  const first = (await listed(fresh)).length;
  expect(first).toBeGreaterThanOrEqual(100);
  expect(first).toBeLessThan(250);
  expect(await fresh.engine.exchange.cutOffRestores()).toMatchObject([{ total: 250 }]);
  // What it did not come to is known as missing, and not called equal.
  expect(await fresh.engine.exchange.waitingReports()).toBe(250 - first);
  cancelAt = Number.POSITIVE_INFINITY;
  expect(await fresh.engine.exchange.importBackup(file)).toMatchObject({
    reports: 250 - first,
    refusal: null,
  });
  expect(await fresh.engine.exchange.cutOffRestores()).toEqual([]);
  expect(await fresh.engine.exchange.waitingReports()).toBe(0);
  close(old, fresh);
});

test('what is imported or deleted while a backup is written is in it whole or not at all', async () => {
  const old = await newEngine();
  await add(old, ...Array.from({ length: 8 }, (_, n) => n));
  const doomed = [await idOf(old, 3), await idOf(old, 7)];
  const { documents } = old.store.backup;
  let deleted = false;
  old.store.backup.documents = async function* () {
    // The registers are written: now a user deletes, and imports.
    await old.engine.reports.delete(doomed);
    await add(old, 8);
    deleted = true;
    yield* documents();
  };
  const file = await exported(old);
  expect(deleted).toBe(true);
  const fresh = await newEngine();
  expect(await fresh.engine.exchange.importBackup(file)).toMatchObject({ damage: [], refusal: null });
  expect(await listed(fresh)).toEqual([0, 1, 2, 4, 5, 6, 8]);
  expect(await fresh.engine.exchange.waitingReports()).toBe(0);
  close(old, fresh);
});

test('nothing of the sample travels, also after it was decided upon and removed [EXCH-2]', async () => {
  const own = await newEngine();
  const { engine, store } = own;
  await add(own, 1);
  await engine.intake.addSample();
  await engine.queue.idle();
  await engine.alerts.check();
  const domains = sampleCompany.domains;
  const [first] = domains;
  const alerts = (await engine.alerts.list()).filter((it) => domains.includes(it.domain));
  expect(alerts.length).toBeGreaterThan(0);
  await engine.alerts.setState(
    alerts.map((it) => it.id),
    'read',
  );
  await engine.domains.setTags(first!, ['tried']);
  await engine.senders.ignore(first!, 'ip:192.0.2.1', ['192.0.2.1'], 'tried');
  // Off the list, it is the sample's all the same.
  await engine.domains.remove([first!]);

  async function nothingTravels(when: string): Promise<void> {
    const { decisions, registers } = await store.exchange.changes(0, 100_000);
    const backup = await readBackup(await exported(own));
    if (!backup.ok) throw new Error(backup.refusal.code);
    const rows = [];
    for (const kind of ['decisions', 'alerts', 'lasting', 'imports', 'registers'] as const) {
      rows.push(...(await backup.backup.rows(kind)));
    }
    const text = JSON.stringify([decisions, rows]);
    for (const name of [...domains, 'sample-']) expect(text.includes(name), `${name} ${when}`).toBe(false);
    expect(registers).toHaveLength(1);
    expect(backup.backup.documents).toBe(1);
  }
  await nothingTravels('beside it');
  await engine.intake.removeSample();
  expect(await engine.intake.hasSample()).toBe(false);
  await nothingTravels('after it');
  expect((await engine.alerts.list()).filter((it) => domains.includes(it.domain))).toEqual([]);
  expect(await listed(own)).toEqual([1]);
  close(own);
});

test('a removal of the sample that was cut off can be ended', async () => {
  const own = await newEngine();
  await own.engine.intake.addSample();
  await own.engine.queue.idle();
  const { forgetSample } = own.store.domains;
  own.store.domains.forgetSample = () => Promise.reject(new Error('the page is killed'));
  await own.engine.intake.removeSample().catch(() => undefined);
  own.store.domains.forgetSample = forgetSample;
  expect(await own.engine.intake.hasSample()).toBe(true);
  await own.engine.intake.removeSample();
  expect(await own.engine.intake.hasSample()).toBe(false);
  expect((await own.store.domains.list()).map((it) => it.domain)).toEqual([]);
  close(own);
});

test('a clock that gives no time at all takes or parks every row, and stamps go up all the same [EXCH-3]', async () => {
  const [one, other] = [await newEngine(), await newEngine()];
  await one.engine.domains.setTags('shop.example', ['first']);
  const page = await one.store.exchange.changes(0);
  const right = time;
  time = Number.NaN;
  const merged = await other.store.exchange.merge(page);
  expect(merged.decisions + merged.parked).toBe(page.decisions.length);
  const before = (await one.store.exchange.changes(0)).decisions[0]!.stamp;
  await one.engine.domains.setTags('shop.example', ['second']);
  const tags = (await one.store.exchange.changes(0)).decisions.find((it) => it.kind === 'domain-tags');
  expect(tags?.value).toEqual(['second']);
  expect(tags!.stamp > before).toBe(true);
  time = right;
  await other.store.exchange.takeParked('due');
  expect((await other.store.domains.get('shop.example')).tags).toEqual(['first']);
  close(one, other);
});
