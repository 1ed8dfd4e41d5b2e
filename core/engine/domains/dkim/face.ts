import type { DkimInventory } from '../../../model/dkim-inventory.ts';

/** The DKIM keys of a domain: a part of DomainsRoom. */
export interface DkimPart {
  /** The domain's DKIM keys out of the store; no DNS is asked. */
  dkim(domain: string): Promise<DkimInventory>;
  /** Asks DNS for these keys, past our own cache. False where nobody may be asked. */
  askKeys(domain: string): Promise<boolean>;
}
