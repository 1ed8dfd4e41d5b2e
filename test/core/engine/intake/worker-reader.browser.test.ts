/** In a real browser: a file on which reading hangs is shelved by its name, the rest is read, and cancelling always works. */
import { expect, test } from 'vitest';
import { createIngest } from '../../../../core/engine/intake/ingest.ts';
import { createWorkerReader } from '../../../../core/engine/intake/worker-reader.ts';
import { readDocument } from '../../../../core/report/read-document.ts';
import { openStore } from '../../../../core/store/open-store.ts';
import { unpack } from '../../../../core/unpack/unpack.ts';
import { aggregateXml } from '../../../support/aggregate-xml.ts';

const HANGS = 'hangs.xml';

async function setUp(silentSeconds: number) {
  const store = await openStore({ name: `reader-${Math.random()}` });
  let workers = 0;
  let ids = 0;
  const reader = createWorkerReader({
    start() {
      workers++;
      return new Worker(new URL('../../../support/hanging-reader.ts', import.meta.url), { type: 'module' });
    },
    without: { read: () => Promise.reject(new Error('there are workers here')) },
    silentSeconds,
  });
  const ingest = createIngest({
    store,
    reader,
    unpack,
    readDocument,
    clock: Date.now,
    newId: () => `id${ids++}`,
  });
  return { store, reader, ingest, workers: () => workers };
}

const file = (name: string, id: string) => ({
  name,
  blob: new Blob([aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 9 }] })]),
});
const good = Array.from({ length: 80 }, (_, i) => file(`${i}.xml`, `org${i}.example`));

test('one file of 81 hangs: 80 are stored, the one is shelved by its name, and the next import is not harmed [READ-10]', async () => {
  const { store, reader, ingest, workers } = await setUp(2);
  const files = [...good.slice(0, 40), file(HANGS, 'hangs.example'), ...good.slice(40)];
  const summary = await ingest.importFiles(files);
  expect(summary).toMatchObject({ state: 'done', imported: 80, rejected: 1 });
  expect(summary.files.filter((it) => it.refusal !== null)).toMatchObject([
    { path: HANGS, outcome: 'rejected', refusal: { code: 'took-too-long', detail: { seconds: 2 } } },
  ]);
  const shelf = await store.shelf.list();
  expect(shelf).toMatchObject([{ path: HANGS, refusal: { code: 'took-too-long' } }]);
  expect((await store.shelf.get(shelf[0]!.id))!.bytes.length).toBe(files[40]!.blob.size);
  expect((await store.imports.list()).map((it) => it.state)).toEqual(['done']);
  const before = workers();
  expect(await ingest.importFiles([file('after.xml', 'after.example')])).toMatchObject({ imported: 1 });
  expect(workers()).toBeLessThanOrEqual(before + 1);
  reader.stop?.();
  store.close();
});

test('an import that hangs is cancelled at once, and the next one runs', async () => {
  const { store, reader, ingest } = await setUp(3_600);
  const running = ingest.importFiles([file(HANGS, 'hangs.example'), ...good], () => {}, 'hung');
  await expect.poll(() => ingest.isLive('hung')).toBe(true);
  await ingest.cancel('hung');
  expect(await running).toMatchObject({ state: 'cancelled' });
  expect(ingest.isLive('hung')).toBe(false);
  expect(await ingest.importFiles(good)).toMatchObject({ state: 'done', rejected: 0 });
  expect((await store.reports.count()).reports).toBe(80);
  reader.stop?.();
  store.close();
});

test('where no worker can be loaded, files are read without one', async () => {
  const { store } = await setUp(2);
  const told: string[] = [];
  const reader = createWorkerReader({
    start: () => new Worker(new URL('/no-such-worker.js', location.href), { type: 'module' }),
    without: {
      async read(input) {
        told.push(input.name);
      },
    },
  });
  await Promise.all(
    good.slice(0, 3).map((it) => reader.read(it, { signal: new AbortController().signal, take() {} })),
  );
  expect(told.sort()).toEqual(['0.xml', '1.xml', '2.xml']);
  store.close();
});
