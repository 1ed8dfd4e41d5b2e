import { normalName } from '../lib/domain-name.ts';
import type { HostMatch, Pointing } from '../model/dmarc.ts';
import type { HostSettings } from '../model/host.ts';
import { hostPlace } from './host-place.ts';

/**
 * Whose servers a pointing leads to. NS: ours only where the set equals that of a configured host; some
 * ours and some not, or only some of ours, is `mixed`, a fault, because the servers may answer
 * differently. CNAME: ours only where the target is the very name the host keeps for this domain.
 */
export function matchHost(domain: string, pointing: Pointing, hosts: readonly HostSettings[]): HostMatch {
  const path = pointing.kind === 'ns' || pointing.kind === 'cname' ? pointing.kind : pointing.via;
  if (path === undefined || pointing.targets.length === 0) return { kind: 'not-applicable' };
  const found = new Set(pointing.targets.map(normalName));
  if (path === 'cname') {
    const mine = hosts.find((host) => {
      const place = hostPlace(host, domain);
      return place.by === 'cname' && found.has(place.target);
    });
    return mine === undefined ? { kind: 'foreign', names: [...found] } : { kind: 'ours', hostId: mine.id };
  }
  let known: string[] = [];
  for (const host of hosts) {
    const place = hostPlace(host, domain);
    const servers = new Set(place.by === 'ns' ? place.nameServers : []);
    const shared = [...found].filter((name) => servers.has(name));
    if (shared.length === found.size && shared.length === servers.size)
      return { kind: 'ours', hostId: host.id };
    if (shared.length > known.length) known = shared;
  }
  const names = [...found].sort();
  return { kind: known.length > 0 ? 'mixed' : 'foreign', names };
}

/** Other known domains whose alias leads to the same target: a name shared with them is never written. */
export function domainsSharing(
  domain: string,
  pointing: Pointing,
  others: Iterable<{ domain: string; pointing: Pointing }>,
): string[] {
  const target = aliasTarget(pointing);
  if (target === null) return [];
  const shared = [];
  for (const other of others) {
    if (other.domain !== domain && aliasTarget(other.pointing) === target) shared.push(other.domain);
  }
  return shared.sort();
}

/** The name an alias leads to; null where the pointing is none. */
export function aliasTarget(pointing: Pointing | undefined): string | null {
  if (pointing === undefined) return null;
  if (pointing.kind !== 'cname' && pointing.via !== 'cname') return null;
  return pointing.targets[0] === undefined ? null : normalName(pointing.targets[0]);
}
