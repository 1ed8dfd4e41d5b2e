import type { DnsFailure, ExtendedError } from '../model/dns.ts';

/** A fresh failure value. */
export function failure(
  kind: DnsFailure['kind'],
  detail: string,
  error: ExtendedError | null = null,
): DnsFailure {
  return { kind, error, detail, age: 0, stale: false };
}
