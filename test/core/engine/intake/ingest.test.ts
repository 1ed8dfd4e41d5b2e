import { gunzipSync, gzipSync, strFromU8, strToU8, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { createIngest, type Ingest } from '../../../../core/engine/intake/ingest.ts';
import { resumeCutOff } from '../../../../core/engine/intake/resume-cut-off.ts';
import { unfinishedImports } from '../../../../core/engine/intake/unfinished.ts';
import type { ImportProgress } from '../../../../core/model/import.ts';
import type { InputFile } from '../../../../core/model/input.ts';
import { readDocument } from '../../../../core/report/read-document.ts';
import type { Store } from '../../../../core/store/store.ts';
import { StoreFull } from '../../../../core/store/store-full.ts';
import { unpack } from '../../../../core/unpack/unpack.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { contents, testStore } from '../../../support/stored-reports.ts';

// A thousand files through the pure JavaScript IndexedDB, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let ids = 0;
function ingestOf(store: Store): Ingest {
  return createIngest({ store, unpack, readDocument, clock: Date.now, newId: () => `id${ids++}` });
}

function file(name: string, content: string | Uint8Array): InputFile {
  return { name, blob: new Blob([content as Uint8Array<ArrayBuffer>]) };
}

const xml = (org: string, change = {}) => reportXml(madeReport({ org, ...change }));

test('plain, gzip, zip and odd files end as what they are, each with its line and its bytes kept', async () => {
  const store = await testStore();
  const one = xml('one.example');
  const two = xml('two.example', { domain: 'other.example' });
  const summary = await ingestOf(store).importFiles([
    file('one.xml', one),
    file('again.xml.gz', gzipSync(strToU8(one))),
    file('two.zip', zipSync({ 'two.xml': strToU8(two), 'readme.txt': strToU8('hello') })),
    file('page.xml.gz', '<!doctype html><html><body>Sign in</body></html>'),
    file('cut.zip', zipSync({ 'three.xml': strToU8(xml('three.example')) }).slice(0, 100)),
  ]);
  expect(summary).toMatchObject({ state: 'done', imported: 2, duplicates: 1, rejected: 1, problem: null });
  expect(summary.newDomains.map((it) => [it.domain, it.reports, it.messages]).sort()).toEqual([
    ['other.example', 1, 16],
    ['shop.example', 1, 16],
  ]);
  const outcomes = Object.fromEntries(summary.files.map((it) => [it.path, it.outcome]));
  expect(outcomes).toMatchObject({
    'one.xml': 'report',
    'two.zip#two.xml': 'report',
    'page.xml.gz': 'not-a-report',
  });
  expect(
    Object.entries(outcomes)
      .filter(([, it]) => it === 'duplicate')
      .map(([path]) => path.split('#')[0]),
  ).toEqual(['again.xml.gz']);
  const shelf = await store.shelf.list();
  expect(shelf.map((it) => it.path).sort()).toEqual(['cut.zip', 'page.xml.gz']);
  expect((await store.shelf.get(shelf.find((it) => it.path === 'cut.zip')!.id))!.bytes).toHaveLength(100);
  const stored = summary.files.find((it) => it.path === 'one.xml')!;
  expect(strFromU8(gunzipSync((await store.reports.raw(stored.reportId!))!.gzip))).toBe(one);
});

test('a reader that throws costs its own file: the import ends, and is never left running', async () => {
  const store = await testStore();
  const ingest = createIngest({
    ...{ store, clock: Date.now, newId: () => `id${ids++}` },
    async *unpack(input, options) {
      if (input.name === 'unpack.xml') throw new RangeError('Invalid array length');
      yield* unpack(input, options);
    },
    async readDocument(document, options) {
      if (document.name === 'read.xml') throw new RangeError('Maximum call stack size exceeded');
      return await readDocument(document, options);
    },
  });
  const summary = await ingest.importFiles(
    ['one', 'unpack', 'two', 'read', 'three'].map((name) => file(`${name}.xml`, xml(`${name}.example`))),
  );
  expect(summary).toMatchObject({ state: 'done', imported: 3, rejected: 2 });
  const rejected = summary.files.filter((it) => it.outcome === 'rejected');
  expect(rejected.map((it) => [it.path, it.refusal?.code]).sort()).toEqual([
    ['read.xml', 'reader-failed'],
    ['unpack.xml', 'reader-failed'],
  ]);
  expect((await store.imports.list()).map((it) => it.state)).toEqual(['done']);
});

test('an import that a bug ends is told as failed, with its words, and is never left running', async () => {
  const store = await testStore();
  const reader = {
    read: async () => {
      throw new TypeError('x is undefined');
    },
  };
  const ingest = createIngest({
    ...{ store, unpack, readDocument, reader, clock: Date.now, newId: () => `id${ids++}` },
  });
  await expect(ingest.importFiles([file('one.xml', xml('one.example'))])).rejects.toThrow('x is undefined');
  expect(await store.imports.list()).toMatchObject([
    { state: 'failed', problem: { code: 'reader-failed', detail: { reason: 'TypeError: x is undefined' } } },
  ]);
});

test('the summary of a store equals the reports it was made from, and undo leaves nothing', async () => {
  const store = await testStore();
  const ingest = ingestOf(store);
  const empty = await contents(store);
  const progress: ImportProgress[] = [];
  const files = Array.from({ length: 60 }, (_, i) =>
    file(
      `${i}.xml`,
      xml(`org${i % 5}.example`, {
        id: `r${i}`,
        begin: 1_772_409_600 + i * 86_400,
        end: 1_772_495_999 + i * 86_400,
      }),
    ),
  );
  const summary = await ingest.importFiles(files, (it) => progress.push(it));
  expect(summary).toMatchObject({ imported: 60, records: 180, messages: 60 * 16 });
  expect(progress.at(-1)).toMatchObject({ state: 'done', files: { done: 60, total: 60 }, records: 180 });
  const days = await store.summaries.days('shop.example');
  expect(days).toHaveLength(60);
  expect(days.every((it) => it.messages === 16 && it.passed === 13)).toBe(true);
  expect(await store.reports.undoImport(summary.importId)).toBe(60);
  expect(await contents(store)).toEqual(empty);
});

test('several reports in one document share its bytes and stand for themselves', async () => {
  const store = await testStore();
  const both = `${xml('one.example')}\n${xml('two.example', { id: 'two' })}`;
  const summary = await ingestOf(store).importFiles([file('both.xml', both)]);
  expect(summary.imported).toBe(2);
  const texts = [];
  for (const it of summary.files) {
    const { gzip, range } = (await store.reports.raw(it.reportId!))!;
    texts.push(strFromU8(gunzipSync(gzip).subarray(...range!)));
  }
  expect(texts.sort().map((it) => /<org_name>(.*?)</.exec(it)![1])).toEqual(['one.example', 'two.example']);
});

test('pause holds the import, resume lets it go on, cancel keeps what was stored and drops the rest', async () => {
  const store = await testStore();
  const ingest = ingestOf(store);
  const files = Array.from({ length: 900 }, (_, i) => file(`${i}.xml`, xml(`org${i}.example`)));
  let paused = false;
  const summary = ingest.importFiles(files, (it) => {
    if (it.state === 'running' && it.files.done > 450 && !paused) {
      paused = true;
      ingest.pause(it.importId);
    }
  });
  while (!paused) await new Promise((go) => setTimeout(go, 5));
  // Files under way are still read and stored; then nothing moves any more.
  let before = -1;
  for (let quiet = 0; quiet < 5; ) {
    await new Promise((go) => setTimeout(go, 200));
    const { reports } = await store.reports.count();
    quiet = reports === before ? quiet + 1 : 0;
    before = reports;
  }
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(900);
  const { importId } = (await store.imports.list())[0]!;
  await ingest.resume(importId);
  await ingest.cancel(importId);
  expect(await summary).toMatchObject({ state: 'cancelled' });
  const after = await contents(store);
  expect(after.count.reports).toBeLessThan(900);
  expect(after.domains[0]?.reports).toBe(after.count.reports);
  expect(await store.reports.undoImport(importId)).toBe(after.count.reports);
});

test('a shelved document is read again and leaves the shelf once it can be read', async () => {
  const store = await testStore();
  const readers = { unpack, readDocument };
  const ingest = createIngest({
    store,
    clock: Date.now,
    newId: () => `id${ids++}`,
    unpack,
    readDocument: (d, o) => readers.readDocument(d, o),
  });
  readers.readDocument = async () => [
    { outcome: 'rejected', member: null, refusal: { code: 'unreadable', detail: {} }, notes: [] },
  ];
  await ingest.importFiles([file('one.xml', xml('one.example')), file('bad.xml', '<feedback>')]);
  readers.readDocument = readDocument;
  const shelf = await store.shelf.list();
  expect(shelf).toHaveLength(2);
  const summary = await ingest.retryShelf(shelf.map((it) => it.id));
  expect(summary.imported).toBe(1);
  expect((await store.shelf.list()).map((it) => it.path)).toEqual(['bad.xml']);
});

test('an import that was cut off goes on from its last checkpoint, without doubles', async () => {
  const name = `cut-${Math.random()}`;
  const first = await testStore({ name, instance: 'aaaaaaaa' });
  const files = Array.from({ length: 800 }, (_, i) => file(`${i}.xml`, xml(`org${i}.example`)));
  // What the page kept while it ran, and its end: the connection closes between two transactions.
  const inputs = files.map((it, i) => ({ key: `${i}:${it.name}`, file: it }));
  await first.imports.start('cut', { files: 800, bytes: 0 });
  await first.imports.keepInputs('cut', inputs);
  let puts = 0;
  const closing: Store = {
    ...first,
    reports: {
      ...first.reports,
      put: (...args) => {
        if (++puts > 1) first.close();
        return first.reports.put(...args);
      },
    },
  };
  const running = ingestOf(closing)
    .importFiles(files, () => {}, 'cut')
    .catch(() => null);
  expect(await running).toBeNull();

  const second = await testStore({ name, instance: 'bbbbbbbb' });
  const stored = (await second.reports.count()).reports;
  expect(stored).toBeGreaterThan(0);
  expect(stored).toBeLessThan(800);
  expect(await second.imports.list()).toMatchObject([{ importId: 'cut', state: 'paused', imported: stored }]);
  expect(await second.imports.inputs('cut')).toHaveLength(800 - stored);
  await ingestOf(second).resume('cut');
  expect(await second.imports.get('cut')).toMatchObject({ state: 'done', imported: 800, duplicates: 0 });
  expect((await second.reports.count()).reports).toBe(800);
  expect(await second.imports.inputs('cut')).toEqual([]);
  second.close();
});

test('files are kept before the first of them is read, and one that ends the page twice is not read again by itself [READ-10]', async () => {
  const name = `killed-${Math.random()}`;
  let now = 0;
  const page = async () => {
    const store = await testStore({ name, instance: `page${now++}`.padEnd(8, 'x') });
    const killer = createIngest({
      store,
      unpack,
      readDocument: () => {
        store.close();
        throw new Error('the page is gone');
      },
      clock: Date.now,
      newId: () => 'killed',
    });
    return { store, killer };
  };
  const first = await page();
  await first.killer.importFiles([file('killer.xml', xml('one.example'))]).catch(() => null);
  let tries = 0;
  const opened = async (ingest: 'killer' | 'healthy', byHand = false) => {
    const { store, killer } = await page();
    const { resume } = ingest === 'killer' ? killer : ingestOf(store);
    const counted = async (importId: string) => {
      tries++;
      await resume(importId).catch(() => null);
    };
    if (byHand) await counted('killed');
    else await resumeCutOff({ store, resume: counted });
    return store;
  };
  await opened('killer');
  expect(tries).toBe(1);
  const third = await opened('healthy');
  expect(tries).toBe(1);
  expect(await unfinishedImports(third)).toMatchObject([
    { importId: 'killed', files: { left: 1, missing: 0 } },
  ]);
  third.close();
  const last = await opened('healthy', true);
  expect(await last.imports.get('killed')).toMatchObject({ state: 'done', imported: 1 });
  last.close();
});

test('a full disk stops the import with the figures and keeps whole reports only', async () => {
  const store = await testStore({ estimate: async () => ({ usage: 900, quota: 1000 }) });
  let puts = 0;
  let room = 1;
  const full: Store = {
    ...store,
    reports: {
      ...store.reports,
      put: (...args) => {
        if (++puts > room) throw new StoreFull(900, 1000);
        return store.reports.put(...args);
      },
    },
  };
  const files = Array.from({ length: 800 }, (_, i) => file(`${i}.xml`, xml(`org${i}.example`)));
  const ingest = ingestOf(full);
  const summary = await ingest.importFiles(files);
  expect(summary.state).toBe('failed');
  expect(summary.problem).toMatchObject({ code: 'store-full', detail: { usage: 900, quota: 1000 } });
  const { count, domains } = await contents(store);
  expect(count.reports).toBe(summary.imported);
  expect(domains[0]!.reports).toBe(summary.imported);
  expect(summary.imported).toBeGreaterThan(0);
  // It is listed as unfinished, and goes on where it stopped once there is room again
  const { importId } = summary;
  const [left] = await unfinishedImports(full, ingest.held);
  const { imported } = summary;
  expect(left).toMatchObject({
    importId,
    problem: { code: 'store-full', detail: { usage: 900, quota: 1000 } },
    files: { total: 800, done: imported, left: 800 - imported, missing: 0 },
  });
  room = Number.POSITIVE_INFINITY;
  await ingest.resume(importId);
  expect(await store.imports.get(importId)).toMatchObject({ state: 'done', imported: 800, duplicates: 0 });
  expect(await unfinishedImports(full, ingest.held)).toEqual([]);
});

test('where a full disk lets not even the state be noted, pages are told, and what is left is listed', async () => {
  const store = await testStore({ estimate: async () => ({ usage: 900, quota: 1000 }) });
  let isFull = false;
  const refused = async () => {
    isFull = true;
    throw new StoreFull(900, 1000);
  };
  const full: Store = {
    ...store,
    reports: { ...store.reports, put: refused },
    imports: { ...store.imports, setState: refused },
  };
  const ingest = ingestOf(full);
  let toldLeft = 0;
  store.subscribe(({ topic }) => {
    if (isFull && topic === 'imports') toldLeft++;
  });
  const { importId, state } = await ingest.importFiles([file('one.xml', xml('one.example'))]);
  expect(state).toBe('failed');
  expect(toldLeft).toBeGreaterThan(0);
  expect(await unfinishedImports(full, ingest.held)).toMatchObject([
    { importId, files: { total: 1, done: 0, left: 1 } },
  ]);
});
