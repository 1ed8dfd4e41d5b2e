import { isAligned } from '../../dmarc/alignment.ts';
import { organizationalDomainsFor } from '../../dmarc/discovery-for-row.ts';
import type { AlignedUnder } from '../../senders/spf-domains.ts';

/**
 * Alignment as the senders stage asks for it: by the report's `discovery_method`, else by the public suffix
 * list.
 *
 * @param walked organizational domains found by tree walks, by name
 */
export function alignmentOfRows(walked?: ReadonlyMap<string, string>): AlignedUnder {
  const byList = organizationalDomainsFor('psl', walked);
  const byWalk = organizationalDomainsFor('treewalk', walked);
  return (headerFrom, envelope, strict, method) =>
    isAligned(headerFrom, envelope, strict ? 's' : 'r', method === 'treewalk' ? byWalk : byList);
}
