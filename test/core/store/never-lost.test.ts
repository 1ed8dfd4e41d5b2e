import Dexie from 'dexie';
import { expect, test, vi } from 'vitest';
import { alertRules, deleteAlertRule, saveAlertRules } from '../../../core/engine/alerts/alerts.ts';
import { createPeerAnswers } from '../../../core/engine/exchange/answer-peer.ts';
import { exchangeWith } from '../../../core/engine/exchange/exchange-with.ts';
import { createIngest } from '../../../core/engine/intake/ingest.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import { StoreDatabase, VERSION_1 } from '../../../core/store/schema.ts';
import { StoreFull } from '../../../core/store/store-full.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { plainReader } from '../../support/plain-reader.ts';
import { newReport, storeReports, testStore } from '../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const START = 1_760_000_000_000;

const documentOf = (n: number, wrapping = 0) => {
  const xml = reportXml(madeReport({ org: `org${n}.example` }));
  return wrapping === 0 ? xml : xml.replace('</feedback>', `<!-- ${wrapping} --></feedback>`);
};

let pages = 0;
let ids = 0;

/** A page with a store open, on its own clock. */
async function page(name: string, clock: () => number) {
  const store = await testStore({ name, instance: `i${pages++}`.padEnd(8, 'x'), clock });
  const reader = plainReader;
  const ingest = createIngest({ store, unpack, readDocument, clock, newId: () => `imp${ids++}` });
  return {
    store,
    deps: { store, reader },
    answer: createPeerAnswers({ store, reader, onChanged: () => undefined }),
    async add(...documents: [n: number, wrapping?: number][]): Promise<string> {
      const files = documents.map(([n, w = 0]) => ({
        name: `${n}-${w}.xml`,
        blob: new Blob([documentOf(n, w)]),
      }));
      return (await ingest.importFiles(files)).importId;
    },
    list: async () => (await store.reports.list({})).map((it) => it.reporter).sort(),
    ids: async () => (await store.reports.list({})).map((it) => it.id),
  };
}
type Opened = Awaited<ReturnType<typeof page>>;

const wire = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));
const exchange = async (a: Opened, b: Opened) =>
  (await exchangeWith(a.deps, async (request) => wire(await b.answer(wire(request))))).outcome;

const fresh = () => `never-lost-${Math.random()}`;

test('an import is undone by a tab whose clock was set back, and the store opens again', async () => {
  let now = START + HOUR;
  const name = fresh();
  const [a, b] = [await page(name, () => now), await page(name, () => now)];
  const imported = await a.add([1], [2]);
  now = START;
  expect(await b.store.reports.undoImport(imported)).toBe(2);
  expect(await a.list()).toEqual([]);
  a.store.close();
  b.store.close();
  const again = await page(name, () => now);
  expect(await again.list()).toEqual([]);
  again.store.close();
});

test('a decision stands above the one it replaces, though a peer an hour ahead wrote that and the page was loaded anew [EXCH-3]', async () => {
  let now = START;
  const name = fresh();
  const ahead = await page(fresh(), () => now + HOUR);
  let here = await page(name, () => now);
  await ahead.store.decisions.set('domain-tags', [{ key: 'x.example', value: ['theirs'] }]);
  await exchange(here, ahead);
  here.store.close();
  now += 60_000;
  here = await page(name, () => now);
  await here.store.decisions.set('domain-tags', [{ key: 'x.example', value: ['mine'] }]);
  await exchange(here, ahead);
  await exchange(ahead, here);
  for (const { store } of [here, ahead]) {
    expect(await store.decisions.get('domain-tags', 'x.example')).toEqual(['mine']);
    store.close();
  }
});

test('what comes from a clock 30 hours ahead waits, is shown, and is taken when its time has come or by a click [EXCH-3]', async () => {
  let now = START;
  let skew = 30 * HOUR;
  const ahead = await page(fresh(), () => now + skew);
  const [here, clicking] = [await page(fresh(), () => now), await page(fresh(), () => now)];
  await ahead.add([1]);
  await ahead.store.decisions.set('domain-tags', [{ key: 'x.example', value: ['ahead'] }]);
  expect(await exchange(here, ahead)).toMatchObject({ stopped: null, equal: false, parked: 2, received: 0 });
  const parked = await here.store.exchange.parked();
  expect(parked.map((it) => it.kind).sort()).toEqual(['domain-tags', 'report']);
  for (const row of parked) {
    const written = (START + 30 * HOUR) / 1000;
    expect(row).toMatchObject({ from: 'exchange', since: START / 1000, written, due: written - 86_400 });
  }
  skew = 0;
  // Asked again before its time, the stores are still not called equal.
  expect(await exchange(here, ahead)).toMatchObject({ equal: false, parked: 2 });
  await exchange(clicking, ahead);
  const [tags] = (await clicking.store.exchange.parked()).filter((it) => it.kind === 'domain-tags');
  expect(await clicking.store.exchange.takeParked([tags!.name])).toMatchObject({ decisions: 1 });
  expect((await clicking.store.exchange.parked()).map((it) => it.kind)).toEqual(['report']);
  await clicking.store.exchange.takeParked('all');
  expect(await exchange(clicking, ahead)).toMatchObject({ equal: true, parked: 0, received: 1 });
  now += 72 * HOUR;
  expect(await exchange(here, ahead)).toMatchObject({ equal: true, parked: 0, received: 1 });
  for (const each of [here, clicking]) {
    expect(await each.list()).toEqual(['org1.example']);
    expect(await each.store.decisions.get('domain-tags', 'x.example')).toEqual(['ahead']);
    each.store.close();
  }
  ahead.store.close();
});

test.each(['deleted', 'undone'])(
  'one report in two wrappings is one, also once it is %s in one store',
  async (how) => {
    let now = START;
    const [a, b] = [await page(fresh(), () => now), await page(fresh(), () => now)];
    const imported = await a.add([1]);
    await b.add([1, 1]);
    for (let i = 0; i < 2; i++) await exchange(a, b);
    now += 1_000;
    if (how === 'deleted') await a.store.reports.trash(await a.ids());
    else await a.store.reports.undoImport(imported);
    for (let i = 0; i < 2; i++) await exchange(a, b);
    expect(await exchange(b, a)).toMatchObject({ equal: true });
    // Undone in one, the import of the other still holds it.
    const should = how === 'deleted' ? [] : ['org1.example'];
    expect([await a.list(), await b.list()]).toEqual([should, should]);
    a.store.close();
    b.store.close();
  },
);

test('deleted, imported in another wrapping and brought back, a report is there once [EXCH-4]', async () => {
  const a = await page(fresh(), () => START);
  await a.add([1]);
  const token = await a.store.reports.trash(await a.ids());
  await a.add([1, 1]);
  await a.store.reports.restore(token);
  expect(await a.list()).toEqual(['org1.example']);
  a.store.close();
});

test('deleted, the import undone, brought back: the last click holds, also after opening again and an exchange [EXCH-4]', async () => {
  let now = START;
  const name = fresh();
  let a = await page(name, () => now);
  const b = await page(fresh(), () => now);
  const imported = await a.add([1], [2]);
  await exchange(a, b);
  now += 1_000;
  const token = await a.store.reports.trash(await a.ids());
  now += 1_000;
  await a.store.reports.undoImport(imported);
  now += 1_000;
  expect(await a.store.reports.restore(token)).toBe(2);
  a.store.close();
  a = await page(name, () => now);
  for (let i = 0; i < 2; i++) await exchange(a, b);
  for (const each of [a, b]) {
    expect(await each.list()).toEqual(['org1.example', 'org2.example']);
    each.store.close();
  }
});

test('what an import still brings after it was undone is not taken', async () => {
  const store = await testStore();
  await storeReports(store, 'one', [{ number: 1 }]);
  await store.reports.undoImport('one');
  const [late] = await store.reports.put('one', [await newReport(store, { number: 2 })]);
  expect(late).toMatchObject({ outcome: 'unwanted' });
  expect((await store.reports.count()).reports).toBe(0);
  store.close();
});

test('a duplicate in another wrapping is one line of the import', async () => {
  const a = await page(fresh(), () => START);
  await a.add([1]);
  const second = await a.add([1, 1]);
  const lines = (await a.store.imports.get(second))?.files.map((it) => it.outcome);
  expect(lines).toEqual(['duplicate']);
  a.store.close();
});

test('a deletion that was cut off is finished when the store is opened again', async () => {
  const name = fresh();
  const store = await testStore({ name });
  const plans = Array.from({ length: 12 }, (_, number) => ({ number }));
  await storeReports(store, 'one', plans);
  const all = (await store.reports.list({})).map((it) => it.id);
  const db = new StoreDatabase(name);
  await db.work.put({ id: '0'.repeat(21), kind: 'delete', at: 0, instance: 'gonegone', ids: all });
  db.close();
  store.close();
  const again = await testStore({ name });
  expect((await again.reports.count()).reports).toBe(0);
  expect(await again.reports.list({})).toEqual([]);
  again.close();
});

test('reports of another kind set neither the first nor the last report of a domain', async () => {
  const store = await testStore();
  const tls = (number: number, day: number) => ({ number: 100 + number, day, domain: 'example.com' });
  await storeReports(store, 'one', [
    { number: 1, day: 20_000 },
    { number: 2, day: 20_005 },
    { number: 3, day: 20_002 },
  ]);
  const later = await newReport(store, tls(1, 20_050));
  const body = {
    kind: 'tls' as const,
    reporter: 'reporter.example',
    reportId: 't',
    begin: 20_050 * 86_400,
    end: 20_050 * 86_400 + 86_399,
    policies: [{ type: 'sts', domain: 'example.com', successful: 1, failed: 0 }],
  };
  await store.reports.put('one', [{ ...later, report: body as never, blocks: [] }]);
  const [aggregate] = (await store.reports.list({ kind: 'aggregate' })).filter(
    (it) => it.begin === 20_005 * 86_400,
  );
  await store.reports.trash([aggregate!.id]);
  expect(await store.summaries.domain('example.com')).toMatchObject({
    reports: 2,
    firstBegin: 20_000 * 86_400,
    lastEnd: 20_002 * 86_400 + 86_399,
  });
  store.close();
});

test('usual alert rules lose against every rule that a person saved or deleted, in whatever order stores meet', async () => {
  let now = START;
  const old = await page(fresh(), () => now);
  const seconds = () => Math.floor(now / 1000);
  const [rule] = await alertRules(old.store, seconds());
  await saveAlertRules(old.store, [{ ...rule!, name: 'mine', threshold: 99 }], seconds());
  await deleteAlertRule(old.store, 'default-dns-changed', seconds());
  now += HOUR;
  const young = await page(fresh(), () => now);
  await young.store.decisions.seed('alert-rule', [
    { key: 'default-dns-changed', value: { ...rule!, id: 'default-dns-changed' } },
  ]);
  await saveAlertRules(young.store, [{ ...rule!, id: 'own', name: 'new' }], seconds());
  for (let i = 0; i < 2; i++) await exchange(young, old);
  for (const { store } of [old, young]) {
    const rules = await alertRules(store, seconds());
    expect(rules.find((it) => it.id === rule!.id)).toMatchObject({ name: 'mine', threshold: 99 });
    expect(rules.map((it) => it.id)).not.toContain('default-dns-changed');
    expect(rules.map((it) => it.id)).toContain('own');
    store.close();
  }
});

test('on a full disk, reading writes nothing that it must, and deleting gives up the reserve', async () => {
  const name = fresh();
  const store = await testStore({ name, reserveBytes: 1024 * 1024 });
  await storeReports(store, 'one', [{ number: 1 }, { number: 2 }]);
  await store.reports.trash([(await store.reports.list({}))[0]!.id]);
  const full = new DOMException('no room', 'QuotaExceededError');
  let reserved = true;
  const refuse = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw full;
  });
  const refuseAdd = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw full;
  });
  expect((await store.summaries.addresses('example.com')).length).toBe(1);
  refuse.mockRestore();
  refuseAdd.mockRestore();
  // Room is there again as soon as the reserve is given up.
  const { put } = IDBObjectStore.prototype;
  const clear = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(function (
    this: IDBObjectStore,
  ) {
    reserved = false;
    return this.delete(IDBKeyRange.lowerBound(0));
  });
  const limited = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<typeof put>
  ) {
    if (reserved) throw full;
    return put.apply(this, args);
  });
  await store.reports.trash((await store.reports.list({})).map((it) => it.id));
  expect(await store.reports.list({})).toEqual([]);
  expect(reserved).toBe(false);
  reserved = true;
  await expect(store.decisions.set('domain-tags', [{ key: 'x.example', value: [] }])).rejects.toThrow(
    StoreFull,
  );
  for (const spy of [clear, limited]) spy.mockRestore();
  store.close();
});

test('a store of the version before opens: its clock is above all stamps, and its registers say what is wanted', async () => {
  const name = fresh();
  const old = new Dexie(name);
  old.version(1).stores(VERSION_1);
  old.version(2).stores({ sums: '++n, domain', snapshots: '++n, [domain+at]', alerts: 'id, at' });
  await old.open();
  const stamp = (hours: number) => `${(START + hours * HOUR).toString(36).padStart(9, '0')}0000aaaaaaaa`;
  const id = (letter: string) => letter.repeat(64);
  await old.table('registers').bulkPut([
    { id: id('a'), holds: { one: { at: stamp(1), undone: null } }, deleted: null, seq: 1 },
    { id: id('b'), holds: { one: { at: stamp(1), undone: null } }, deleted: stamp(2), seq: 2, covered: true },
  ]);
  await old
    .table('decisions')
    .put({ kind: 'domain-tags', key: 'x.example', value: ['old'], stamp: stamp(5), seq: 3 });
  await old.table('meta').bulkPut([
    { key: 'seq', value: 3 },
    { key: 'clock', value: stamp(0) },
  ]);
  old.close();
  const store = await testStore({ name, clock: () => START });
  expect(await store.exchange.wanted(10)).toEqual([id('a')]);
  await store.decisions.set('domain-tags', [{ key: 'x.example', value: ['new'] }]);
  const [row] = await store.decisions.list('domain-tags');
  expect(row!.decision.stamp > stamp(5)).toBe(true);
  store.close();
});
