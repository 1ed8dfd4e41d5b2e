import type { MessageTotals } from '../../model/totals.ts';
import { SUM } from '../../model/traffic.ts';

/** Message totals out of sums in the order of SUM, from place `at`. */
export function totalsAt(sums: ArrayLike<number>, at = 0): MessageTotals {
  return {
    messages: sums[at + SUM.messages]!,
    passed: sums[at + SUM.passed]!,
    dkimAligned: sums[at + SUM.dkimAligned]!,
    spfAligned: sums[at + SUM.spfAligned]!,
    none: sums[at + SUM.none]!,
    quarantine: sums[at + SUM.quarantine]!,
    reject: sums[at + SUM.reject]!,
  };
}

export function noTotals(): MessageTotals {
  return { messages: 0, passed: 0, dkimAligned: 0, spfAligned: 0, none: 0, quarantine: 0, reject: 0 };
}
