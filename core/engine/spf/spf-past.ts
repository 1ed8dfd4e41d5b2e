import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { formatIp, parseIp } from '../../lib/ip.ts';
import type { Store } from '../../store/store.ts';
import { spfVerdictOn } from '../facts/spf-snapshots.ts';
import { wantedVerdicts } from '../judge/evaluate-spf-domains.ts';
import { loadTraffic } from '../judge/judge-domain.ts';
import type { SpfPastName } from './face.ts';

const DAY = 86_400;

/**
 * What the records of a past day say of an address: the domain's first, then those of the other names that its
 * mail of that day used, header-from or envelope, most mail first.
 */
export async function spfVerdictsOn(
  store: Store,
  domain: string,
  typed: string,
  day: number,
): Promise<SpfPastName[]> {
  const ip = parseIp(typed.trim());
  const address = ip ? formatIp(ip) : typed.trim();
  const begin = day * DAY;
  const traffic = await loadTraffic(store, domain, { begin, end: begin + DAY });
  const wanted = wantedVerdicts(domain, traffic, organizationalDomainByList);
  const named = [...wanted].filter(([, addresses]) => addresses.includes(address)).map(([name]) => name);
  return Promise.all(
    [...new Set([domain, ...named])].map(async (name) => ({
      domain: name,
      past: await spfVerdictOn(store, name, address, day),
    })),
  );
}
