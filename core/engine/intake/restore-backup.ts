import type { ImportProgress, ImportSummary } from '../../model/import.ts';
import { readBackup } from '../../store/backup.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import type { ExchangeRoom } from '../exchange/face.ts';
import { readHistory } from '../facts/read-history.ts';
import type { Ingest } from './ingest.ts';

interface RestoreParts {
  store: Store;
  ingest: Ingest;
  onProgress(progress: ImportProgress): void;
  /** Judges the domains of an import. */
  imported(summary: ImportSummary): Promise<unknown>;
}

/** Merges a backup into the store. Where the disk gets full, the reports read until then stay, each whole. */
export async function restoreBackup(
  parts: RestoreParts,
  file: Blob,
): Promise<Awaited<ReturnType<ExchangeRoom['importBackup']>>> {
  const { store, ingest } = parts;
  const nothing = { reports: 0, decisions: 0, domains: 0 };
  const read = await readBackup(file);
  if (!read.ok) return { ...nothing, refusal: read.refusal };
  const { documents, decisions, settings, history } = read.backup;
  const before = new Set((await store.domains.list()).map((it) => it.domain));
  try {
    const merged = await store.exchange.merge({ registers: [], decisions });
    await store.settings.fill(settings);
    for (const [name, snapshots] of readHistory(history)) await store.snapshots.restore(name, snapshots);
    const summary = await ingest.importFiles(documents, parts.onProgress);
    await parts.imported(summary);
    const domains = (await store.domains.list()).filter((it) => !before.has(it.domain)).length;
    return {
      reports: summary.imported,
      decisions: merged.decisions,
      domains,
      refusal: summary.problem ?? null,
    };
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    const detail = { usage: error.usage ?? 0, quota: error.quota ?? 0, bytes: file.size };
    return { ...nothing, refusal: { code: 'store-full', detail } };
  }
}
