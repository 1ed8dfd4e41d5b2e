import type { ExchangedReport, ExchangeMerge } from '../../store/exchange-store.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import { Assembler } from './assembler.ts';
import { changesWithin } from './changes-within.ts';
import type { ExchangeOutcome, ExchangeStop, PeerRequest, PutState, ReportPiece } from './face.ts';
import { MAX_MESSAGE_REPORTS, MAX_WANTED, PIECE_BYTES } from './limits.ts';
import { pieceOf } from './pieces-of.ts';
import { READ_ANSWER } from './read-answer.ts';
import { receiveReports } from './receive.ts';
import type { RoundBudget } from './round-budget.ts';

/** How often a question without an answer is asked. */
const TRIES = 3;
/** Wanted reports looked at in one go. */
const WANTED = 1_000;
/** How often a report in pieces is begun anew because the other side forgot its beginning. */
const BEGINNINGS = 3;

export interface ExchangeDeps {
  store: Store;
  /** Reads the documents that come. */
  reader: DocumentReader;
  /** Exchange with a store only that was taken for known: one that answered nonsense to the preview is not. */
  onlyKnown?: boolean;
  /** Without it, as long as it takes. */
  budget?: RoundBudget;
}

export type PeerAsk = (request: PeerRequest) => Promise<unknown>;

class Stopped extends Error {
  readonly stop: ExchangeStop;
  constructor(stop: ExchangeStop) {
    super(stop);
    this.stop = stop;
  }
}

/**
 * The asking side of an exchange: takes the other store's changes and the reports they name, then hands over its
 * own. What was done is noted page by page, so the next round resumes one that broke off. Merging
 * an echo changes nothing, so repeated exchanges converge.
 */
export async function exchangeWith(deps: ExchangeDeps, peerAsk: PeerAsk): Promise<ExchangeRound> {
  const ask: PeerAsk = (request) => {
    if (deps.budget?.takes() === false) throw new Stopped('endless');
    return peerAsk(request);
  };
  const outcome: ExchangeOutcome = {
    stopped: null,
    equal: false,
    received: 0,
    given: 0,
    removed: 0,
    decisions: 0,
    missing: 0,
    refused: 0,
    parked: 0,
  };
  const round: Round = { deps, ask, outcome, domains: new Set(), anyDomain: false, asksDns: false };
  const { exchange } = deps.store;
  try {
    note(round, await exchange.takeParked('due'));
    const peer = (await asked(ask, { type: 'store' }, READ_ANSWER.store)).store;
    if (deps.onlyKnown && !(await deps.store.peers.isKnown(peer))) throw new Stopped('silent');
    await takeChanges(round, peer);
    await takeReports(round);
    await giveChanges(deps, peer, ask, outcome);
    await giveReports(deps, ask, outcome);
    const there = (await asked(ask, { type: 'store' }, READ_ANSWER.store)).parked;
    outcome.parked = (await exchange.countParked()) + (there ?? 0);
    outcome.equal = there === 0 && outcome.parked + outcome.missing + outcome.refused === 0;
  } catch (error) {
    if (error instanceof Stopped) outcome.stopped = error.stop;
    else if (error instanceof StoreFull) outcome.stopped = 'full';
    else throw error;
  }
  const { anyDomain, domains } = round;
  const asksDns = round.asksDns || outcome.received > 0;
  return { outcome, domains: anyDomain ? null : [...domains], asksDns };
}

/** What a round came to, and the domains it concerned here; null: any. */
export interface ExchangeRound {
  outcome: ExchangeOutcome;
  domains: readonly string[] | null;
  /** What came makes new questions to DNS; else judging anew is enough. */
  asksDns: boolean;
}

interface Round {
  deps: ExchangeDeps;
  ask: PeerAsk;
  outcome: ExchangeOutcome;
  domains: Set<string>;
  anyDomain: boolean;
  asksDns: boolean;
}

function note(round: Round, merged: ExchangeMerge): void {
  const { outcome } = round;
  outcome.removed += merged.removed;
  outcome.decisions += merged.decisions;
  outcome.refused += merged.refused;
  for (const domain of merged.domains) round.domains.add(domain);
  round.anyDomain ||= merged.anyDomain;
  round.asksDns ||= merged.asksDns;
}

async function asked<T>(ask: PeerAsk, request: PeerRequest, read: (value: unknown) => T | null): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    const value = await ask(request);
    if (value === undefined) continue;
    const answer = read(value);
    if (answer === null) throw new Stopped('malformed');
    return answer;
  }
  throw new Stopped('silent');
}

async function takeChanges(round: Round, peer: string): Promise<void> {
  const { store } = round.deps;
  for (let more = true; more; ) {
    const marks = await store.peers.marks(peer);
    const page = await asked(round.ask, { type: 'changes', since: marks.seen }, READ_ANSWER.changes);
    if (page.more && page.next <= marks.seen) throw new Stopped('malformed');
    note(round, await store.exchange.merge(page));
    await store.peers.saveMarks(peer, { ...(await store.peers.marks(peer)), seen: page.next });
    more = page.more;
  }
}

async function takeReports(round: Round): Promise<void> {
  const { deps, ask, outcome } = round;
  const tried = new Set<string>();
  for (;;) {
    const limit = Math.min(MAX_WANTED, WANTED + tried.size);
    let ids = (await deps.store.exchange.wanted(limit)).filter((id) => !tried.has(id));
    if (ids.length === 0) return;
    while (ids.length > 0) {
      const some = ids.slice(0, MAX_MESSAGE_REPORTS);
      const { pieces, missing } = await asked(ask, { type: 'reports', ids: some }, READ_ANSWER.reports);
      const came = new Set([...missing, ...pieces.map((it) => it.id)].filter((id) => some.includes(id)));
      if (came.size === 0) throw new Stopped('malformed');
      outcome.missing += missing.length;
      const whole: ExchangedReport[] = [];
      for (const piece of pieces) {
        const report = came.has(piece.id) ? await wholeReport(ask, piece) : null;
        if (report !== null) whole.push(report);
        else outcome.missing++;
      }
      const { states, domains } = await receiveReports(deps.store, deps.reader, whole);
      outcome.received += states.filter((state) => state === 'stored').length;
      outcome.missing += states.filter((state) => state === 'refused').length;
      for (const domain of domains) round.domains.add(domain);
      for (const id of came) tried.add(id);
      ids = ids.filter((id) => !came.has(id));
    }
  }
}

/** Asks for the rest of a report; null where it could not be had. */
async function wholeReport(ask: PeerAsk, first: ReportPiece): Promise<ExchangedReport | null> {
  const assembler = new Assembler();
  let piece = first;
  for (;;) {
    const whole = assembler.add(piece);
    if (typeof whole === 'object') return whole;
    const offset = piece.offset + Math.floor((piece.data.length * 3) / 4) - padding(piece.data);
    if (whole !== 'more' || (piece.data === '' && piece !== first)) return null;
    const next = await asked(ask, { type: 'piece', id: first.id, offset }, READ_ANSWER.reports);
    const [got] = next.pieces;
    if (got?.id !== first.id || got.offset !== offset || got.size !== first.size) return null;
    piece = got;
  }
}

function padding(base64: string): number {
  return base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
}

async function giveChanges(deps: ExchangeDeps, peer: string, ask: PeerAsk, outcome: ExchangeOutcome) {
  const { store } = deps;
  for (let more = true; more; ) {
    const { given } = await store.peers.marks(peer);
    const page = await changesWithin(store, given);
    if (page === null) throw new Stopped('malformed');
    const { registers, decisions } = page;
    if (registers.length + decisions.length > 0) {
      const request: PeerRequest = { type: 'merge', page: { registers, decisions, more: page.more } };
      const answer = await asked(ask, request, READ_ANSWER.merge);
      if (answer.held) throw new Stopped('held');
      if (answer.full) throw new Stopped('full');
      outcome.refused += answer.refused;
    }
    await store.peers.saveMarks(peer, { ...(await store.peers.marks(peer)), given: page.next });
    more = page.more;
  }
}

async function giveReports(deps: ExchangeDeps, ask: PeerAsk, outcome: ExchangeOutcome): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const limit = Math.min(MAX_WANTED, WANTED + tried.size);
    const answer = await asked(ask, { type: 'wanted', limit }, READ_ANSWER.wanted);
    const ids = answer.ids.filter((id) => !tried.has(id));
    if (ids.length === 0) return;
    let batch: ReportPiece[] = [];
    let bytes = 0;
    const flush = async () => {
      if (batch.length > 0) await give(ask, batch, outcome);
      batch = [];
      bytes = 0;
    };
    for (const id of ids) {
      tried.add(id);
      const report = await deps.store.exchange.report(id);
      if (report === null) {
        outcome.missing++;
        continue;
      }
      const size = report.gzip.length;
      if (bytes + size > PIECE_BYTES || batch.length >= MAX_MESSAGE_REPORTS) await flush();
      if (size > PIECE_BYTES) {
        if (await giveLarge(ask, (offset) => pieceOf(report, offset, PIECE_BYTES), size)) outcome.given++;
        continue;
      }
      batch.push(pieceOf(report, 0, size));
      bytes += size;
    }
    await flush();
  }
}

async function give(ask: PeerAsk, pieces: ReportPiece[], outcome: ExchangeOutcome): Promise<PutState[]> {
  const { states, full } = await asked(ask, { type: 'put', pieces }, READ_ANSWER.put);
  if (full) throw new Stopped('full');
  if (states.length !== pieces.length) throw new Stopped('malformed');
  outcome.given += states.filter((it) => it === 'stored').length;
  return states;
}

/** A report in several messages. The other side may end in between and forget what it had: begin anew. */
async function giveLarge(
  ask: PeerAsk,
  piece: (offset: number) => ReportPiece,
  size: number,
): Promise<boolean> {
  for (let beginnings = 0; beginnings < BEGINNINGS; beginnings++) {
    let state: PutState = 'more';
    for (let offset = 0; offset < size && state === 'more'; offset += PIECE_BYTES) {
      const { states, full } = await asked(ask, { type: 'put', pieces: [piece(offset)] }, READ_ANSWER.put);
      if (full) throw new Stopped('full');
      state = states[0] ?? 'refused';
    }
    if (state !== 'lost') return state === 'stored';
  }
  return false;
}
