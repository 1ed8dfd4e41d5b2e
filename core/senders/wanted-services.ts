import type { Service } from '../model/sender.ts';
import type { ReverseName, Traffic } from '../model/traffic.ts';
import { type Catalogue, serviceByDkim, serviceByEnvelope, serviceByReverseName } from './find-service.ts';

/** SPF names of the catalogue worth expanding; each costs some DNS questions. */
export interface WantedServices {
  services: Service[];
  /** Names of catalogue entries only: nothing that a sender wrote is ever looked up. */
  spfNames: string[];
  envelopes: string[];
}

/** Services expanded for one domain at most; the busiest first. */
const MAX_WANTED_SERVICES = 40;

/**
 * Services whose ranges may explain addresses of this traffic: those hinted at by envelope domains, DKIM
 * domains and reverse names (hints only choose what is looked up; the published ranges then decide).
 */
export function wantedServices(
  traffic: Traffic,
  catalogue: Catalogue,
  reverseNames: Iterable<ReverseName>,
  limit: number = MAX_WANTED_SERVICES,
): WantedServices {
  const weight = new Map<Service, number>();
  const hint = (service: Service | null, messages: number): void => {
    if (service) weight.set(service, (weight.get(service) ?? 0) + messages);
  };
  const perName = new Float64Array(traffic.names.length);
  const perSigner = new Float64Array(traffic.names.length);
  const { flows, dkimPass } = traffic;
  for (let f = 0; f < flows.count; f++) perName[flows.envelope[f]!]! += 1;
  for (let d = 0; d < dkimPass.count; d++) perSigner[dkimPass.domain[d]!]! += 1;
  traffic.names.forEach((name, n) => {
    if (name === '') return;
    if (perName[n]! > 0) hint(serviceByEnvelope(catalogue, name), perName[n]!);
    if (perSigner[n]! > 0) hint(serviceByDkim(catalogue, name), perSigner[n]!);
  });
  // The user's own services need no hint: their names were entered, not read out of mail.
  for (const id of catalogue.own) hint(catalogue.byId.get(id) ?? null, traffic.names.length);
  for (const reverse of reverseNames) hint(serviceByReverseName(catalogue, reverse.name), 1);
  const services = [...weight.entries()]
    .sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1))
    .slice(0, limit)
    .map(([service]) => service);
  return {
    services,
    spfNames: services.flatMap((service) => service.spf),
    envelopes: services.flatMap((service) => service.envelope),
  };
}
