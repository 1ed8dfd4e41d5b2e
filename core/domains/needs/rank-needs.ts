import type { Need, NeedUrgency } from '../../model/need.ts';
import { NEED_ORDER } from './domain-needs.ts';

const URGENCY: Readonly<Record<NeedUrgency, number>> = { now: 0, open: 1, later: 2 };
const ORDER = new Map(Object.keys(NEED_ORDER).map((code, at) => [code, at]));

/**
 * Needs by harm: what matters now before what lies open before what can wait; in each those that concern mail first, then
 * the worse kind, then more messages. The same needs in any order give the same list.
 */
export function rankNeeds(needs: readonly Need[]): Need[] {
  return [...needs].sort(
    (a, b) =>
      URGENCY[a.urgency] - URGENCY[b.urgency] ||
      Number(b.messages > 0) - Number(a.messages > 0) ||
      (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0) ||
      b.messages - a.messages ||
      compare(a.domain, b.domain) ||
      compare(a.subject, b.subject),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
