import type { StoreContext } from './context.ts';
import { isQuotaError, StoreFull } from './store-full.ts';

/** Runs a write; a full disk becomes StoreFull with the figures. */
export async function guarded<T>(context: StoreContext, write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    const estimate = await context.estimate();
    throw new StoreFull(estimate?.usage ?? null, estimate?.quota ?? null);
  }
}
