import { SUM, SUMS } from '../model/traffic.ts';
import type { MessageTotals } from '../model/views.ts';

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

/** Sums flows, all of them or those of some addresses. */
export function sumFlows(
  flows: { count: number; address: Uint32Array; sums: Float64Array },
  isMember: (address: number) => boolean = () => true,
): Float64Array {
  const total = new Float64Array(SUMS);
  for (let f = 0; f < flows.count; f++) {
    if (!isMember(flows.address[f]!)) continue;
    const at = f * SUMS;
    for (let i = 0; i < SUMS; i++) total[i]! += flows.sums[at + i]!;
  }
  return total;
}

export function noTotals(): MessageTotals {
  return { messages: 0, passed: 0, dkimAligned: 0, spfAligned: 0, none: 0, quarantine: 0, reject: 0 };
}

/** Adds `from` to `to`. */
export function addTotals(to: MessageTotals, from: MessageTotals): void {
  to.messages += from.messages;
  to.passed += from.passed;
  to.dkimAligned += from.dkimAligned;
  to.spfAligned += from.spfAligned;
  to.none += from.none;
  to.quarantine += from.quarantine;
  to.reject += from.reject;
}
