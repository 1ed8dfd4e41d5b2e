import { strToU8 } from 'fflate';
import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../core/engine/open-engine.ts';
import { ZipWriter } from '../../../core/lib/zip-writer.ts';
import type { ImportedFile } from '../../../core/model/import.ts';
import { BACKUP_LIMITS } from '../../../core/store/backup-shape.ts';
import { readBackup } from '../../../core/store/read-backup.ts';
import { StoreDatabase } from '../../../core/store/schema.ts';
import { alertSentence } from '../../../core/words/alert.ts';
import { noteSentence } from '../../../core/words/note.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { changeEntry } from '../../support/change-entry.ts';
import { madeReport, reportXml } from '../../support/messages.ts';

vi.setConfig({ testTimeout: 120_000 });

const NOW = 1_760_000_000;
const DOMAIN = 'shop.example';
const ALL = { confirmations: true, settings: true, hosts: true, deletedReports: true };
const NUMBERS = {
  ...{ imported: 0, repaired: 0, duplicates: 0, notReports: 0, rejected: 0, records: 0, messages: 0 },
  ...{ started: NOW, finished: NOW, state: 'done', undone: false },
};

let count = 0;
const opened = (name = `hostile-${count++}-${Math.random()}`) =>
  openEngine({
    name,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new Error('no network in this test')),
  });

/** A backup whose parts are as given, with every digest right. */
async function forged(parts: Record<string, unknown>): Promise<Blob> {
  const zip = new ZipWriter(NOW * 1000);
  const add = (name: string, value: unknown) =>
    zip.add(name, typeof value === 'string' ? strToU8(value) : strToU8(JSON.stringify(value)), true);
  await add('manifest.json', { format: 'rualens-backup', version: 2, created: NOW * 1000 });
  for (const [name, value] of Object.entries(parts)) await add(name, value);
  await add('end.json', { parts: zip.parts });
  return zip.end();
}

const stamp = `${(NOW * 1000).toString(36).padStart(9, '0')}0000forgedxx`;
const decision = (kind: string, key: string, value: unknown) => ({ kind, key, value, stamp });

/** Values that break whoever believes that they are what they should be. */
const ODD = [
  'null',
  '0',
  '1e300',
  '"x"',
  '[null]',
  '{"toString":1}',
  '{"__proto__":null,"constructor":null}',
];

/** Rows of a kind, each with one field that is odd, and each with one that is missing. */
function spoilt(row: object): string {
  const rows = [];
  for (const field of Object.keys(row)) {
    const { [field as never]: _, ...rest } = row;
    rows.push({ id: `gone-${field}`, ...rest });
    ODD.forEach((odd, i) => {
      rows.push({
        ...row,
        ...('id' in row ? { id: `${field.toLowerCase()}-${i}` } : {}),
        [field]: `@@${odd}@@`,
      });
    });
  }
  // The odd values as they stand in JSON, so that prototype keys are fields of their own.
  return JSON.stringify(rows).replace(/"@@(.*?)@@"/g, (_, odd: string) => JSON.parse(`"${odd}"`) as string);
}

const NOTES = {
  importId: 'imp',
  files: [
    { path: 'a', outcome: 'report', reportId: null, domain: null, reporter: null, records: 1, messages: 1 },
  ],
  done: [],
};

test('rows of a backup that hold anything else than they should stop no screen and no evaluation [EXCH-5]', async () => {
  const alert = (kind: string, data: string) => ({
    ...{ id: `r|${DOMAIN}|${data}`, rule: 'r', kind, domain: DOMAIN, day: 20_000, at: NOW },
    ...{ state: 'unread', notified: false },
    data,
  });
  const odd = ODD.flatMap((it) =>
    ['changes', 'senders', 'reporters', 'lastDay', 'messages'].map((f) => [f, it]),
  );
  const alerts = odd.flatMap(([field, it]) =>
    ['dns-changed', 'reports-stopped', 'mail-from-blocked', 'constructor'].map((kind) =>
      alert(kind, `@@{"${field}":${it}}@@`),
    ),
  );
  const { engine, store } = await opened();
  const backup = await forged({
    'decisions/000000.json': [
      decision('domain-listing', DOMAIN, 'confirmed'),
      decision('domain-locked', DOMAIN, true),
    ],
    'changes/000000.json': spoilt(changeEntry({ time: NOW })),
    'alerts/000000.json': JSON.stringify(alerts).replace(
      /"@@(.*?)@@"/g,
      (_, it: string) => JSON.parse(`"${it}"`) as string,
    ),
    'imports/000000.json': spoilt({ id: 'imp', total: { files: 1, bytes: 1 }, domains: {}, ...NUMBERS }),
    'import-notes/000000.json': `[${ODD.map(
      (it) =>
        `{"importId":"started-0","done":[],"files":[{"path":"a","outcome":"rejected","reportId":null,"domain":null,"reporter":null,"records":0,"messages":0,"notes":[{"code":"x","path":${it},"found":${it}}],"refusal":{"code":"constructor","detail":{"found":${it}}}}]}`,
    ).join(',')},${JSON.stringify(NOTES)}]`,
    'shelf/000000.json': '[null, {"id":"x"}]',
    'history/000000.json': spoilt({ domain: DOMAIN, at: NOW, until: NOW, snapshot: null }),
    'settings/000000.json': '[{"resolvers":[null],"userName":{"toString":1},"language":"__proto__"}]',
  });
  expect(await engine.exchange.previewRestore(backup)).toMatchObject({ ok: true });
  expect(await engine.exchange.importBackup(backup, ALL)).toMatchObject({ refusal: null, damage: [] });
  const shows = async () => {
    for (const it of await engine.intake.list()) {
      const files: ImportedFile[] = (await engine.intake.summary(it.importId))?.files ?? [];
      for (const { notes, refusal } of files) {
        for (const note of notes) expect(typeof noteSentence(note, 'en')).toBe('string');
        if (refusal !== null) expect(typeof refusalSentence(refusal, 'de')).toBe('string');
      }
      expect(Number.isNaN(new Date(it.started * 1000).getTime())).toBe(false);
    }
    for (const it of await store.alerts.list()) {
      expect(typeof alertSentence(it as never, 'en')).toBe('string');
      expect(Number.isNaN(new Date(it.at * 1000).getTime())).toBe(false);
    }
    await engine.intake.unfinished();
    await engine.alerts.check();
    await engine.domains.list({ begin: NOW - 86_400, end: NOW });
    await engine.domains.listChanges(null);
  };
  await shows();
  expect((await store.domains.list()).map((it) => it.domain)).toEqual([DOMAIN]);
  engine.stop();
  store.close();
});

test('an import of a backup that says it is being undone takes no report away', async () => {
  const name = `hostile-${Math.random()}`;
  const first = await opened(name);
  const { importId } = await first.engine.intake.importFiles(
    [{ name: 'a.xml', blob: new Blob([reportXml(madeReport({ org: 'a.example' }))]) }],
    () => {},
  );
  // As where the report came from a connected store, whose imports are not here.
  const db = new StoreDatabase(name, {});
  await db.open();
  await db.imports.delete(importId);
  db.close();
  const row = { id: importId, total: { files: 1, bytes: 1 }, domains: {}, ...NUMBERS, undoing: true };
  await first.engine.exchange.importBackup(await forged({ 'imports/000000.json': [row] }), ALL);
  first.engine.stop();
  first.store.close();
  const again = await opened(name);
  expect(await again.store.reports.list({})).toHaveLength(1);
  again.engine.stop();
  again.store.close();
});

test('history of a backup takes no place from what was seen here, and costs time by its rows alone', async () => {
  const { engine, store } = await opened();
  const name = `_dmarc.${DOMAIN}`;
  await store.snapshots.add(name, NOW, { kind: 'none', targets: [], text: 'mine' });
  const row = (at: number) => ({
    ...{ domain: name, at, until: at },
    snapshot: { kind: 'txt', targets: [], text: `forged ${at}` },
  });
  const rows = Array.from({ length: 100_000 }, (_, i) => row(NOW + 1 + i));
  rows.push(row(7_000_000_000));
  const before = performance.now();
  await engine.exchange.importBackup(await forged({ 'history/000000.json': rows }), ALL);
  expect(performance.now() - before).toBeLessThan(10_000);
  const kept = await store.snapshots.list(name);
  expect(kept.map((it) => (it.snapshot as { text: string }).text)).toContain('mine');
  expect(kept.at(-1)!.at).toBeLessThan(Date.now() / 1000 + 2 * 86_400);
  engine.stop();
  store.close();
});

test('many odd parts cost time by their number alone', async () => {
  const time = async (parts: number) => {
    const zip = new ZipWriter(NOW * 1000);
    await zip.add('manifest.json', strToU8('{"format":"rualens-backup","version":2}'), true);
    for (let i = 0; i < parts; i++) await zip.add(`odd/${i}`, new Uint8Array(), false);
    const file = zip.end();
    const before = performance.now();
    expect((await readBackup(file)).ok).toBe(true);
    return performance.now() - before;
  };
  await time(100);
  expect(await time(8_000)).toBeLessThan(20 * (await time(1_000)) + 200);
});

test('parts that inflate to far more than they should have one budget; what is beyond is named, the rest is read [EXCH-6]', async () => {
  const rows = Array.from({ length: 1_000 }, () => ({ filler: 'x'.repeat(100) }));
  const part = (n: number) => `decisions/00000${n}.json`;
  const backup = await forged({ [part(0)]: rows, [part(1)]: rows, [part(2)]: rows, [part(3)]: rows });
  for (const limits of [{ jsonBytes: 250_000 }, { rows: 2_500 }]) {
    const read = await readBackup(backup, { ...BACKUP_LIMITS, ...limits });
    if (!read.ok) throw new Error(read.refusal.code);
    expect(await read.backup.rows('decisions')).toHaveLength(2_000);
    expect(read.backup.damage.map((it) => it.part)).toEqual([part(2), part(3)]);
  }
  const tight = await readBackup(backup, { ...BACKUP_LIMITS, partBytes: 50_000 });
  expect(tight.ok).toBe(false);
});
