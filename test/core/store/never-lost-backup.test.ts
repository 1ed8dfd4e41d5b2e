import { gunzipSync, gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { exchangeWith } from '../../../core/engine/exchange/exchange-with.ts';
import { openEngine } from '../../../core/engine/open-engine.ts';
import { madeReport, reportXml } from '../../support/messages.ts';

/** What a mailed file, a wrong clock, another tab or an exchange beside an import must not take from anybody. */

vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
const START = 1_760_000_000_000;

let count = 0;
async function newEngine(clock: () => number = Date.now, name = `nlb-${count++}-${Math.random()}`) {
  return openEngine({
    ...{ name, clock, locks: null, channel: null },
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
}
type Opened = Awaited<ReturnType<typeof newEngine>>;

function close(...all: Opened[]): void {
  for (const { engine, store } of all) {
    engine.stop();
    store.close();
  }
}

const xml = (n: number) => reportXml(madeReport({ org: `org${n}.example` }));
const listed = async ({ store }: Opened) => (await store.reports.list({})).map((it) => it.reporter).sort();
const wire = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

/** A gzip whose header carries these bytes as an extra field (RFC 1952 section 2.3.1.1). */
function withExtra(gzip: Uint8Array, extra: Uint8Array): Uint8Array {
  const field = new Uint8Array(4 + extra.length);
  field.set([0x58, 0x58, extra.length & 255, extra.length >> 8]);
  field.set(extra, 4);
  const header = gzip.slice(0, 10);
  header[3]! |= 4;
  return Uint8Array.from([...header, field.length & 255, field.length >> 8, ...field, ...gzip.slice(10)]);
}

test('a mailed gzip that holds the bytes of a whole zip harms no backup [EXCH-6]', async () => {
  const zip = zipSync(
    { 'documents/x.gz': strToU8('trap'), 'end.json': strToU8('{"parts":1}') },
    { level: 0 },
  );
  const traps = [
    withExtra(gzipSync(strToU8(xml(1))), zip),
    // Stored, not deflated: the bytes stand in the file as they are.
    gzipSync(strToU8(xml(2).replace('</feedback>', `<!-- ${'PK.. '.repeat(40)} --></feedback>`)), {
      level: 0,
    }),
    withExtra(gzipSync(strToU8(xml(4)), { level: 0 }), zip.slice(0, 60)),
  ];
  expect(gunzipSync(traps[0]!)).toEqual(strToU8(xml(1)));
  const [old, fresh] = [await newEngine(), await newEngine()];
  const files = [...traps, gzipSync(strToU8(xml(3)))].map((bytes, i) => ({
    name: `${i}.xml.gz`,
    blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  }));
  await old.engine.intake.importFiles(files, () => {});
  const written = await old.engine.exchange.exportAll();
  expect(written).toMatchObject({ ok: true, documents: 4 });
  const restored = await fresh.engine.exchange.importBackup(written.ok ? written.file : new Blob());
  expect(restored).toMatchObject({ reports: 4, damage: [], refusal: null });
  expect(await listed(fresh)).toEqual([1, 2, 3, 4].map((n) => `org${n}.example`));
  close(old, fresh);
});

test('of two tabs with different clocks the later click wins, whichever clock is ahead [EXCH-3]', async () => {
  let now = START;
  for (const [first, second] of [
    [HOUR, 0],
    [0, HOUR],
    [30 * HOUR, -30 * HOUR],
  ] as const) {
    const name = `tabs-${Math.random()}`;
    const [a, b] = [await newEngine(() => now + first, name), await newEngine(() => now + second, name)];
    await a.engine.domains.setTags('shop.example', ['earlier']);
    now += 1_000;
    await b.engine.domains.setTags('shop.example', ['later']);
    const other = await newEngine(() => now + Math.max(first, second));
    await exchangeWith({ store: other.store, reader: other.reader }, async (request) =>
      wire(await a.engine.exchange.answer(wire(request))),
    );
    expect((await other.store.domains.get('shop.example')).tags).toEqual(['later']);
    close(a, b, other);
  }
});

test('what was decided while the clock was ahead is in the own backup: it is counted as waiting elsewhere, and taken here [EXCH-3]', async () => {
  let ahead = 30 * HOUR;
  const old = await newEngine(() => START + ahead);
  await old.engine.domains.setTags('shop.example', ['ahead']);
  ahead = 0;
  const written = await old.engine.exchange.exportAll();
  const file = written.ok ? written.file : new Blob();
  const fresh = await newEngine(() => START);
  expect(await fresh.engine.exchange.importBackup(file)).toMatchObject({
    parked: 1,
    refused: 0,
    decisions: 0,
  });
  expect(await fresh.engine.exchange.parkedRows()).toMatchObject([{ kind: 'domain-tags', from: 'backup' }]);
  expect(await fresh.engine.exchange.takeParkedRows()).toEqual({ changed: 1, refusal: null });
  expect((await fresh.store.domains.get('shop.example')).tags).toEqual(['ahead']);
  // The store that made it has seen such stamps before.
  expect(await old.engine.exchange.importBackup(file)).toMatchObject({ parked: 0, refused: 0 });
  close(old, fresh);
});

test('an import beside an exchange that brings an older deletion stays, however the two interleave [EXCH-4]', async () => {
  for (let delay = 0; delay < 12; delay++) {
    let now = START;
    const [a, b] = [await newEngine(() => now), await newEngine(() => now)];
    const file = { name: '1.xml', blob: new Blob([xml(1)]) };
    for (const each of [a, b]) await each.engine.intake.importFiles([file], () => {});
    const { exchange } = b.store;
    const all = await a.store.reports.list({});
    now += 1_000;
    await a.engine.reports.delete(all.map((it) => it.id));
    const page = wire(await a.store.exchange.changes(0));
    now += 1_000;
    const again = b.engine.intake.importFiles([file], () => {});
    for (let turn = 0; turn < delay * 3; turn++) await Promise.resolve();
    await Promise.all([again, exchange.merge(page)]);
    // Where the deletion came first, the import fetches nothing: it stored the report itself.
    expect(await listed(b), `delay ${delay}`).toEqual(['org1.example']);
    close(a, b);
  }
});

test('an exchange carries many reports a message: 300 take no more than 25 questions', async () => {
  const [a, b] = [await newEngine(), await newEngine()];
  const files = Array.from({ length: 300 }, (_, n) => ({ name: `${n}.xml`, blob: new Blob([xml(n)]) }));
  await a.engine.intake.importFiles(files, () => {});
  await b.engine.exchange.acceptPeer(await a.store.peers.name());
  let questions = 0;
  const outcome = await b.engine.exchange.run(async (request) => {
    questions++;
    return wire(await a.engine.exchange.answer(wire(request)));
  });
  expect(outcome).toMatchObject({ received: 300, equal: true });
  expect(questions).toBeLessThanOrEqual(25);
  close(a, b);
});
