import type { Clock } from '../lib/clock.ts';
import type { DnsFailure, DnsResult, Resolve } from '../model/dns.ts';

/** After so many failures in a row a resolver is left alone. */
export const FAILURES_BEFORE_PAUSE = 4;
export const FIRST_PAUSE_MS = 2_000;
export const LONGEST_PAUSE_MS = 120_000;

/** Failures of the resolver or the way to it; a SERVFAIL for one broken name says nothing about either. */
const RESOLVER_FAULTS = new Set<DnsResult['kind']>(['timeout', 'http-error', 'blocked', 'malformed']);

/**
 * Leaves a failing resolver alone for a while: 2 s after 4 failures in a row, doubling to 2 minutes. During a
 * pause the last failure is given at once, its detail beginning with `pause`. One answer ends it.
 */
export function backedOff(resolve: Resolve, clock: Clock): Resolve {
  let inRow = 0;
  let until = 0;
  let last: DnsFailure | null = null;
  return async (name, type, purpose) => {
    if (last && clock() < until && purpose !== 'resolver-test') {
      return { ...last, detail: `pause; ${last.detail}` };
    }
    const result = await resolve(name, type, purpose);
    if (!RESOLVER_FAULTS.has(result.kind)) {
      inRow = 0;
      until = 0;
      last = null;
      return result;
    }
    inRow++;
    if (inRow >= FAILURES_BEFORE_PAUSE) {
      last = result as DnsFailure;
      const doublings = Math.min(inRow - FAILURES_BEFORE_PAUSE, 10);
      until = clock() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** doublings);
    }
    return result;
  };
}
