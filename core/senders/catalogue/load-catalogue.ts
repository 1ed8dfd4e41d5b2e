import type { Service } from '../../model/sender.ts';
import { type Catalogue, catalogueOf } from '../find-service.ts';

let loaded: Promise<Catalogue> | null = null;
let last: { text: string; catalogue: Catalogue } | null = null;

/** The catalogue of known services, loaded when first needed; `own` are services the user added. */
export async function loadCatalogue(own: Service[] = []): Promise<Catalogue> {
  loaded ??= import('./all-services.ts').then((module) => catalogueOf(module.allServices));
  if (own.length === 0) return loaded;
  // Each look at a domain asks anew, and the services rarely change.
  const text = JSON.stringify(own);
  if (last?.text === text) return last.catalogue;
  const { allServices } = await import('./all-services.ts');
  // The user's come last and win where they claim a domain of the catalogue.
  const catalogue = catalogueOf(allServices, own);
  last = { text, catalogue };
  return catalogue;
}
