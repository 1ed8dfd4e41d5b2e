import type { ExchangedReport, ExchangeMerge } from '../../store/exchange-store.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import { Assembler } from './assembler.ts';
import { changesWithin } from './changes-within.ts';
import type { PeerRequest, PutState, ReportPiece } from './face.ts';
import { PIECE_BYTES } from './limits.ts';
import { pieceOf } from './pieces-of.ts';
import { readRequest } from './read-request.ts';
import { receiveReports } from './receive.ts';

export interface AnswerDeps {
  store: Store;
  /** Reads the documents that come. */
  reader: DocumentReader;
  /**
   * Reports or decisions of these domains came in or went, of any domain where null: judge them anew, and ask DNS
   * where what came makes new questions.
   */
  onChanged(domains: readonly string[] | null, asksDns: boolean): void;
}

/** The answering side of an exchange. Every question can be asked again, and in any order. */
export function createPeerAnswers(deps: AnswerDeps): (request: unknown) => Promise<unknown> {
  const { store } = deps;
  const assembler = new Assembler();
  // A large document is asked for piece by piece: read it once.
  let last: ExchangedReport | null = null;
  const load = async (id: string) => {
    if (last?.id !== id) last = await store.exchange.report(id);
    return last;
  };

  async function reports(ids: readonly string[]): Promise<{ pieces: ReportPiece[]; missing: string[] }> {
    const pieces: ReportPiece[] = [];
    const missing: string[] = [];
    let room = PIECE_BYTES;
    for (const id of ids) {
      if (room <= 0) break;
      const report = await load(id);
      if (report === null) {
        missing.push(id);
        continue;
      }
      // a large one comes alone, its first piece here and the others when asked for
      if (pieces.length > 0 && report.gzip.length > room) break;
      pieces.push(pieceOf(report, 0, room));
      room -= report.gzip.length;
    }
    return { pieces, missing };
  }

  async function put(pieces: readonly ReportPiece[]): Promise<PutState[]> {
    const parts = pieces.map((piece) => assembler.add(piece));
    const whole = parts.filter((part) => typeof part !== 'string');
    const { states, domains } = await receiveReports(store, deps.reader, whole);
    if (domains.size > 0) deps.onChanged([...domains], true);
    let next = 0;
    return parts.map((part) => (typeof part === 'string' ? part : (states[next++] ?? 'refused')));
  }

  async function answer(request: PeerRequest): Promise<unknown> {
    switch (request.type) {
      case 'store':
        return { store: await store.peers.name(), parked: await store.exchange.countParked() };
      case 'changes':
        return await changesWithin(store, request.since);
      case 'merge': {
        const merged = await store.exchange.merge(request.page);
        if (merged.removed + merged.decisions > 0) deps.onChanged(concerned(merged), merged.asksDns);
        return { refused: merged.refused, parked: merged.parked, full: false };
      }
      case 'wanted':
        return { ids: await store.exchange.wanted(request.limit) };
      case 'reports':
        return await reports(request.ids);
      case 'piece': {
        const report = await load(request.id);
        return report === null
          ? { pieces: [], missing: [request.id] }
          : { pieces: [pieceOf(report, request.offset, PIECE_BYTES)], missing: [] };
      }
      case 'put':
        return { states: await put(request.pieces), full: false };
    }
  }

  return async (value) => {
    const request = readRequest(value);
    if (request === null) return null;
    try {
      return await answer(request);
    } catch (error) {
      if (!(error instanceof StoreFull)) throw error;
      return { refused: 0, parked: 0, states: [], full: true };
    }
  };
}

/** Domains that a merged page concerned; null: any. */
export function concerned(merged: ExchangeMerge): readonly string[] | null {
  return merged.anyDomain ? null : [...merged.domains];
}
