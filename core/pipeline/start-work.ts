import type { Store } from '../store/store.ts';
import type { AssessQueue } from './assess-queue.ts';
import type { Ingest } from './ingest.ts';
import { type KeptVerdicts, VERDICTS_KIND } from './kept-verdicts.ts';

/** Domains asked about again at the start, those looked at longest ago first. */
export const REFRESHED_AT_START = 20;

/** What a page takes up when it opens: imports that were cut off, and DNS answers past their time. */
export async function goOn(parts: {
  store: Store;
  ingest: Ingest;
  queue: AssessQueue;
  now(): number;
}): Promise<void> {
  const { store, ingest, queue, now } = parts;
  const cutOff = (await store.imports.list()).filter((it) => it.state === 'paused' && !it.undone);
  for (const { importId } of cutOff) {
    const [left, missing] = [await store.imports.inputs(importId), await store.imports.missing(importId)];
    // Without its files an import stays listed as unfinished, until they are given again.
    if (left.length > 0 || missing === 0) await ingest.resume(importId);
  }
  const kept = await store.kept.all<KeptVerdicts>(VERDICTS_KIND);
  const old = (await store.domains.confirmed())
    .map((domain) => ({ domain, at: kept.get(domain)?.at ?? 0, expires: kept.get(domain)?.expires ?? 0 }))
    .filter((it) => it.expires <= now())
    .sort((a, b) => a.at - b.at);
  queue.assess(old.slice(0, REFRESHED_AT_START).map((it) => it.domain));
}
