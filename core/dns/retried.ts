import type { DnsResult, Resolve } from '../model/dns.ts';

/** Asks once more where the way there may have been at fault: time-out, HTTP 429 or 5xx, a mangled answer. */
export function retried(resolve: Resolve): Resolve {
  return async (name, type, purpose) => {
    const first = await resolve(name, type, purpose);
    return mayHavePassed(first) ? resolve(name, type, purpose) : first;
  };
}

function mayHavePassed(result: DnsResult): boolean {
  if (result.kind === 'timeout' || result.kind === 'malformed') return true;
  return result.kind === 'http-error' && /^(429|5\d\d)/.test(result.detail);
}
