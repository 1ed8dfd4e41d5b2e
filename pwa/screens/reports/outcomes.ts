import type { MessageTotals } from '../../../core/model/totals.ts';

/** Messages of a day by what came of them; the four add up to all. */
export interface Outcomes {
  passed: number;
  /** DMARC fails, and nothing says that the receiver held it back. */
  letThrough: number;
  quarantine: number;
  reject: number;
}

/** Splits totals by outcome. Held-back mail counts as failing: receivers hold nothing back that passes. */
export function outcomesOfDay(totals: MessageTotals): Outcomes {
  const { messages, passed } = totals;
  const failed = Math.max(0, messages - passed);
  const reject = Math.min(failed, totals.reject);
  const quarantine = Math.min(failed - reject, totals.quarantine);
  return { passed, letThrough: failed - reject - quarantine, quarantine, reject };
}
