import type { Resolve } from '../model/dns.ts';

/**
 * Whether a name exists in DNS: any record makes it exist, only NXDOMAIN means it does not (RFC 9989
 * appendix A.4). An alias whose target is gone answers NXDOMAIN as well (RFC 6604 section 3), yet the
 * alias itself exists. Null where DNS did not say.
 */
export async function nameExists(name: string, resolve: Resolve): Promise<boolean | null> {
  const result = await resolve(name, 'A', 'dmarc-discovery');
  if (result.kind === 'answer' || result.kind === 'nodata') return true;
  return result.kind === 'nxdomain' ? result.chain.length > 0 : null;
}
