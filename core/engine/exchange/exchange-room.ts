import type { Clock } from '../../lib/clock.ts';
import { writeBackup } from '../../store/backup.ts';
import { type AnswerDeps, createPeerAnswers } from './answer-peer.ts';
import { exchangeWith } from './exchange-with.ts';
import type { ExchangeRoom } from './face.ts';

/** Keeps this store equal to another of the same user: asks it, and answers it; writes and restores backups. */
export function createExchangeRoom(
  deps: AnswerDeps & { clock: Clock; importBackup: ExchangeRoom['importBackup'] },
): ExchangeRoom {
  return {
    async run(ask) {
      const outcome = await exchangeWith(deps, ask);
      if (outcome.received + outcome.removed + outcome.decisions > 0) deps.onChanged();
      return outcome;
    },
    answer: createPeerAnswers(deps),
    exportAll: () => writeBackup(deps.store, deps.clock()),
    importBackup: deps.importBackup,
  };
}
