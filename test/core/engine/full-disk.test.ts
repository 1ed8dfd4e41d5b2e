import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StoreFull } from '../../../core/store/store-full.ts';
import { allOperations } from '../../support/engine-operations.ts';
import { livedInEngine } from '../../support/lived-in-engine.ts';

/** Every operation of the engine while each write is refused: what reads works, the rest stops with the figures. */

let all: Awaited<ReturnType<typeof livedInEngine>>;

beforeAll(async () => {
  const estimate = async () => ({ usage: 990, quota: 1_000 });
  all = await livedInEngine({ name: `full-${Math.random()}`, estimate });
}, 60_000);

afterAll(() => {
  for (const { engine, store } of [all.opened, all.peer]) {
    engine.stop();
    store.close();
  }
});

/** Runs work while nothing can be written or deleted. */
async function whileFull<T>(work: () => Promise<T>): Promise<T> {
  const refuse = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  // Deleting needs room as well: a database notes what it takes out.
  const spies = [
    ...(['put', 'add', 'delete'] as const).map((method) =>
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(refuse),
    ),
    ...(['update', 'delete'] as const).map((method) =>
      vi.spyOn(IDBCursor.prototype, method).mockImplementation(refuse),
    ),
  ];
  try {
    return await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const said = async () => JSON.stringify((await all.opened.store.exchange.changes(0, 100_000)).decisions);

test.each(allOperations())('%s', async (_name, { kind, run }) => {
  const before = await said();
  const outcome = await whileFull(() =>
    run(all.opened.engine, all.lived).then(
      () => null,
      (error: unknown) => error,
    ),
  );
  if (outcome !== null && !(outcome instanceof StoreFull)) throw outcome;
  if (outcome !== null) expect([outcome.usage, outcome.quota]).toEqual([990, 1_000]);
  if (kind === 'reads') expect(outcome).toBeNull();
  expect(await said(), 'nothing is decided by halves').toBe(before);
});
