import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../core/engine/open-engine.ts';
import { readBackup, writeBackup } from '../../../core/store/backup.ts';
import { BACKUP_LIMITS } from '../../../core/store/backup-shape.ts';
import { StoreFull } from '../../../core/store/store-full.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { contents } from '../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 60_000 });

let count = 0;
async function newEngine() {
  return openEngine({
    name: `backup-${count++}-${Math.random()}`,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
}

const files = (numbers: number[]) =>
  numbers.map((n) => ({
    name: `${n}.xml`,
    blob: new Blob([reportXml(madeReport({ org: `org${n}.example` }))]),
  }));

test('a backup brings everything over, merges, and never overwrites newer decisions', async () => {
  const old = await newEngine();
  await old.engine.intake.importFiles(files([1, 2, 3]), () => {});
  await old.engine.domains.confirm(['shop.example']);
  await old.engine.domains.setTags('shop.example', ['old']);
  await old.engine.settings.save({ language: 'de', userName: 'Ada' });
  await old.store.hosts.putKey({
    hostId: 'h',
    protection: 'obscured',
    salt: '',
    iv: '',
    data: 'SECRET',
    iterations: 1,
  });
  await old.store.snapshots.add('_dmarc.shop.example', 5, { kind: 'none', targets: [], text: '' });
  const backup = await old.engine.exchange.exportAll();
  const unzipped = unzipSync(new Uint8Array(await backup.arrayBuffer()));
  expect(Object.values(unzipped).some((it) => new TextDecoder().decode(it).includes('SECRET'))).toBe(false);

  const fresh = await newEngine();
  expect(await fresh.engine.exchange.importBackup(backup)).toEqual({
    reports: 3,
    decisions: 2,
    domains: 1,
    refusal: null,
  });
  const [mine, theirs] = [await contents(old.store), await contents(fresh.store)];
  expect({ ...theirs, count: theirs.count.records }).toEqual({ ...mine, count: mine.count.records });
  expect(await fresh.store.domains.get('shop.example')).toMatchObject({
    listing: 'confirmed',
    tags: ['old'],
  });
  expect(await fresh.engine.settings.get()).toMatchObject({ language: 'de', userName: 'Ada' });
  expect(await fresh.store.snapshots.list('_dmarc.shop.example')).toMatchObject([{ at: 5 }]);

  const other = await newEngine();
  await other.engine.settings.save({ language: 'en' });
  await other.engine.domains.setTags('shop.example', ['newer']);
  await other.engine.intake.importFiles(files([3, 4]), () => {});
  expect(await other.engine.exchange.importBackup(backup)).toMatchObject({ reports: 2, decisions: 1 });
  expect((await other.store.reports.count()).reports).toBe(4);
  expect(await other.store.domains.get('shop.example')).toMatchObject({
    listing: 'confirmed',
    tags: ['newer'],
  });
  expect(await other.engine.settings.get()).toMatchObject({ language: 'en', userName: 'Ada' });
  for (const { engine, store } of [old, fresh, other]) {
    engine.stop();
    store.close();
  }
});

test('a damaged, strange or oversized backup is refused with the figure and changes nothing', async () => {
  const { engine, store } = await newEngine();
  await engine.intake.importFiles(files([1]), () => {});
  const backup = await writeBackup(store, Date.now());
  const before = await contents(store);
  const manifest = (version: unknown) => strToU8(JSON.stringify({ format: 'rualens-backup', version }));
  const zip = (members: Record<string, Uint8Array>) =>
    new Blob([zipSync(members) as Uint8Array<ArrayBuffer>]);
  expect(await engine.exchange.importBackup(new Blob(['hello']))).toMatchObject({
    reports: 0,
    refusal: { code: 'not-a-backup' },
  });
  expect(await engine.exchange.importBackup(backup.slice(0, Math.floor(backup.size / 2)))).toMatchObject({
    reports: 0,
    refusal: { code: 'backup-damaged' },
  });
  expect(await engine.exchange.importBackup(zip({ 'manifest.json': manifest(99) }))).toMatchObject({
    refusal: { code: 'backup-version', detail: { known: 1, found: '99' } },
  });
  const bomb = zip({ 'manifest.json': manifest(1), 'decisions.json': new Uint8Array(3_000_000) });
  expect(await readBackup(bomb, { ...BACKUP_LIMITS, jsonBytes: 1_000_000 })).toMatchObject({
    ok: false,
    refusal: { code: 'inflated-size-limit', detail: { limit: 1_000_000 } },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, members: 3 })).toMatchObject({
    refusal: { code: 'too-many-members' },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, bytes: 10 })).toMatchObject({
    refusal: { code: 'backup-too-large' },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, documentBytes: 10 })).toMatchObject({
    refusal: { code: 'inflated-size-limit' },
  });
  const odd = zip({
    'manifest.json': manifest(1),
    'reports.json': strToU8(
      JSON.stringify([{ member: '../../etc/passwd', fileName: 'x', fromDomain: null }, 5]),
    ),
    'settings.json': strToU8(
      JSON.stringify({ resolvers: [{ id: 'x', name: 'x', url: 'javascript:1' }], theme: 'pink' }),
    ),
    'decisions.json': strToU8('[{"kind":"x"}]'),
  });
  const read = await readBackup(odd);
  expect(read).toEqual({
    ok: true,
    backup: { documents: [], decisions: [], refused: 3, settings: {}, history: [] },
  });
  expect(await contents(store)).toEqual(before);
  engine.stop();
  store.close();
});

test('a full disk stops the reading of a backup with the figures, and leaves nothing half stored', async () => {
  const old = await newEngine();
  await old.engine.intake.importFiles(files([1, 2, 3]), () => {});
  const backup = await old.engine.exchange.exportAll();
  const { engine, store } = await newEngine();
  const whole = await contents(store);
  const { put } = store.reports;
  store.reports.put = async () => {
    throw new StoreFull(900, 1_000);
  };
  expect(await engine.exchange.importBackup(backup)).toMatchObject({
    reports: 0,
    refusal: { code: 'store-full', detail: { usage: 900, quota: 1_000 } },
  });
  expect(await contents(store)).toEqual(whole);
  store.reports.put = put;
  store.exchange.merge = async () => {
    throw new StoreFull(null, null);
  };
  expect(await engine.exchange.importBackup(backup)).toMatchObject({
    decisions: 0,
    refusal: { code: 'store-full' },
  });
  for (const opened of [old, { engine, store }]) {
    opened.engine.stop();
    opened.store.close();
  }
});
