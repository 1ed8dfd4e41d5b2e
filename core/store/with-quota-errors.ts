import type { StoreContext } from './context.ts';
import { isAbort, isQuotaError, StoreFull } from './store-full.ts';

/** Part of the quota from which a transaction that ended without a reason is taken as one that found no room. */
const NEARLY_FULL = 0.95;

/** Runs a write; a full disk becomes StoreFull with the figures. */
export async function guarded<T>(
  context: Pick<StoreContext, 'estimate'>,
  write: () => PromiseLike<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const isQuota = isQuotaError(error);
    if (!isQuota && !isAbort(error)) throw error;
    const estimate = await context.estimate();
    const isFull = estimate !== null && estimate.usage >= estimate.quota * NEARLY_FULL;
    if (!isQuota && !isFull) throw error;
    throw new StoreFull(estimate?.usage ?? null, estimate?.quota ?? null);
  }
}
