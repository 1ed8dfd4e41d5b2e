import type { Store } from '../../store/store.ts';
import type { UnfinishedImport } from './face.ts';
import type { HeldImport } from './ingest.ts';

/**
 * Imports that were cut off or that a full disk stopped, newest first, with what is left of each.
 * @param held what the page itself knows of a stopped import; null of all others
 */
export async function unfinishedImports(
  store: Store,
  held: (importId: string) => HeldImport | null = () => null,
): Promise<UnfinishedImport[]> {
  const cutOff = (await store.imports.list()).filter(
    (it) => !it.undone && (it.state === 'paused' || it.state === 'failed' || held(it.importId) !== null),
  );
  return Promise.all(
    cutOff.map(async ({ importId, started, problem }) => {
      const [done, left, missing] = await Promise.all([
        store.imports.done(importId),
        store.imports.inputs(importId),
        store.imports.missing(importId),
      ]);
      const total = done.size + left.length + missing;
      const stopped = held(importId);
      const here = stopped?.inputs.length ?? left.length;
      const why = stopped?.problem ?? problem ?? null;
      const files = { total, done: done.size, left: here, missing: Math.max(0, total - done.size - here) };
      return { importId, started, files, problem: why?.code === 'store-full' ? why : null };
    }),
  );
}
