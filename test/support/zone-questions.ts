import type { Resolve } from '../../core/model/dns.ts';
import { type Zone, zoneResolver } from './zone-resolver.ts';

/** A resolver over a zone that notes its questions in a list of the test's own. */
export function askZone(zone: Zone, asked: string[] = []): Resolve {
  const { resolve } = zoneResolver(zone);
  return (name, type, purpose) => {
    asked.push(`${name} ${type}`);
    return resolve(name, type, purpose);
  };
}
