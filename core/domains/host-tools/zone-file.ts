import type { HostPlace } from '../../model/host.ts';
import { quoteTxt } from './txt-content.ts';

/** Seconds for which servers may keep that a record is missing; RFC 2308 section 5. */
export const NEGATIVE_TTL = 300;

/**
 * The whole zone `_dmarc.DOMAIN` as a master file (RFC 1035 section 5), or the single line for a name in a
 * zone that exists.
 *
 * @param serial whole number that grows with each change
 */
export function zoneFile(place: HostPlace, text: string, ttl: number, serial: number): string {
  if (place.by === 'cname') return `${place.target}. ${ttl} IN TXT ${quoteTxt(text)}\n`;
  const first = place.nameServers[0] ?? 'ns.invalid';
  return [
    `$ORIGIN ${place.owner}.`,
    `$TTL ${ttl}`,
    `@ IN SOA ${first}. hostmaster.${first}. ${serial} 3600 600 1209600 ${NEGATIVE_TTL}`,
    ...place.nameServers.map((server) => `@ IN NS ${server}.`),
    `@ IN TXT ${quoteTxt(text)}`,
    '',
  ].join('\n');
}
