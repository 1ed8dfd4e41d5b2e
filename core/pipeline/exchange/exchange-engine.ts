import type { ExchangeEngine } from '../../model/exchange-engine.ts';
import { type AnswerDeps, concerned, createPeerAnswers } from './answer-peer.ts';
import { exchangeWith } from './exchange-with.ts';

/** Keeps this store equal to another of the same user: asks it, and answers it. */
export function createExchangeEngine(deps: AnswerDeps): ExchangeEngine {
  const { store } = deps;
  return {
    async exchange(ask) {
      const { outcome, domains } = await exchangeWith(deps, ask);
      if (outcome.received + outcome.removed + outcome.decisions > 0) deps.onChanged(domains);
      return outcome;
    },
    parkedRows: () => store.exchange.parked(),
    async takeParkedRows() {
      const merged = await store.exchange.takeParked('all');
      const changed = merged.removed + merged.decisions;
      if (changed > 0) deps.onChanged(concerned(merged));
      return changed;
    },
    answerPeer: createPeerAnswers(deps),
  };
}
