import type { DmarcProblemCode } from '../model/codes.ts';

/** Faults by which receivers pass over a DMARC record, or over a policy in it. */
export const PASSED_OVER: readonly DmarcProblemCode[] = [
  'not-applied',
  'duplicate-tag',
  'p-missing',
  'p-invalid',
  'sp-invalid',
  'np-invalid',
  'leading-space',
];
