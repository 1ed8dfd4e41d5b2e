/**
 * The browser, or the worker of its page alone, is killed in the middle of everything that writes in several steps.
 * Afterwards every figure agrees with the documents, the work is resumed or listed as what it is, and nothing that
 * was stored is gone. `RUALENS_KILLS` says how often, `RUALENS_KILLED` in
 * which operations (`npm run kills`: 60 in all).
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateXml } from '../support/aggregate-xml.ts';
import { endKilledBrowsers, type KilledBrowser, openKilledBrowser } from '../support/killed-browser.ts';
import { KilledPair } from '../support/killed-pair.ts';
import { randomOf } from '../support/random.ts';
import { recountStored } from '../support/recount-stored.ts';
import { buildStorePage, type ServedFolder, serveFolder } from '../support/store-page.ts';
import { storedCount } from '../support/stored-count.ts';

const KILLS = Number(process.env.RUALENS_KILLS ?? 4);
const SEED = Number(process.env.RUALENS_SEED ?? Date.now() % 1_000_000);
/** Reports of the store before each kill: more than what one transaction deletes. */
const OLD = 540;
const NEW = 60;

const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rualens-kill-'));
const random = randomOf(SEED);
const filled = join(root, 'filled');
const old = join(root, 'old');
const backup = join(root, 'all.rualens');
let served: ServedFolder;
let pair: KilledPair | null = null;
/** Kills after which the work was there in part, by operation. */
const inPart = new Map<string, number>();

const files = (begin: string, count: number) =>
  Array.from({ length: count }, (_, i) => join(root, 'files', `${begin}-${i}.xml`));

beforeAll(async () => {
  mkdirSync(join(root, 'files'));
  for (const [begin, count] of [
    ['old', OLD],
    ['new', NEW],
  ] as const) {
    files(begin, count).forEach((path, i) => {
      const rows = [{ ip: '192.0.2.5', count: 1 + (i % 7) }];
      writeFileSync(path, aggregateXml({ id: `${begin}-${i}`, domain: `${i % 3}.shop.example`, rows }));
    });
  }
  await buildStorePage(join(root, 'page'));
  served = await serveFolder(join(root, 'page'));
  const { browser, page } = await open(filled);
  for (const [begin, count] of [['old', OLD] as const, ['new', NEW] as const]) {
    await page.setInputFiles('#files', files(begin, count));
    await page.evaluate(() => window.ask('import'));
  }
  await page.evaluate(() => window.ask('decide', '0.shop.example', 'kept'));
  const bytes = await page.evaluate(async () => {
    const { file } = (await window.ask('export')) as { file: Blob };
    const url = await new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result as string);
      reader.readAsDataURL(file);
    });
    return url.slice(url.indexOf(',') + 1);
  });
  writeFileSync(backup, Buffer.from(bytes, 'base64'));
  await browser.close();
  cpSync(filled, old, { recursive: true });
  const before = await open(old);
  await before.page.evaluate(() => window.ask('downgrade'));
  await before.browser.close();
});

afterAll(async () => {
  endKilledBrowsers();
  await pair?.stop();
  await served?.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

async function open(profile: string): Promise<{ browser: KilledBrowser; page: Page }> {
  const browser = await openKilledBrowser(profile);
  const page = await browser.context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(served.url);
  return { browser, page };
}

/** Opens the store, and compares every figure with every other and with the documents. Returns how many reports there are. */
async function whole(page: Page): Promise<number> {
  const state = (await page.evaluate(() => window.ask('state'))) as Record<string, unknown> & {
    count: { reports: number; records: number };
    scannedMessages: number;
    imports: { state: string; imported: number }[];
  };
  const { reports, records } = state.count;
  expect(state).toMatchObject({ listed: reports, scannedReports: reports, dayReports: reports });
  expect(state).toMatchObject({ scannedRecords: records, dayMessages: state.scannedMessages });
  expect(state).toMatchObject({ addressMessages: state.scannedMessages });
  const figures: [number, number] = [records, state.scannedMessages];
  expect(await page.evaluate(recountStored)).toEqual({
    ...{ reports, broken: [], documents: figures, listed: figures, summed: figures },
  });
  return reports;
}

interface Operation {
  /** Store before it. */
  from: 'filled' | 'old' | 'empty';
  /** Begins it; its answer may never come. */
  begin(page: Page): Promise<unknown>;
  /** When it is killed: once there are so many reports, or after so many milliseconds. */
  until: { reports: number; direction: 'up' | 'down' } | { ms: number };
  /** What must hold of the store once it is open again. Returns whether the work had been cut in the middle. */
  check(page: Page): Promise<boolean>;
}

const ask = (page: Page, method: Parameters<typeof window.ask>[0], ...args: unknown[]) =>
  page.evaluate(([name, given]) => window.ask(name, ...given), [method, args] as const);

function operation(name: string): Operation {
  const all = OLD + NEW;
  switch (name) {
    case 'import':
      return {
        from: 'empty',
        async begin(page) {
          await page.setInputFiles('#files', [...files('old', OLD), ...files('new', NEW)]);
          return ask(page, 'import');
        },
        until: { reports: 1 + random(all - 1), direction: 'up' },
        async check(page) {
          const first = await whole(page);
          // Goes on by itself where its files were kept; the rest is given once more.
          await ask(page, 'start');
          await page.setInputFiles('#files', [...files('old', OLD), ...files('new', NEW)]);
          await ask(page, 'import');
          expect(await whole(page)).toBe(all);
          return first > 0 && first < all;
        },
      };
    case 'delete':
      return {
        from: 'filled',
        begin: (page) => ask(page, 'delete', 'old-'),
        until: { reports: all - 1 - random(OLD - 1), direction: 'down' },
        async check(page) {
          // It had begun: opening the store has finished it.
          expect(await whole(page)).toBe(NEW);
          return true;
        },
      };
    case 'undo':
      return {
        from: 'filled',
        async begin(page) {
          const { imports } = (await ask(page, 'state')) as {
            imports: { importId: string; imported: number }[];
          };
          return ask(page, 'undo', imports.find((it) => it.imported === OLD)!.importId);
        },
        until: { reports: all - 1 - random(OLD - 1), direction: 'down' },
        async check(page) {
          expect(await whole(page)).toBe(NEW);
          return true;
        },
      };
    case 'restore':
      return {
        from: 'empty',
        async begin(page) {
          await page.setInputFiles('#files', backup);
          return ask(page, 'restore');
        },
        until: { reports: 1 + random(all - 1), direction: 'up' },
        async check(page) {
          const first = await whole(page);
          const cutOff = (await ask(page, 'cutOff')) as { done: number; total: number }[];
          expect(cutOff).toHaveLength(first < all ? 1 : cutOff.length);
          for (const each of cutOff) expect(each.done).toBeLessThanOrEqual(first);
          await page.setInputFiles('#files', backup);
          expect(await ask(page, 'restore')).toMatchObject({ reports: all - first, refusal: null });
          expect(await whole(page)).toBe(all);
          expect(await ask(page, 'cutOff')).toEqual([]);
          return first < all;
        },
      };
    default:
      return {
        from: 'old',
        begin: (page) => ask(page, 'open'),
        until: { ms: random(400) },
        async check(page) {
          expect(await whole(page)).toBe(all);
          return true;
        },
      };
  }
}

/** Runs an operation, kills it in the middle, and checks what is left of it. */
async function kill(name: string, workerAlone: boolean): Promise<boolean> {
  const profile = join(root, 'profile');
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const { from, begin, until, check } = operation(name);
  if (from !== 'empty') cpSync(from === 'old' ? old : filled, profile, { recursive: true });
  let { browser, page } = await open(profile);
  // An empty store must be there before it is looked at from beside the program.
  if (from !== 'old') await ask(page, 'open');
  const begun = begin(page).catch(() => null);
  const moment =
    'ms' in until
      ? new Promise((go) => setTimeout(go, until.ms))
      : page.evaluate(storedCount, [until.reports, until.direction] as [number, 'up' | 'down']);
  await moment;
  if (workerAlone) {
    // The lock that tells of its store goes with it.
    await page.evaluate(() => window.endWorker());
  } else {
    await browser.kill();
    await begun;
    ({ browser, page } = await open(profile));
  }
  const cut = await check(page);
  await browser.kill();
  return cut;
}

const ALL = 'import,delete,undo,restore,migration,worker,exchange';
const OPERATIONS = (process.env.RUALENS_KILLED ?? ALL).split(',');
const OF_WORKER = ['import', 'delete', 'undo', 'restore'];

test(`killed ${KILLS} times in the middle, seed ${SEED}`, {
  timeout: KILLS * 180_000,
  retry: 0,
}, async () => {
  for (let round = 0; round < KILLS; round++) {
    const name = OPERATIONS[round % OPERATIONS.length]!;
    const started = Date.now();
    let cut: boolean;
    if (name === 'exchange') {
      pair ??= await KilledPair.start(join(root, 'pair'));
      cut = await pair.killInExchange(random);
    } else if (name === 'worker') {
      cut = await kill(OF_WORKER[Math.floor(round / OPERATIONS.length) % OF_WORKER.length]!, true);
    } else cut = await kill(name, false);
    if (cut) inPart.set(name, (inPart.get(name) ?? 0) + 1);
    console.log(`kill ${round + 1}: ${name}${cut ? ', in the middle' : ''}, ${Date.now() - started} ms`);
  }
  // Not every moment hits the middle, but most must, or this test shows nothing.
  const hits = [...inPart.values()].reduce((sum, it) => sum + it, 0);
  expect(hits).toBeGreaterThan(KILLS / 2);
});
