import { inNetwork, parseIp, reverseName } from '../lib/ip.ts';
import { isPublicAddress } from '../lib/is-public-address.ts';
import type { Resolve } from '../model/dns.ts';

/** Reverse names looked at; an address of a mail server has one, a hostile zone may list thousands. */
export const MAX_REVERSE_NAMES = 5;

export type FoundReverseName =
  /** `confirmed`: the name leads back to the address; without that, the address's owner may claim anything. */
  | { kind: 'name'; name: string; confirmed: boolean }
  | { kind: 'none' }
  /** A temporary error, or no resolver; nothing is known. */
  | { kind: 'failed' };

/**
 * The host name of an address by its PTR record, with forward confirmation (RFC 8601 section 3: a name proves
 * nothing until one of its addresses is the one asked about). A confirmed name is preferred; otherwise the first
 * in alphabetical order, unconfirmed. Once `signal` is aborted no further question is asked, and the result is
 * `failed`.
 */
export async function findReverseName(
  address: string,
  resolve: Resolve,
  options: { maxNames?: number; signal?: AbortSignal } = {},
): Promise<FoundReverseName> {
  const ip = parseIp(address);
  // A private or reserved address has no name in the public DNS, and is nobody's business there.
  if (!ip || !isPublicAddress(address)) return { kind: 'none' };
  if (options.signal?.aborted) return { kind: 'failed' };
  const result = await resolve(reverseName(ip), 'PTR', 'reverse-name');
  if (result.kind === 'nodata' || result.kind === 'nxdomain') return { kind: 'none' };
  if (result.kind !== 'answer') return { kind: 'failed' };
  const names = result.records.flatMap((r) => (r.type === 'PTR' && r.data !== '' ? [r.data] : [])).sort();
  let silent = false;
  for (const name of names.slice(0, options.maxNames ?? MAX_REVERSE_NAMES)) {
    if (options.signal?.aborted) return { kind: 'failed' };
    const forward = await resolve(name, ip.family === 4 ? 'A' : 'AAAA', 'reverse-name');
    if (forward.kind !== 'answer') {
      silent ||= forward.kind !== 'nodata' && forward.kind !== 'nxdomain';
      continue;
    }
    const leadsBack = forward.records.some((record) => {
      const found = typeof record.data === 'string' ? parseIp(record.data) : null;
      return found !== null && inNetwork(found, ip, ip.family === 4 ? 32 : 128);
    });
    if (leadsBack) return { kind: 'name', name, confirmed: true };
  }
  // "Not confirmed" is a statement: it takes an answer about each name.
  if (silent) return { kind: 'failed' };
  const [first] = names;
  return first === undefined ? { kind: 'none' } : { kind: 'name', name: first, confirmed: false };
}
