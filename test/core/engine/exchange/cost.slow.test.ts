import { expect, test, vi } from 'vitest';
import { exchangeWith } from '../../../../core/engine/exchange/exchange-with.ts';
import { type OpenEngine, openEngine } from '../../../../core/engine/open-engine.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';

/** Export, restore and exchange touch rows in proportion to the reports: counted, since times say little on a busy machine. */

vi.setConfig({ testTimeout: 300_000 });

const FEW = 150;
const TIMES = 4;
/** In a fuller index looking for what is not there steps over more rows, up to one each. Squared costs would be 16 times. */
const SLACK = 1.5;

const open = () =>
  openEngine({
    ...{ name: `cost-${Math.random()}`, locks: null, channel: null },
    fetch: () => Promise.reject(new Error('no network in this test')),
  });

async function filled(count: number): Promise<OpenEngine> {
  const opened = await open();
  const files = Array.from({ length: count }, (_, n) => ({
    name: `${n}.xml`,
    blob: new Blob([reportXml(madeReport({ org: `org${n}.example` }))]),
  }));
  await opened.engine.intake.importFiles(files, () => undefined);
  return opened;
}

/** Rows that the database read, wrote or stepped over during some work. */
async function rowsTouched(work: () => Promise<unknown>): Promise<number> {
  let rows = 0;
  const spies: { mockRestore(): void }[] = [];
  const counted = <T extends object>(
    prototype: T,
    method: keyof T & string,
    cost?: (n: number) => number,
  ) => {
    const own = prototype[method] as (...args: unknown[]) => IDBRequest | undefined;
    const spy = vi.spyOn(prototype as Record<string, (...args: never[]) => unknown>, method);
    spy.mockImplementation(function (this: unknown, ...args: unknown[]) {
      const request = own.apply(this, args);
      if (cost !== undefined) rows += cost(Number(args[0]));
      request?.addEventListener('success', () => {
        rows += Array.isArray(request.result) ? request.result.length : 1;
      });
      return request;
    } as never);
    spies.push(spy);
  };
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const method of ['get', 'getAll', 'getAllKeys'] as const) counted(prototype, method);
  }
  for (const method of ['put', 'add', 'delete'] as const) counted(IDBObjectStore.prototype, method);
  counted(IDBCursor.prototype, 'continue', () => 1);
  counted(IDBCursor.prototype, 'advance', (n) => n);
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return rows;
}

async function costs(count: number): Promise<Record<'export' | 'restore' | 'exchange', number>> {
  const [old, fresh, peer] = [await filled(count), await open(), await open()];
  let file = new Blob();
  const exported = await rowsTouched(async () => {
    const result = await old.engine.exchange.exportAll();
    if (result.ok) file = result.file;
  });
  const restored = await rowsTouched(() => fresh.engine.exchange.importBackup(file));
  const exchanged = await rowsTouched(() =>
    exchangeWith({ store: peer.store, reader: peer.reader }, (request) =>
      old.engine.exchange.answer(request),
    ),
  );
  for (const { engine, store } of [old, fresh, peer]) {
    expect((await store.reports.count()).reports).toBe(count);
    engine.stop();
    store.close();
  }
  return { export: exported, restore: restored, exchange: exchanged };
}

test('export, restore and exchange of four times the reports touch four times the rows', async () => {
  const [few, many] = [await costs(FEW), await costs(FEW * TIMES)];
  for (const what of ['export', 'restore', 'exchange'] as const) {
    expect(few[what], what).toBeGreaterThan(FEW);
    expect(many[what] / few[what], `${what}: ${few[what]} and ${many[what]} rows`).toBeLessThan(
      TIMES * SLACK,
    );
  }
});
