import type { SearchGroup, SearchHit, SearchKind } from '../../model/search.ts';

/** Hits of each kind with their number, the best kept. */
export interface Collector {
  add(hit: SearchHit, rank: number): void;
  /** Not all of a kind was looked through. */
  cut(kind: SearchKind): void;
  group(kind: SearchKind): SearchGroup;
}

interface Kept {
  hit: SearchHit;
  rank: number;
}

/** Kept for sorting before the rest is dropped, as a multiple of what is shown. */
const SLACK = 8;

/** @param most hits kept of each kind: the lowest rank first, then most messages, then by name */
export function createCollector(most: number): Collector {
  const kept = new Map<SearchKind, Kept[]>();
  const totals = new Map<SearchKind, number>();
  const cuts = new Set<SearchKind>();
  const best = (list: Kept[]): Kept[] => list.sort(compare).slice(0, most);
  return {
    add(hit, rank) {
      const { kind } = hit;
      totals.set(kind, (totals.get(kind) ?? 0) + 1);
      const list = kept.get(kind) ?? [];
      list.push({ hit, rank });
      kept.set(kind, list.length > most * SLACK ? best(list) : list);
    },
    cut: (kind) => void cuts.add(kind),
    group: (kind) => ({
      kind,
      hits: best(kept.get(kind) ?? []).map(({ hit }) => hit),
      total: totals.get(kind) ?? 0,
      atLeast: cuts.has(kind),
    }),
  };
}

function compare(a: Kept, b: Kept): number {
  return (
    a.rank - b.rank ||
    (b.hit.messages ?? 0) - (a.hit.messages ?? 0) ||
    (a.hit.text < b.hit.text ? -1 : a.hit.text > b.hit.text ? 1 : 0)
  );
}
