import type { Clock } from '../lib/clock.ts';
import type { DnsPurpose, DnsResult, Resolve } from '../model/dns.ts';
import type { DnsCache } from './dns-cache.ts';

/** An answer is never kept longer than this without asking again, whatever its TTL says. Seconds. */
export const MAX_TTL = 86_400;
/** An answer of TTL 0 serves the burst of equal questions that one evaluation causes. Seconds. */
export const MIN_TTL = 5;
/** How old a last known answer may be to be shown when nothing can be asked. Seconds. */
export const MAX_STALE = 30 * 86_400;

export interface CacheLimits {
  maxTtl?: number;
  minTtl?: number;
  maxStale?: number;
}

/** Failures of the way to DNS, not of the name: there the last known answer still says something. */
const UNREACHABLE = new Set<DnsResult['kind']>([
  'offline',
  'no-resolver',
  'blocked',
  'timeout',
  'http-error',
]);

/**
 * Answers from the cache while the TTL lasts (`age` tells since when), asks otherwise, and falls back to the
 * last known answer (`stale`) where DNS cannot be reached (RFC 8767). SERVFAIL and REFUSED are said by DNS
 * about the name, and hide no older answer. A cache that fails is as good as an empty one.
 */
export function cached(
  resolve: Resolve,
  cache: DnsCache,
  clock: Clock,
  freshPurposes: readonly DnsPurpose[] = [],
  limits: CacheLimits = {},
): Resolve {
  const { maxTtl = MAX_TTL, minTtl = MIN_TTL, maxStale = MAX_STALE } = limits;
  return async (name, type, purpose) => {
    const key = `${name} ${type}`;
    const known = await cache.get(key).catch(() => undefined);
    const now = clock();
    const age = known ? Math.max(0, Math.floor((now - known.at) / 1000)) : 0;
    if (known && now < known.expires && now >= known.at && !freshPurposes.includes(purpose)) {
      return { ...known.result, age, ttl: Math.ceil((known.expires - now) / 1000) };
    }
    const result = await resolve(name, type, purpose);
    if (result.kind === 'answer' || result.kind === 'nodata' || result.kind === 'nxdomain') {
      const at = clock();
      const expires = at + Math.min(maxTtl, Math.max(minTtl, result.ttl)) * 1000;
      await cache.put(key, { key, result, at, expires }).catch(() => undefined);
      return result;
    }
    if (known && UNREACHABLE.has(result.kind) && age <= maxStale) {
      return { ...known.result, age, stale: true, ttl: 0 };
    }
    return result;
  };
}
