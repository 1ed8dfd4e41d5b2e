import type { Clock } from '../lib/clock.ts';
import type { DnsFailure, DnsResult, Resolve } from '../model/dns.ts';

/** After so many failures in a row, a zone is left alone for a while. */
export const FAILURES_BEFORE_PAUSE = 4;
/** After so many zones failed in a row, it is the resolver. */
export const ZONES_BEFORE_PAUSE = 4;
export const FIRST_PAUSE_MS = 2_000;
export const LONGEST_PAUSE_MS = 120_000;

export interface BackOffLimits {
  failures?: number;
  zones?: number;
  firstPauseMs?: number;
  longestPauseMs?: number;
}

/**
 * Leaves a failing resolver alone: 2 s after 4 failures in a row, doubling to 2 minutes. During a pause the last
 * failure is given at once, its detail beginning with `pause`. One answer ends it. A name whose servers are silent
 * makes a good resolver fail as well, so until 4 zones (last two labels) have failed only those are held back.
 */
export function backedOff(resolve: Resolve, clock: Clock, limits: BackOffLimits = {}): Resolve {
  const {
    failures = FAILURES_BEFORE_PAUSE,
    zones: zonesBefore = ZONES_BEFORE_PAUSE,
    firstPauseMs = FIRST_PAUSE_MS,
    longestPauseMs = LONGEST_PAUSE_MS,
  } = limits;
  const zones = new Set<string>();
  let inRow = 0;
  let until = 0;
  let last: DnsFailure | null = null;
  return async (name, type, purpose) => {
    const zone = name.split('.').slice(-2).join('.');
    const held = zones.size >= zonesBefore || zones.has(zone);
    if (last && held && clock() < until && purpose !== 'resolver-test') {
      return { ...last, detail: `pause; ${last.detail}` };
    }
    const result = await resolve(name, type, purpose);
    if (!isResolverFault(result)) {
      zones.clear();
      inRow = 0;
      until = 0;
      last = null;
      return result;
    }
    zones.add(zone);
    inRow++;
    if (inRow >= failures) {
      last = result;
      const doublings = Math.min(inRow - failures, 10);
      until = clock() + Math.min(longestPauseMs, firstPauseMs * 2 ** doublings);
    }
    return result;
  };
}

/** No answer, or a mangled one: SERVFAIL, REFUSED and HTTP 4xx are answers, about one name. */
function isResolverFault(result: DnsResult): result is DnsFailure {
  switch (result.kind) {
    case 'timeout':
    case 'blocked':
    case 'malformed':
      return true;
    case 'http-error':
      return /^(429|5\d\d)/.test(result.detail);
    default:
      return false;
  }
}
