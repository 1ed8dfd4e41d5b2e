import type { Service } from '../model/sender.ts';
import { RangeIndex } from './range-index.ts';

/** Ids of services that the user entered begin so; those of the sample company do not. */
export const OWN_SERVICE_PREFIX = 'own-';

/** Services by the domains they claim. */
export interface Catalogue {
  services: Service[];
  byId: Map<string, Service>;
  /** Reverse-name suffix, SPF name, DKIM domain and envelope domain to service. */
  ptr: Map<string, Service>;
  spf: Map<string, Service>;
  dkim: Map<string, Service>;
  envelope: Map<string, Service>;
  /** Ranges of the user's own services. */
  ranges: RangeIndex;
  /** Ids of services that the user added. */
  own: ReadonlySet<string>;
}

/** Indexes services; where two claim the same domain the later one wins, so the user's `own` come last. */
export function catalogueOf(known: Service[], own: Service[] = []): Catalogue {
  const services = [...known, ...own];
  const catalogue: Catalogue = {
    services,
    byId: new Map(),
    ptr: new Map(),
    spf: new Map(),
    dkim: new Map(),
    envelope: new Map(),
    ranges: new RangeIndex(own),
    own: new Set(own.map((service) => service.id).filter((id) => id.startsWith(OWN_SERVICE_PREFIX))),
  };
  for (const service of services) {
    catalogue.byId.set(service.id, service);
    for (const field of ['ptr', 'spf', 'dkim', 'envelope'] as const) {
      for (const domain of service[field]) catalogue[field].set(domain, service);
    }
  }
  return catalogue;
}

/** The entry whose domain is the longest suffix of `name`, on label boundaries. */
function longestSuffix(index: Map<string, Service>, name: string): Service | null {
  let rest = name.toLowerCase().replace(/\.$/, '');
  while (rest !== '') {
    const found = index.get(rest);
    if (found) return found;
    const dot = rest.indexOf('.');
    if (dot < 0) return null;
    rest = rest.slice(dot + 1);
  }
  return null;
}

/** Service of a reverse name; only a forward-confirmed one may be asked about. */
export function serviceByReverseName(catalogue: Catalogue, name: string): Service | null {
  return longestSuffix(catalogue.ptr, name);
}

/** Service that publishes its ranges at an SPF name, exactly. */
export function serviceBySpfName(catalogue: Catalogue, name: string): Service | null {
  return catalogue.spf.get(name.toLowerCase()) ?? null;
}

/** Service whose own envelope domain this is or lies under. */
export function serviceByEnvelope(catalogue: Catalogue, domain: string): Service | null {
  return longestSuffix(catalogue.envelope, domain);
}

/** Service that signs with this d=; a hint at the originator, no more. */
export function serviceByDkim(catalogue: Catalogue, domain: string): Service | null {
  return longestSuffix(catalogue.dkim, domain);
}
