import type { Clock } from '../../lib/clock.ts';
import { SEARCH_KINDS } from '../../model/search.ts';
import type { Store } from '../../store/store.ts';
import { createCollector } from './collector.ts';
import type { SearchRoom } from './face.ts';
import { findInDomains } from './find-in-domains.ts';
import { findInReports } from './find-in-reports.ts';
import { findInSaid } from './find-in-said.ts';
import { findSelectors } from './find-selectors.ts';
import { wantedText } from './wanted-text.ts';

/** Milliseconds that one search may look through the store; what it did not come to is said to be left out. */
export const SEARCH_MS = 1_500;
/** Hits of each kind that may be asked for. */
export const MAX_HITS = 200;

export function createSearchRoom({ store, clock }: { store: Store; clock: Clock }): SearchRoom {
  return {
    async find(typed, asked) {
      const wanted = wantedText(typed);
      if (wanted === null) return [];
      const found = createCollector(Math.max(1, Math.min(MAX_HITS, asked)));
      const end = clock() + SEARCH_MS;
      const search = { store, wanted, found, isOver: () => clock() >= end };
      // What is quick first, so that the slow has what time is left.
      await findInSaid(search);
      await findSelectors(search);
      await findInDomains(search);
      await findInReports(search);
      return SEARCH_KINDS.map((kind) => found.group(kind)).filter(
        ({ total, atLeast }) => total > 0 || atLeast,
      );
    },
  };
}
