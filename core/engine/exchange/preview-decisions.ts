import { isNewer, newestOfEach } from '../../merge/newer-decision.ts';
import type { Decision } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import type { DecisionsPreview } from './face.ts';

/** What of these decisions would be taken here, as they are newer. */
export async function previewDecisions(
  store: Store,
  decisions: readonly Decision[],
): Promise<DecisionsPreview> {
  const here = await store.exchange.decisions();
  // As merging does: of rows that are given several times the newest counts, in whatever order they come.
  const newer = newestOfEach(decisions).filter((it) => isNewer(it, here.get(`${it.kind} ${it.key}`)));
  const counts: Record<string, number> = {};
  for (const it of newer) counts[it.kind] = (counts[it.kind] ?? 0) + 1;
  const valuesOf = (kind: string) => newer.filter((it) => it.kind === kind && it.value !== null);
  const nameOf = (it: Decision) => (it.value as { name?: string }).name || it.key;
  return {
    decisions: counts,
    confirms: valuesOf('domain-listing')
      .filter((it) => it.value === 'confirmed')
      .map((it) => it.key),
    services: valuesOf('service').map(nameOf),
    alertRules: valuesOf('alert-rule').map(nameOf),
  };
}
