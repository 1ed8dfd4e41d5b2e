import { type AnswerDeps, concerned, createPeerAnswers } from './answer-peer.ts';
import { type BackupParts, createBackups } from './backups.ts';
import { exchangeWith } from './exchange-with.ts';
import type { ExchangeRoom } from './face.ts';

/** Keeps this store equal to another of the same user: asks it, and answers it; writes and restores backups. */
export function createExchangeRoom(deps: AnswerDeps & BackupParts): ExchangeRoom {
  const { store } = deps;
  return {
    ...createBackups(deps),
    async run(ask) {
      const { outcome, domains, asksDns } = await exchangeWith(deps, ask);
      if (outcome.received + outcome.removed + outcome.decisions > 0) deps.onChanged(domains, asksDns);
      return outcome;
    },
    answer: createPeerAnswers(deps),
    parkedRows: () => store.exchange.parked(),
    async takeParkedRows() {
      const merged = await store.exchange.takeParked('all');
      const changed = merged.removed + merged.decisions;
      if (changed > 0) deps.onChanged(concerned(merged), merged.asksDns);
      return changed;
    },
  };
}
