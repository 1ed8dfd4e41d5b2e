import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { receiveReports } from '../../../core/engine/exchange/receive.ts';
import { createIngest } from '../../../core/engine/intake/ingest.ts';
import { isPresent, mergeRegisters } from '../../../core/merge/presence.ts';
import type { PresenceRegister } from '../../../core/model/stored.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import type { ExchangePage } from '../../../core/store/exchange-store.ts';
import type { Store } from '../../../core/store/store.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { plainReader } from '../../support/plain-reader.ts';
import { contents, testStore } from '../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 120_000 });

const stamp = fc.nat(50).map((n) => `${`${n}`.padStart(13, '0')}aaaaaaaa`);
const register: fc.Arbitrary<PresenceRegister> = fc.record({
  id: fc.constant('0'.repeat(64)),
  holds: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.record({ at: stamp, undone: fc.option(stamp) }), {
    noNullPrototype: true,
  }),
  deleted: fc.option(stamp),
});

test('registers merge to the same in any order, any number of times', () => {
  fc.assert(
    fc.property(register, register, register, (a, b, c) => {
      const one = mergeRegisters(mergeRegisters(a, b), c);
      expect(mergeRegisters(a, mergeRegisters(c, b))).toEqual(one);
      expect(mergeRegisters(one, b)).toEqual(one);
      expect(isPresent(mergeRegisters(one, one))).toBe(isPresent(one));
    }),
  );
});

test('of each decision the newest stays, in whatever order and how often old ones are merged', async () => {
  const decision = fc.record({
    kind: fc.constant('domain-tags'),
    key: fc.constantFrom('shop.example', 'club.example'),
    stamp,
  });
  // One value a stamp: two clocks never give the same one
  const valued = decision.map((it) => ({ ...it, value: [`at ${it.stamp}`] }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(valued, { maxLength: 4 }), { maxLength: 5 }), async (lots) => {
      const store = await testStore();
      const newest: Record<string, string> = {};
      for (const decisions of lots) {
        await store.exchange.merge({ registers: [], decisions });
        for (const { key, stamp: at } of decisions) if (at > (newest[key] ?? '')) newest[key] = at;
        const kept = await store.decisions.list<string[]>('domain-tags');
        expect(Object.fromEntries(kept.map((it) => [it.key, it.value]))).toEqual(
          Object.fromEntries(Object.entries(newest).map(([key, at]) => [key, [`at ${at}`]])),
        );
      }
      store.close();
    }),
    { numRuns: 40, seed: 3 },
  );
});

/** A store that imports made reports, and the peer's messages as the bridge would carry them. */
async function node(letter: string) {
  const store = await testStore({ instance: letter.repeat(8) });
  let ids = 0;
  const ingest = createIngest({
    store,
    unpack,
    readDocument,
    clock: Date.now,
    newId: () => `${letter}${ids++}`,
  });
  return {
    store,
    seen: 0,
    async add(numbers: number[]): Promise<string> {
      const files = numbers.map((n) => ({
        name: `${n}.xml`,
        blob: new Blob([reportXml(madeReport({ org: `org${n}.example` }))]),
      }));
      return (await ingest.importFiles(files)).importId;
    },
  };
}

type Node = Awaited<ReturnType<typeof node>>;

/** One direction of a round. Messages are cloned, as a port does it. Returns what was moved. */
async function pull(to: Node, from: Node, limit = 12): Promise<number> {
  let moved = 0;
  for (let more = true; more; ) {
    const page: ExchangePage = structuredClone(await from.store.exchange.changes(to.seen, limit));
    const merged = await to.store.exchange.merge(page);
    expect(merged.refused).toBe(0);
    moved += merged.removed + merged.decisions;
    to.seen = page.next;
    more = page.more;
  }
  for (const id of await to.store.exchange.wanted(1_000)) {
    const report = await from.store.exchange.report(id);
    if (report === null) continue;
    const { states } = await receiveReports(to.store, plainReader, [structuredClone(report)]);
    expect(states).toEqual(['stored']);
    moved++;
  }
  return moved;
}

async function untilEqual(a: Node, b: Node): Promise<void> {
  for (let round = 0; round < 6; round++) {
    const moved = (await pull(a, b)) + (await pull(b, a));
    if (moved === 0) return;
  }
  throw new Error('the two stores never came to rest');
}

async function same(a: Store, b: Store): Promise<void> {
  const [mine, theirs] = [await contents(a), await contents(b)];
  // Compressed anew on arrival, a document may have another size.
  expect({ ...mine, count: mine.count.reports }).toEqual({ ...theirs, count: theirs.count.reports });
}

test('two stores changed while apart become equal, and undo takes only what no other import holds', async () => {
  const [a, b] = [await node('a'), await node('b')];
  const first = await a.add([1, 2, 3, 4]);
  await b.add([3, 4, 5]);
  await a.store.domains.change(['shop.example'], { listing: 'confirmed' });
  await b.store.domains.change(['shop.example'], { tags: ['mine'] });
  await untilEqual(a, b);
  await same(a.store, b.store);
  expect((await contents(a.store)).count.reports).toBe(5);
  expect(await b.store.domains.get('shop.example')).toMatchObject({ listing: 'confirmed', tags: ['mine'] });

  // Undone in one: what the other imported itself stays in both.
  expect(await a.store.reports.undoImport(first)).toBe(2);
  await untilEqual(a, b);
  await same(a.store, b.store);
  expect((await contents(b.store)).count.reports).toBe(3);

  // Deleted in one, explicitly imported anew in the other while apart: the import wins.
  const { id } = (await a.store.reports.list({}))[0]!;
  const { fileName } = (await a.store.reports.get(id))!;
  await a.store.reports.trash([id]);
  await new Promise((go) => setTimeout(go, 5));
  await b.add([Number.parseInt(fileName, 10)]);
  await untilEqual(a, b);
  await same(a.store, b.store);
  expect((await contents(a.store)).count.reports).toBe(3);
  // And without that import, the deletion goes over.
  await b.store.reports.trash([id]);
  await untilEqual(a, b);
  await same(a.store, b.store);
  expect((await contents(a.store)).count.reports).toBe(2);
});

test('the newest decision wins in both stores, whoever is asked first [EXCH-1]', async () => {
  const [a, b] = [await node('a'), await node('b')];
  const decision = {
    domain: 'shop.example',
    addresses: ['192.0.2.1'],
    senderKey: 'ip:192.0.2.1',
    senderName: '',
    by: '',
  };
  await a.store.ignored.add({ ...decision, at: 1, note: 'older' });
  await new Promise((go) => setTimeout(go, 5));
  await b.store.ignored.add({ ...decision, at: 2, note: 'newer' });
  await untilEqual(b, a);
  for (const { store } of [a, b]) expect((await store.ignored.list())[0]!.note).toBe('newer');
  await a.store.ignored.remove('shop.example', ['192.0.2.1']);
  await untilEqual(a, b);
  for (const { store } of [a, b]) expect(await store.ignored.list()).toEqual([]);
});

test('keys, settings, the query record, failure reports and the sample never cross [EXCH-2]', async () => {
  const [a, b] = [await node('a'), await node('b')];
  await a.store.settings.save({ userName: 'Secret Name' });
  await a.store.domains.change(['sample.example'], { sample: true, listing: 'confirmed' });
  const failure = `From: a@reporter.example\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nA report.\r\n--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: auth-failure\r\nUser-Agent: test/1\r\nVersion: 1\r\nAuth-Failure: dmarc\r\nReported-Domain: example.com\r\nSource-IP: 192.0.2.9\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: secret@example.com\r\nSubject: Private\r\n\r\n--x--\r\n`;
  const ingest = createIngest({
    store: a.store,
    unpack,
    readDocument,
    clock: Date.now,
    newId: () => 'failing',
  });
  const summary = await ingest.importFiles([{ name: 'f.eml', blob: new Blob([failure]) }]);
  expect(summary.imported).toBe(1);
  const sample = {
    name: 's.xml',
    blob: new Blob([reportXml(madeReport({ org: 's.example', domain: 'sample.example' }))]),
  };
  await ingest.importFiles([sample], () => {}, 'sample-1');
  const page = await a.store.exchange.changes(0);
  expect(page).toMatchObject({ registers: [], decisions: [] });
  await pull(b, a);
  expect((await contents(b.store)).count.reports).toBe(0);
  await a.store.reports.trash([summary.files[0]!.reportId!]);
  expect((await a.store.exchange.changes(0)).registers).toEqual([]);
});

test('forged messages are refused piece by piece and change nothing [EXCH-1]', async () => {
  const { store } = await node('a');
  const id = 'a'.repeat(64);
  const good = `${Date.now().toString(36).padStart(9, '0')}0000bbbbbbbb`;
  const far = `zzzzzzzzz0000bbbbbbbb`;
  const odd = [
    null,
    { id: 'x', holds: {}, deleted: null },
    { id, holds: { 'a b': { at: good, undone: null } }, deleted: null },
    { id, holds: { a: { at: far, undone: null } }, deleted: null },
    {
      id,
      holds: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`i${i}`, { at: good, undone: null }])),
      deleted: null,
    },
    { id, holds: JSON.parse('{"__proto__":{"at":"x"}}'), deleted: null },
  ];
  const decisions = [
    { kind: 'domain-listing', key: 'x.example', value: 'owned', stamp: good },
    { kind: 'domain-listing', key: 'x.example', value: 'confirmed', stamp: far },
    { kind: 'host-key', key: 'x', value: 'y', stamp: good },
    { kind: 'service', key: 'x', value: { text: 'y'.repeat(70_000) }, stamp: good },
  ];
  expect(await store.exchange.merge({ registers: odd, decisions })).toMatchObject({
    removed: 0,
    decisions: 0,
    refused: odd.length + decisions.length - 2,
    parked: 2,
  });
  // The one that is ahead lies beside the one about the same domain that cannot be read.
  expect(await store.exchange.countParked()).toBe(odd.length + decisions.length);
  expect(await store.exchange.merge('x')).toMatchObject({ refused: 1 });
  expect(await store.domains.list()).toEqual([]);
  // A wanted id with another document behind it.
  await store.exchange.merge({
    registers: [{ id, holds: { b0: { at: good, undone: null } }, deleted: null }],
    decisions: [],
  });
  expect(await store.exchange.wanted(5)).toEqual([id]);
  const gzip = (await import('fflate')).gzipSync(
    new TextEncoder().encode(reportXml(madeReport({ org: 'x.example' }))),
  );
  const forged = { id, fileName: 'x', mail: null, gzip };
  expect((await receiveReports(store, plainReader, [forged])).states).toEqual(['refused']);
  expect((await store.reports.count()).reports).toBe(0);
});
