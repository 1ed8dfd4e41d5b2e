import type { Store } from '../../store/store.ts';
import { unfinishedImports } from './unfinished.ts';

/** Resumes the imports that were cut off, when a page opens. */
export async function resumeCutOff(parts: {
  store: Store;
  resume(importId: string): Promise<void>;
}): Promise<void> {
  for (const { importId, files, problem } of await unfinishedImports(parts.store)) {
    // Where the disk was full the user makes room first, and then says so
    if (problem !== null) continue;
    // A file that ends the page would end it at each opening: then it is for the user to say so
    if (await parts.store.imports.isStuck(importId)) continue;
    // Without its files an import stays listed as unfinished, until they are given again.
    if (files.left > 0 || files.missing === 0) await parts.resume(importId);
  }
}
