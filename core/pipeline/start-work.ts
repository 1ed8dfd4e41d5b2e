import type { Store } from '../store/store.ts';
import type { Ingest } from './ingest.ts';

/** What a page takes up when it opens: imports that were cut off. */
export async function goOn({ store, ingest }: { store: Store; ingest: Ingest }): Promise<void> {
  const cutOff = (await store.imports.list()).filter((it) => it.state === 'paused' && !it.undone);
  for (const { importId } of cutOff) {
    const [left, missing] = [await store.imports.inputs(importId), await store.imports.missing(importId)];
    // Without its files an import stays listed as unfinished, until they are given again.
    if (left.length > 0 || missing === 0) await ingest.resume(importId);
  }
}
