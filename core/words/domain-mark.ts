import type { DomainRow } from '../engine/domains/face.ts';
import { DOMAIN_MARKS, type Mark, type MarkTone, SENDER_MARKS } from './marks.ts';

type MarkedRow = Pick<DomainRow, 'status' | 'statusReason' | 'inForce' | 'totals' | 'problems'>;

/** Faults that leave what was published out of force. */
const OUT_OF_FORCE = ['drifted', 'record-drifted', 'not-applied', 'duplicate-tag', 'mixed-host'];

/** Reasons without a record of its own that are no fault by themselves. */
const NO_FAULT: readonly DomainRow['statusReason'][] = ['inherits', 'declared-non-sending', 'parent-unknown'];

/**
 * The mark of a domain's status. The outline says how it is pointed, the colour what is at risk: green stands only where
 * receivers are asked to hold failing mail back. What DNS was not asked and did not answer have marks of their own.
 */
export function domainMark(row: MarkedRow): Mark {
  if (row.statusReason === 'not-looked-up') return SENDER_MARKS.unchecked;
  if (row.statusReason === 'no-answer') return SENDER_MARKS.undecided;
  return { ...DOMAIN_MARKS[row.status], tone: toneOf(row) };
}

function toneOf({ status, statusReason, inForce, totals, problems }: MarkedRow): MarkTone {
  if (status === 'blocked-not-in-force') return 'bad';
  if (problems.some(({ code }) => OUT_OF_FORCE.includes(code))) return 'bad';
  if (status === 'none' && !NO_FAULT.includes(statusReason)) return 'bad';
  // No record applies, or receivers pass over the one that stands there.
  if (inForce === null || inForce.current === null) return 'bad';
  if (inForce.current === 'unknown' || statusReason === 'parent-unknown') return 'doubt';
  if (inForce.current !== 'none') return 'good';
  return totals.messages > totals.passed ? 'warn' : 'calm';
}
