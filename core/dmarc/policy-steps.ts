import type { Policy } from '../model/report.ts';

/** Policies from the weakest to the strictest. */
export const POLICY_STEPS: readonly Policy[] = ['none', 'quarantine', 'reject'];

export function weaker(a: Policy, b: Policy): Policy {
  return POLICY_STEPS.indexOf(a) < POLICY_STEPS.indexOf(b) ? a : b;
}

export function stricter(a: Policy, b: Policy): Policy {
  return weaker(a, b) === a ? b : a;
}
