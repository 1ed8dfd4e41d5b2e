import type { StoreContext } from '../context.ts';
import { isOfSample, sampleDomains } from '../exchange-changes.ts';
import { withReserve } from '../reserve.ts';

/**
 * Removes all that was decided about the sample, and its alerts. Their rows go, where other decisions leave one behind
 * that says they were taken back: nothing of the sample ever left this store, so no other store needs to hear of it.
 */
export async function forgetSample(context: StoreContext): Promise<void> {
  const { db } = context;
  await withReserve(context, () =>
    db.transaction('rw', [db.decisions, db.alerts], async () => {
      const samples = await sampleDomains(context);
      await db.decisions.filter((row) => isOfSample(row, samples)).delete();
      await db.alerts.filter((row) => samples.has(row.domain)).delete();
    }),
  );
  for (const topic of ['domains', 'senders', 'alerts'] as const) context.emit({ topic, domains: [] });
}
