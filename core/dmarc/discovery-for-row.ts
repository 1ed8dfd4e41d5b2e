import { normalName } from '../lib/domain-name.ts';
import type { DiscoveryMethod } from '../model/dmarc.ts';
import { organizationalDomainByList, type PublicSuffixOptions } from './public-suffix.ts';

/**
 * Organizational domains as one report's reporter saw them: by tree walk where the report says so and a
 * walk's result is at hand, else by the public suffix list.
 *
 * @param method `discovery_method` of the report; null for reports of RFC 7489
 * @param walked results of walks by name; only confirmed domains have any, since a walk asks DNS
 */
export function organizationalDomainsFor(
  method: DiscoveryMethod | null,
  walked: ReadonlyMap<string, string> = new Map(),
  options: PublicSuffixOptions = {},
): (name: string) => string {
  const byList = new Map<string, string>();
  return (raw) => {
    const name = normalName(raw);
    const byWalk = method === 'treewalk' ? walked.get(name) : undefined;
    if (byWalk !== undefined) return byWalk;
    let found = byList.get(name);
    if (found === undefined) {
      found = organizationalDomainByList(name, options);
      byList.set(name, found);
    }
    return found;
  };
}
