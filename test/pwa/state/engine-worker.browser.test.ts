import Dexie from 'dexie';
import { expect, test, vi } from 'vitest';
import { engineLife } from '../../../pwa/state/engine-life.ts';
import { startEngineWorker } from '../../../pwa/state/engine-worker.ts';
import { failureSentence } from '../../../pwa/state/failure-sentence.ts';
import { aggregateXml } from '../../support/aggregate-xml.ts';

/** The engine in its worker: one that ends is started again; an older one beside a newer version says so. */

// The worker's modules come one by one here.
vi.setConfig({ testTimeout: 90_000 });

const workers: Worker[] = [];
function launch(name: string): Worker {
  const worker = new Worker(new URL('../../../pwa/worker/engine-worker.ts', import.meta.url), {
    type: 'module',
    name,
  });
  workers.push(worker);
  return worker;
}

const report = (id: string) => ({
  name: `${id}.xml`,
  blob: new Blob([aggregateXml({ id, domain: 'shop.example', rows: [{ ip: '192.0.2.5', count: 1 }] })]),
});

test('a worker that ends is started again, says so, hears its listeners on, and lost nothing', async () => {
  let restarts = 0;
  const topics: string[] = [];
  const engine = startEngineWorker({ launch, onRestarted: () => restarts++ });
  await engine.onChange(({ topic }) => void topics.push(topic));
  await engine.intake.importFiles([report('a')], () => undefined);
  const hanging = engine.spf.chain(['shop.example']).then(
    () => 'answered',
    (error: Error) => error.name,
  );
  workers.at(-1)?.terminate();
  await expect.poll(() => restarts, { timeout: 20_000 }).toBe(1);
  expect(['WorkerEnded', 'answered']).toContain(await hanging);
  expect((await engine.reports.list({ kind: 'aggregate' })).map((it) => it.domain)).toEqual(['shop.example']);
  topics.length = 0;
  await engine.intake.importFiles([report('b')], () => undefined);
  await expect.poll(() => topics.includes('imports')).toBe(true);
  expect(engineLife.value).toBe('fine');
});

test('a worker that ends again and again is not started for ever; what is asked then is refused in words', async () => {
  // As the engine's worker tells that it lives, and no more.
  const script = `navigator.locks.request(self.name, () => {
    postMessage({ engine: 'alive' });
    return new Promise(() => undefined);
  });`;
  const url = URL.createObjectURL(new Blob([script]));
  let lives = 0;
  const short = (name: string) => {
    const worker = new Worker(url, { name });
    worker.addEventListener('message', () => {
      lives++;
      setTimeout(() => worker.terminate());
    });
    return worker;
  };
  let restarts = 0;
  const engine = startEngineWorker({ launch: short, onRestarted: () => restarts++ });
  await expect.poll(() => engineLife.value, { timeout: 20_000 }).toBe('ended');
  expect([lives, restarts]).toEqual([4, 3]);
  const error = await engine.settings.get().catch((it: unknown) => it);
  expect(failureSentence(error)).toMatch(/^The part of the app that reads and stores ended/);
  engineLife.value = 'fine';
});

test('beside a newer version, an older tab reads and stores nothing and says why', async () => {
  const engine = startEngineWorker({ launch });
  await engine.settings.get();
  const newer = new Dexie('rualens');
  newer.version(99).stores({ meta: 'key' });
  await newer.open();
  await expect.poll(() => engineLife.value, { timeout: 20_000 }).toBe('outdated');
  const error = await engine.domains.setTags('shop.example', ['x']).catch((it: unknown) => it);
  expect(failureSentence(error)).toMatch(/^A newer version of Rualens is open in another tab/);
  // And an older program that starts beside it does not open what the newer one wrote.
  startEngineWorker({ launch });
  await expect.poll(() => engineLife.value, { timeout: 20_000 }).toBe('too-new');
  for (const worker of workers) worker.terminate();
  newer.close();
  await Dexie.delete('rualens');
});
