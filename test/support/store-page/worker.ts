import Dexie from 'dexie';
import { type OpenEngine, openEngine } from '../../../core/engine/open-engine.ts';
import type { ImportProgress } from '../../../core/model/import.ts';
import { STORE_NAME, VERSION_1 } from '../../../core/store/schema.ts';

export interface Question {
  call: number;
  method: keyof typeof methods;
  args: unknown[];
  files: File[];
}

export type Answer =
  | { call: number; value: unknown }
  | { call: number; error: string }
  | { progress: ImportProgress };

const EVER = { begin: 0, end: 4_000_000_000 };
let opened: Promise<OpenEngine> | null = null;

function open(): Promise<OpenEngine> {
  opened ??= openEngine({ fetch: () => Promise.reject(new TypeError('no network here')) });
  return opened;
}

const methods = {
  /** Opens the store and goes on with what was cut off, as the app does. */
  async start() {
    const { engine } = await open();
    await engine.start();
    return true;
  },
  async open() {
    const start = performance.now();
    await open();
    return performance.now() - start;
  },
  async import(_args: unknown[], files: File[]) {
    const { engine } = await open();
    const inputs = files.map((file) => ({ name: file.name, blob: file }));
    const start = performance.now();
    const summary = await engine.intake.importFiles(inputs, (progress) =>
      postMessage({ progress } satisfies Answer),
    );
    const { imported, duplicates, rejected, records, messages, state } = summary;
    return { ms: performance.now() - start, imported, duplicates, rejected, records, messages, state };
  },
  /** Reports that are stored now. */
  async committed() {
    return (await (await open()).store.reports.count()).reports;
  },
  /** What the store says of itself, each figure from another place, to see whether they agree. */
  async state() {
    const { store } = await open();
    let scanned = 0;
    let messages = 0;
    const ids = new Set<string>();
    const domains = await store.summaries.domains();
    for (const { domain } of domains) {
      for await (const { report, block } of store.reports.scan(domain)) {
        ids.add(report.id);
        scanned += block.count;
        for (let i = 0; i < block.count; i++) messages += block.messages[i]!;
      }
    }
    const days = [...(await store.summaries.allDays()).values()].flat();
    const addresses = await Promise.all(domains.map((it) => store.summaries.addresses(it.domain)));
    const imports = await store.imports.list();
    return {
      count: await store.reports.count(),
      listed: (await store.reports.list({})).length,
      scannedReports: ids.size,
      scannedRecords: scanned,
      scannedMessages: messages,
      dayReports: days.reduce((sum, it) => sum + it.reports, 0),
      dayMessages: days.reduce((sum, it) => sum + it.messages, 0),
      addressMessages: addresses.flat().reduce((sum, it) => sum + it.messages, 0),
      addresses: addresses.reduce((sum, it) => sum + it.length, 0),
      imports: imports.map(({ importId, state, imported, duplicates }) => ({
        importId,
        state,
        imported,
        duplicates,
      })),
    };
  },
  /** Time of the Domains page's question, and of a scan of the largest domain. */
  async views() {
    const { engine, store } = await open();
    const start = performance.now();
    const rows = await engine.domains.list({ begin: 1_735_000_000, end: 1_737_592_000 });
    const listed = performance.now();
    const largest = (await store.summaries.domains()).sort((a, b) => b.records - a.records)[0]!;
    let records = 0;
    const scanning = performance.now();
    for await (const { block } of store.reports.scan(largest.domain)) records += block.sourceIp.length;
    const scanned = performance.now();
    await engine.senders.list(largest.domain, EVER);
    return {
      domains: rows.length,
      domainsMs: listed - start,
      records,
      scanMs: scanned - scanning,
      sendersMs: performance.now() - scanned,
    };
  },
  /** Bytes of the tables, as encoded and as the browser counts them on disk. */
  async sizes() {
    const { store } = await open();
    const estimate = await navigator.storage.estimate();
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('rualens');
      request.onsuccess = () => done(request.result);
    });
    const sum = (table: string, of: (row: Record<string, unknown>) => number) =>
      new Promise<number>((done) => {
        let total = 0;
        const request = database.transaction(table).objectStore(table).openCursor();
        request.onsuccess = () => {
          if (!request.result) return done(total);
          total += of(request.result.value as Record<string, unknown>);
          request.result.continue();
        };
      });
    const bytes = (row: Record<string, unknown>) => (row.bytes as Uint8Array | null)?.length ?? 0;
    const json = (row: Record<string, unknown>) => JSON.stringify(row).length;
    const result = {
      usage: estimate.usage ?? 0,
      blocks: await sum('packBytes', bytes),
      packMeta: await sum('packs', json),
      headers: await sum('reports', json),
      sums: await sum('sums', bytes),
      spans: await sum('spans', json),
      raws: await sum('raws', bytes),
      rawBytes: (await store.reports.count()).rawBytes,
    };
    database.close();
    return result;
  },
  async undo([importId]: unknown[]) {
    return (await open()).engine.intake.undo(importId as string);
  },
  /** Deletes the reports of all files whose name begins so. */
  async delete([begin]: unknown[]) {
    const { engine, store } = await open();
    const all = await store.reports.list({});
    const ids = all.filter((it) => it.fileName.startsWith(begin as string)).map((it) => it.id);
    await engine.reports.delete(ids);
    return ids.length;
  },
  async decide([domain, tag]: unknown[]) {
    await (await open()).engine.domains.setTags(domain as string, [tag as string]);
    return true;
  },
  async export() {
    const start = performance.now();
    const result = await (await open()).engine.exchange.exportAll();
    return { ms: performance.now() - start, file: result.ok ? result.file : null };
  },
  async restore(_args: unknown[], [file]: File[]) {
    const start = performance.now();
    const result = await (await open()).engine.exchange.importBackup(file!);
    return { ...result, ms: performance.now() - start };
  },
  async cutOff() {
    return (await open()).engine.exchange.cutOffRestores();
  },
  /** Makes the store one of the first version, with the same reports. */
  async downgrade() {
    const { engine, store } = await open();
    engine.stop();
    store.close();
    opened = null;
    const now = await new Dexie(STORE_NAME).open();
    const rows = new Map<string, unknown[]>();
    for (const table of Object.keys(VERSION_1)) rows.set(table, await now.table(table).toArray());
    now.close();
    await Dexie.delete(STORE_NAME);
    const old = new Dexie(STORE_NAME);
    old.version(1).stores(VERSION_1);
    await old.open();
    for (const [table, all] of rows) await old.table(table).bulkPut(all);
    old.close();
    return true;
  },
};

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  try {
    const value = await methods[data.method](data.args, data.files);
    postMessage({ call: data.call, value } satisfies Answer);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error);
    postMessage({ call: data.call, error: text } satisfies Answer);
  }
};
