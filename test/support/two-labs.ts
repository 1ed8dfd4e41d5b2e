import { createResolver } from '../../core/dns/resolver.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { DnsResult, Resolve } from '../../core/model/dns.ts';
import type { DnsLab } from './dns-lab.ts';

/** A resolver over one lab that keeps nothing itself; a lab may keep answers for their TTL. */
export function labResolver(lab: DnsLab): Resolve {
  const gateway = createGateway({ fetch, clock: Date.now });
  const cache = { get: async () => undefined, put: async () => {} };
  const resolvers = [{ id: 'own', name: 'lab', url: lab.doh }];
  return createResolver({ gateway, resolvers, clock: Date.now, cache, timeoutMs: 15_000 });
}

/**
 * DNS in which domains live on one server and policy hosts on another, as in the world: questions go to
 * the first lab, and where its answer is a bare referral at a `_dmarc` name (no record, no SOA) they are
 * asked of the second. The labs' resolvers forward and do not follow referrals themselves.
 */
export function followingResolver(parents: DnsLab, hosts: DnsLab): Resolve {
  const [first, second] = [labResolver(parents), labResolver(hosts)];
  return async (name, type, purpose) => {
    const answer = await first(name, type, purpose);
    return isReferral(answer) ? second(name, type, purpose) : answer;
  };
}

function isReferral(answer: DnsResult): boolean {
  return answer.kind === 'nodata' && answer.soaOwner === null && answer.chain.length === 0;
}
