import type { Gateway, GatewayFailure, GatewayResponse } from '../lib/gateway.ts';
import type { DnsFailure, DnsResult, Resolve } from '../model/dns.ts';
import { failure } from './failure.ts';
import { decodeAnswer, encodeQuery, MAX_MESSAGE_BYTES, type WireLimits } from './wire.ts';

export interface DohClientOptions {
  gateway: Gateway;
  timeoutMs?: number;
  limits?: WireLimits;
}

export const DOH_TIMEOUT_MS = 5_000;

/**
 * DNS over HTTPS, RFC 8484, by GET: a GET with this Accept header needs no CORS preflight, which no DoH
 * server in use answers. The id is 0 (section 4.1), and the answer's age in HTTP caches is taken off its
 * TTLs (section 5.1).
 * `url` is the resolver's address, with or without a `{?dns}` template; other query parameters are kept.
 */
export function createDohClient(url: string, options: DohClientOptions): Resolve {
  const base = url.replace(/\{\?dns\}$/, '');
  return async (name, type, purpose) => {
    const query = encodeQuery(name, type);
    if (query === null) return failure('malformed', 'not a DNS name');
    const address = `${base}${base.includes('?') ? '&' : '?'}dns=${base64Url(query)}`;
    const result = await options.gateway.request(
      address,
      {
        headers: { accept: 'application/dns-message' },
        timeoutMs: options.timeoutMs ?? DOH_TIMEOUT_MS,
        maxBytes: MAX_MESSAGE_BYTES,
      },
      { purpose, name, type },
    );
    if (result.kind !== 'response') return transportFailure(result);
    if (result.status !== 200) return failure('http-error', String(result.status));
    const contentType = (result.header('content-type') ?? '').toLowerCase();
    if (!contentType.startsWith('application/dns-message')) {
      return failure('malformed', `content type ${contentType.slice(0, 60) || 'absent'}`);
    }
    return withoutAge(decodeAnswer(result.body, name, type, options.limits), ageOf(result));
  };
}

/** What a failure of the gateway means to a question. */
export function transportFailure(result: GatewayFailure): DnsFailure {
  switch (result.kind) {
    case 'no-network':
      return failure('offline', 'no-network');
    case 'offline':
      return failure('offline', 'offline');
    case 'timeout':
      return failure('timeout', result.detail);
    case 'redirected':
      return failure('http-error', `redirected to ${result.detail.slice(0, 200)}`);
    case 'too-large':
      return failure('malformed', 'larger than a DNS message can be');
    case 'bad-url':
      return failure('no-resolver', 'not a URL');
    case 'blocked':
      return failure('blocked', result.detail);
  }
}

/** The Age header in seconds; 0 where absent, hidden or nonsense. */
export function ageOf(response: GatewayResponse): number {
  const age = Number(response.header('age') ?? '0');
  return Number.isInteger(age) && age > 0 ? age : 0;
}

/** Takes the seconds an answer spent in HTTP caches off its TTL. */
export function withoutAge(result: DnsResult, age: number): DnsResult {
  return 'ttl' in result ? { ...result, ttl: Math.max(0, result.ttl - age) } : result;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
