import type { ChangeEntry } from '../../model/host.ts';
import type { Context } from './context.ts';
import { publishText } from './publish.ts';
import { revertZoneRecord } from './zone-records.ts';

/** Puts back what stood before a change that was made; with a lock, the lock goes or comes back as well. */
export async function revertChange(context: Context, id: string): Promise<ChangeEntry | null> {
  const entry = (await context.store.changes.list()).find((each) => each.id === id);
  if (entry?.record !== undefined) return revertZoneRecord(context, entry);
  const text = entry?.before?.texts[0];
  if (entry === undefined || text === undefined) return null;
  const made = await publishText(context, entry.domain, text, 'revert', entry);
  const locks = entry.action === 'block' || entry.action === 'unblock';
  if (locks && (made.result === 'done' || made.result === 'by-hand')) {
    await context.store.domains.change([entry.domain], { locked: entry.action === 'unblock' });
    context.onChange('domains', entry.domain);
  }
  return made;
}
