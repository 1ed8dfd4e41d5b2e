/** A store that never comes to an end: ever more pages, or a page as late as it is waited for. */
import { expect, test } from 'vitest';
import { createPeerAnswers } from '../../../../core/engine/exchange/answer-peer.ts';
import { exchangeWith } from '../../../../core/engine/exchange/exchange-with.ts';
import type { PeerRequest } from '../../../../core/engine/exchange/face.ts';
import { MAX_ROUND_QUESTIONS, MAX_ROUND_SECONDS } from '../../../../core/engine/exchange/limits.ts';
import { acceptPeer, previewPeer } from '../../../../core/engine/exchange/preview-peer.ts';
import { roundBudget } from '../../../../core/engine/exchange/round-budget.ts';
import { plainReader } from '../../../support/plain-reader.ts';
import { testStore } from '../../../support/stored-reports.ts';

const NOW = 1_772_500_000_000;
const PEER = 'endlesss';

/** A peer that always has one page more; each answer takes so many seconds. */
function endless(seconds: number) {
  let now = NOW;
  let questions = 0;
  const ask = async (request: PeerRequest) => {
    questions++;
    now += seconds * 1000;
    if (request.type === 'store') return { store: PEER, parked: 0 };
    const next = request.type === 'changes' ? request.since + 1 : 0;
    return { registers: [], decisions: [], next, more: true };
  };
  return { ask, clock: () => now, asked: () => questions };
}

test('[EXCH-9] a round with endless pages ends as a value, and what came until then is kept', async () => {
  const store = await testStore({ instance: 'aaaaaaaa', clock: () => NOW });
  const peer = endless(0);
  const budget = () => roundBudget(peer.clock, { questions: 30 });
  const deps = { store, reader: plainReader };
  expect(await previewPeer(store, peer.ask, budget())).toMatchObject({ store: PEER, more: true });
  await acceptPeer(store, PEER);
  const { outcome } = await exchangeWith({ ...deps, budget: budget() }, peer.ask);
  expect(outcome).toMatchObject({ stopped: 'endless', equal: false });
  expect(await store.peers.marks(PEER)).toMatchObject({ seen: 29 });
  await exchangeWith({ ...deps, budget: budget() }, peer.ask);
  expect(await store.peers.marks(PEER)).toMatchObject({ seen: 58 });
});

test('[EXCH-9] a round whose answers drip ends by its time', async () => {
  const store = await testStore({ instance: 'aaaaaaaa', clock: () => NOW });
  const drips = endless(29);
  expect(await previewPeer(store, drips.ask, roundBudget(drips.clock))).toMatchObject({ more: true });
  const before = drips.asked();
  expect(before).toBeLessThanOrEqual(MAX_ROUND_SECONDS / 29 + 2);
  const { outcome } = await exchangeWith(
    { store, reader: plainReader, budget: roundBudget(drips.clock) },
    drips.ask,
  );
  expect(outcome.stopped).toBe('endless');
  expect(drips.asked() - before).toBeLessThanOrEqual(MAX_ROUND_SECONDS / 29 + 2);
  expect(MAX_ROUND_QUESTIONS).toBeLessThanOrEqual(10_000);
});

test('[EXCH-7] a store that waits for its user is not taken for equal, and gets the same again', async () => {
  const store = await testStore({ instance: 'aaaaaaaa', clock: () => NOW });
  const other = await testStore({ instance: 'bbbbbbbb', clock: () => NOW });
  const answer = createPeerAnswers({ store: other, reader: plainReader, onChanged: () => undefined });
  await store.domains.change(['mine.example'], { listing: 'confirmed' });
  let held = true;
  const ask = async (request: PeerRequest) =>
    held && request.type === 'merge' ? { held: true } : await answer(request);
  const deps = { store, reader: plainReader };
  expect((await exchangeWith(deps, ask)).outcome).toMatchObject({ stopped: 'held', equal: false });
  expect(await other.domains.confirmed()).toEqual([]);
  held = false;
  expect((await exchangeWith(deps, ask)).outcome).toMatchObject({ stopped: null, equal: true });
  expect(await other.domains.confirmed()).toEqual(['mine.example']);
});
