import { StoreFull } from '../../store/store-full.ts';
import { type AnswerDeps, concerned, createPeerAnswers } from './answer-peer.ts';
import { type BackupParts, createBackups } from './backups.ts';
import { exchangeWith } from './exchange-with.ts';
import type { ExchangeRoom } from './face.ts';
import { acceptPeer, previewPeer } from './preview-peer.ts';
import { previewPage } from './preview-rows.ts';
import { roundBudget } from './round-budget.ts';

/** Keeps this store equal to another of the same user: asks it, and answers it; writes and restores backups. */
export function createExchange(deps: AnswerDeps & BackupParts): ExchangeRoom {
  const { store } = deps;
  return {
    ...createBackups(deps),
    async run(ask) {
      const budget = roundBudget(deps.clock);
      const { outcome, domains, asksDns } = await exchangeWith({ ...deps, budget, onlyKnown: true }, ask);
      if (outcome.received + outcome.removed + outcome.decisions > 0) deps.onChanged(domains, asksDns);
      return outcome;
    },
    previewPeer: (ask) => previewPeer(store, ask, roundBudget(deps.clock)),
    previewPage: (page) => previewPage(store, page),
    acceptPeer: (peer) => acceptPeer(store, peer),
    answer: createPeerAnswers(deps),
    parkedRows: () => store.exchange.parked(),
    waitingReports: () => store.exchange.countWanted(),
    async takeParkedRows(names) {
      try {
        const merged = await store.exchange.takeParked(names ?? 'all');
        const changed = merged.removed + merged.decisions;
        // A register that comes in may change nothing but what is to be fetched.
        if (changed > 0) deps.onChanged(concerned(merged), merged.asksDns);
        return { changed, refusal: null };
      } catch (error) {
        if (!(error instanceof StoreFull)) throw error;
        return { changed: 0, refusal: error.refusal };
      }
    },
  };
}
