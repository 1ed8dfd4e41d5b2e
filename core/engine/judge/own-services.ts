import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import type { ServiceProblem } from '../../model/own-services.ts';
import type { Service } from '../../model/sender.ts';
import { loadCatalogue } from '../../senders/catalogue/load-catalogue.ts';
import { checkService } from '../../senders/check-service.ts';
import { OWN_SERVICE_PREFIX } from '../../senders/find-service.ts';

/** `co.uk`, `github.io`: a name below it is an organization of its own. */
export function isPublicSuffix(name: string): boolean {
  return organizationalDomainByList(`x.${name}`) === `x.${name}`;
}

/**
 * Own services that group nothing, and why: a backup or a connected store may bring what no user could have entered
 * here, such as a service of the catalogue's name or one that claims every address.
 */
export async function badServices(
  services: readonly Service[],
): Promise<{ id: string; problems: ServiceProblem[] }[]> {
  const own = services.filter((each) => each.id.startsWith(OWN_SERVICE_PREFIX));
  if (own.length === 0) return [];
  const others = await loadCatalogue();
  return own.flatMap((service) => {
    const problems = checkService(service, { others, isPublicSuffix }).problems.filter((it) => it.blocks);
    return problems.length > 0 ? [{ id: service.id, problems }] : [];
  });
}

/** The others. */
export async function usableServices(services: readonly Service[]): Promise<Service[]> {
  const bad = new Set((await badServices(services)).map((it) => it.id));
  return services.filter((each) => !bad.has(each.id));
}
