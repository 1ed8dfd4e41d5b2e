import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createPeerAnswers } from '../../../../core/engine/exchange/answer-peer.ts';
import { exchangeWith, type PeerAsk } from '../../../../core/engine/exchange/exchange-with.ts';
import type { PeerRequest } from '../../../../core/engine/exchange/face.ts';
import { PIECE_BYTES } from '../../../../core/engine/exchange/limits.ts';
import { createIngest } from '../../../../core/engine/intake/ingest.ts';
import { readDocument } from '../../../../core/report/read-document.ts';
import { unpack } from '../../../../core/unpack/unpack.ts';
import { madeReport, reportXml } from '../../../support/messages.ts';
import { plainReader } from '../../../support/plain-reader.ts';
import { contents, testStore } from '../../../support/stored-reports.ts';

vi.setConfig({ testTimeout: 240_000 });

/** A store with its reader. Both sides share one clock, which moves with every deed of the user's. */
async function side(letter: string, clock: () => number) {
  const store = await testStore({ instance: letter.repeat(8), clock });
  let ids = 0;
  const ingest = createIngest({ store, unpack, readDocument, clock, newId: () => `${letter}${ids++}` });
  const deps = { store, reader: plainReader };
  const answer = createPeerAnswers({ ...deps, onChanged: () => undefined });
  return {
    store,
    deps,
    answer,
    async add(numbers: number[], padding = 0): Promise<string> {
      const files = numbers.map((n) => ({ name: `${n}.xml`, blob: new Blob([document(n, padding)]) }));
      return (await ingest.importFiles(files)).importId;
    },
  };
}

type Side = Awaited<ReturnType<typeof side>>;

function document(n: number, padding = 0): string {
  const xml = reportXml(madeReport({ org: `org${n}.example` }));
  if (padding === 0) return xml;
  // noise does not compress, so that the document needs several pieces
  const noise = Array.from({ length: padding / 12 }, () => Math.random().toString(36).slice(2, 14)).join('');
  return xml.replace('</feedback>', `<!--${noise}--></feedback>`);
}

/** Messages as a port carries them: copies of JSON. */
const wire = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

const straight =
  (to: Side): PeerAsk =>
  async (request) =>
    wire(await to.answer(wire(request)));

/** Loses questions and answers, delivers some twice, and some once more long after. */
function lossy(to: Side, dice: () => number): PeerAsk {
  const late: PeerRequest[] = [];
  return async (request) => {
    const roll = dice();
    if (late.length > 0 && dice() < 0.5) {
      const [old] = late.splice(Math.floor(dice() * late.length), 1);
      await to.answer(wire(old));
    }
    if (roll < 0.15) return undefined;
    if (roll < 0.45) late.push(request);
    const answer = wire(await to.answer(wire(request)));
    if (roll > 0.4 && roll < 0.6) await to.answer(wire(request));
    return roll > 0.9 ? undefined : answer;
  };
}

async function equal(a: Side, b: Side): Promise<void> {
  const [mine, theirs] = [await contents(a.store), await contents(b.store)];
  expect({ ...mine, count: mine.count.reports }).toEqual({ ...theirs, count: theirs.count.reports });
  const listed = async (it: Side) =>
    (await it.store.domains.list()).map(({ domain, listing, tags }) => ({ domain, listing, tags }));
  expect(await listed(a)).toEqual(await listed(b));
}

const REPORTS = [1, 2, 3, 4, 5, 6];
const who = fc.constantFrom(0, 1);
const deed = fc.oneof(
  fc.record({
    deed: fc.constant('add' as const),
    who,
    numbers: fc.uniqueArray(fc.constantFrom(...REPORTS), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ deed: fc.constant('undo' as const), who, which: fc.nat(5) }),
  fc.record({ deed: fc.constant('delete' as const), who, which: fc.nat(5) }),
  fc.record({ deed: fc.constant('tag' as const), who, tag: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ deed: fc.constant('exchange' as const) }),
);

test('over a channel that loses, repeats and delays, both stores come to hold what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 3, maxLength: 14 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (deeds, stream) => {
        let time = 1_760_000_000_000;
        const sides = [await side('a', () => time), await side('b', () => time)] as const;
        const dice = () => stream.next().value ?? 0.5;
        /** What the rules say: each import, when it was made, and when a report was last deleted. */
        const imports: { side: number; id: string; numbers: number[]; at: number; undone: boolean }[] = [];
        const deletedAt = new Map<number, number>();
        let tag: string | null = null;
        for (const it of deeds) {
          time += 1_000;
          if (it.deed === 'exchange') await exchangeWith(sides[0].deps, lossy(sides[1], dice));
          else if (it.deed === 'add') {
            const id = await sides[it.who]!.add(it.numbers);
            imports.push({ side: it.who, id, numbers: it.numbers, at: time, undone: false });
          } else if (it.deed === 'undo') {
            const own = imports.filter((one) => one.side === it.who && !one.undone);
            const one = own[it.which % Math.max(1, own.length)];
            if (one) {
              await sides[it.who]!.store.reports.undoImport(one.id);
              one.undone = true;
            }
          } else if (it.deed === 'delete') {
            const { store } = sides[it.who]!;
            const all = await store.reports.list({});
            const victim = all[it.which % Math.max(1, all.length)];
            if (victim) {
              const { fileName } = (await store.reports.get(victim.id))!;
              await store.reports.trash([victim.id]);
              deletedAt.set(Number.parseInt(fileName, 10), time);
            }
          } else {
            tag = it.tag;
            await sides[it.who]!.store.domains.change(['shop.example'], { tags: [it.tag] });
          }
        }
        time += 1_000;
        const [a, b] = sides;
        await exchangeWith(a.deps, straight(b));
        const { outcome: again } = await exchangeWith(a.deps, straight(b));
        expect(again).toMatchObject({ stopped: null, received: 0, given: 0, removed: 0, refused: 0 });
        await equal(a, b);
        const held = REPORTS.filter((n) =>
          imports.some((one) => !one.undone && one.numbers.includes(n) && one.at > (deletedAt.get(n) ?? 0)),
        );
        expect((await contents(a.store)).count.reports).toBe(held.length);
        if (tag !== null) expect((await b.store.domains.get('shop.example'))?.tags).toEqual([tag]);
        a.store.close();
        b.store.close();
      },
    ),
    { numRuns: 25 },
  );
});

test('a report larger than a message goes in pieces, both ways, also where the other side forgets them', async () => {
  const [a, b] = [await side('a', Date.now), await side('b', Date.now)];
  await a.add([1], 4 * PIECE_BYTES);
  await b.add([2], 4 * PIECE_BYTES);
  await b.add([3]);
  // It ends once after two pieces, as a service worker may.
  let answer = b.answer;
  let puts = 0;
  const forgetful: PeerAsk = async (request) => {
    if (request.type === 'put' && ++puts === 3)
      answer = createPeerAnswers({ ...b.deps, onChanged: () => undefined });
    return wire(await answer(wire(request)));
  };
  expect((await exchangeWith(a.deps, forgetful)).outcome).toMatchObject({
    stopped: null,
    received: 2,
    given: 1,
  });
  expect(puts).toBeGreaterThan(5);
  await equal(a, b);
  expect((await contents(b.store)).count.reports).toBe(3);
});

test('a store made anew is filled again, and a side that never answers ends the round', async () => {
  const [a, b] = [await side('a', Date.now), await side('b', Date.now)];
  await a.add([1, 2]);
  expect((await exchangeWith(a.deps, straight(b))).outcome).toMatchObject({ given: 2 });
  const fresh = await side('c', Date.now);
  expect((await exchangeWith(a.deps, straight(fresh))).outcome).toMatchObject({ given: 2, stopped: null });
  await equal(a, fresh);
  expect((await exchangeWith(a.deps, async () => undefined)).outcome).toMatchObject({ stopped: 'silent' });
  expect((await exchangeWith(a.deps, async () => ({ store: 7 }))).outcome).toMatchObject({
    stopped: 'malformed',
  });
});
