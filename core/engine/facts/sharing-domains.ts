import { aliasTarget, domainsSharing } from '../../domains/host-match.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { Store } from '../../store/store.ts';
import { keptPointings } from './pointings.ts';

/**
 * Other confirmed domains whose alias leads to the same name. Those that have no alias share nothing, and of
 * thousands of them nothing is read.
 */
export async function sharingDomains(store: Store, domain: string, pointing: Pointing): Promise<string[]> {
  if (aliasTarget(pointing) === null) return [];
  const [pointings, confirmed] = await Promise.all([keptPointings.all(store), store.domains.confirmed()]);
  const others = confirmed.flatMap((name) => {
    const other = pointings.get(name);
    return other === undefined ? [] : [{ domain: name, pointing: other.pointing }];
  });
  return domainsSharing(domain, pointing, others);
}
