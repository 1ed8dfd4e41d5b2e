import { normalName } from '../lib/domain-name.ts';
import type { HostPlace, HostSettings } from '../model/host.ts';

/**
 * Where a host keeps the record of a domain: as a zone of its own reached by NS (at Cloudflare only where the
 * account took it as a child zone), or under one name per domain in the user's zone, reached by CNAME. One name serves one domain, so that writing it changes
 * nobody else's policy.
 */
export function hostPlace(settings: HostSettings, domain: string): HostPlace {
  const owner = `_dmarc.${normalName(domain)}`;
  const child = settings.childZones?.[normalName(domain)];
  if (child !== undefined) return { by: 'ns', owner, nameServers: child.map(normalName).sort() };
  if (settings.kind === 'cloudflare' || (settings.kind === 'manual' && settings.nameServers.length === 0)) {
    return { by: 'cname', owner, target: `${normalName(domain)}._dmarc.${normalName(settings.zone)}` };
  }
  return { by: 'ns', owner, nameServers: settings.nameServers.map(normalName).sort() };
}

/** Owner of the TXT record at the host. */
export function placeOwner(place: HostPlace): string {
  return place.by === 'ns' ? place.owner : place.target;
}

/** Whether the user allows this host for the domain. */
export function isInLimits(settings: HostSettings, domain: string): boolean {
  return settings.limitedTo.length === 0 || settings.limitedTo.map(normalName).includes(normalName(domain));
}
