import type { ExchangeEngine } from '../../model/exchange-engine.ts';
import { type AnswerDeps, createPeerAnswers } from './answer-peer.ts';
import { exchangeWith } from './exchange-with.ts';

/** Keeps this store equal to another of the same user: asks it, and answers it. */
export function createExchangeEngine(deps: AnswerDeps): ExchangeEngine {
  return {
    async exchange(ask) {
      const outcome = await exchangeWith(deps, ask);
      if (outcome.received + outcome.removed + outcome.decisions > 0) deps.onChanged();
      return outcome;
    },
    answerPeer: createPeerAnswers(deps),
  };
}
