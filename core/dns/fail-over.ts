import type { DnsResult, Resolve } from '../model/dns.ts';
import { failure } from './failure.ts';

/** Extended DNS Errors 6 to 12: DNSSEC says the answer is bogus; another resolver must not overrule that. */
const isBogus = (result: DnsResult): boolean =>
  result.kind === 'servfail' && result.error !== null && result.error.code >= 6 && result.error.code <= 12;

/** What a failure tells, most first: the name's servers, then the resolver, then the way to it. */
const TELLING: readonly DnsResult['kind'][] = ['servfail', 'refused', 'malformed', 'http-error', 'timeout'];

/**
 * Asks the resolvers in order until one answers. Where all fail, the most telling failure is given. A machine
 * that is offline, or the switch *no network*, is not tried again with the next one.
 */
export function failOver(members: readonly Resolve[]): Resolve {
  return async (name, type, purpose) => {
    let best: DnsResult | null = null;
    for (const member of members) {
      const result = await member(name, type, purpose);
      if (isFinal(result)) return result;
      if (best === null || rank(result) < rank(best)) best = result;
    }
    return best ?? failure('no-resolver', 'no resolver chosen');
  };
}

function isFinal(result: DnsResult): boolean {
  return ['answer', 'nodata', 'nxdomain', 'offline', 'not-allowed'].includes(result.kind) || isBogus(result);
}

function rank(result: DnsResult): number {
  const at = TELLING.indexOf(result.kind);
  return at < 0 ? TELLING.length : at;
}
