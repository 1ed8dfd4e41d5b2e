import { isDnsName } from '../lib/dns-names.ts';
import type { DnsResult, Resolve } from '../model/dns.ts';

/** A label that nobody has reason to use: what answers for it answers for any name. */
const SIBLING_LABEL = '_no-such-name-k7x2q9';

/**
 * Whether the alias of `_dmarc.DOMAIN` is that of every name beside it: a wildcard (RFC 4592), with which nobody
 * pointed DMARC anywhere. Asks for the alias of a sibling name that does not exist.
 *
 * @param target where the alias of `_dmarc.DOMAIN` leads
 * @returns the failed result where DNS did not tell
 */
export async function isWildcardAlias(
  domain: string,
  target: string,
  resolve: Resolve,
): Promise<boolean | DnsResult> {
  const sibling = `${SIBLING_LABEL}.${domain}`;
  if (!isDnsName(sibling)) return false;
  const result = await resolve(sibling, 'TXT', 'pointing');
  if (!('chain' in result)) return result;
  return result.chain.some((link) => link.name === sibling && link.target === target);
}
