import * as v from 'valibot';
import type { ShelfEntry } from '../../model/stored.ts';
import { ROW_SHAPES } from '../../store/backup-row-shapes.ts';
import type { OpenBackup } from '../../store/read-backup.ts';
import type { Store } from '../../store/store.ts';

/** Puts the documents of a backup's shelf back on the shelf. Returns how many rows were malformed. */
export async function restoreShelf(store: Store, backup: OpenBackup): Promise<number> {
  let refused = 0;
  for (const row of await backup.rows('shelf')) {
    const read = v.safeParse(ROW_SHAPES.shelf, row);
    if (!read.success) {
      refused++;
      continue;
    }
    const { member, ...entry } = read.output;
    const bytes = await backup.bytes(member);
    if (bytes === null || (await store.shelf.get(entry.id)) !== null) continue;
    await store.shelf.add({ ...entry, bytes } as ShelfEntry);
  }
  return refused;
}
