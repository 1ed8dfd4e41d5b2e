import type { IgnoredDecision } from '../../model/decisions.ts';

/** All ignored senders, running ones first, newest first. */
export function ignoredList(decisions: readonly IgnoredDecision[]): IgnoredDecision[] {
  return [...decisions].sort((a, b) => {
    if ((a.endedAt === null) !== (b.endedAt === null)) return a.endedAt === null ? -1 : 1;
    return b.at - a.at || (a.domain < b.domain ? -1 : 1);
  });
}
