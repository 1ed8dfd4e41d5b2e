import type { Decision } from '../model/stored.ts';
import { type DecisionKind, isDecisionKind } from './decision-kinds.ts';

export type Ranked = Pick<Decision, 'stamp' | 'value'>;

/**
 * Whether `a` replaces `b`: the later stamp wins. Two stamps are equal only where the program itself wrote the rows
 * (the lowest stamp); then the text of the value decides, so that all stores choose the same one.
 */
export function isNewer(a: Ranked, b: Ranked | undefined): boolean {
  if (b === undefined) return true;
  if (a.stamp !== b.stamp) return a.stamp > b.stamp;
  return canonical(a.value) > canonical(b.value);
}

/** The newest row of each kind and key. */
export function newestOfEach(rows: readonly Decision[]): Decision[] {
  const newest = new Map<string, Decision>();
  for (const row of rows) {
    const name = decisionName(row.kind, row.key);
    if (isNewer(row, newest.get(name))) newest.set(name, row);
  }
  return [...newest.values()];
}

/** One text for a kind and key. */
export function decisionName(kind: string, key: string): string {
  return JSON.stringify([kind, key]);
}

/** Kind of a row whose kind was checked when it was read. */
export function kindOf(row: Decision): DecisionKind {
  if (!isDecisionKind(row.kind)) throw new TypeError(`"${row.kind}" is no kind of decision`);
  return row.kind;
}

/** JSON with the fields of objects in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, it: unknown) =>
    typeof it === 'object' && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it,
  );
}
