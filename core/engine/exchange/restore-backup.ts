import { readDecision, readRegister } from '../../merge/read-rows.ts';
import { SETTING_TRAVELS } from '../../merge/setting-kinds.ts';
import type { ImportProgress, ImportSummary } from '../../model/import.ts';
import type { Refusal } from '../../model/report.ts';
import type { Settings } from '../../model/settings.ts';
import type { PresenceRegister } from '../../model/stored.ts';
import type { BackupHooks } from '../../store/backup.ts';
import { type BackupReport, readBackupReport, readSettings } from '../../store/backup-shape.ts';
import type { OpenBackup } from '../../store/read-backup.ts';
import type { NewReport } from '../../store/reports/report-store.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import { readHistory } from '../facts/read-history.ts';
import { restoreLasting } from '../facts/restore-lasting.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import type { Ingest } from '../intake/ingest.ts';
import type { RestoreResult, RestoreTake } from './face.ts';
import { isAsked } from './preview-restore.ts';
import { readReports } from './receive.ts';
import { restoreShelf } from './restore-shelf.ts';

/** Documents read side by side and stored in one transaction, and their bytes. */
const BATCH_DOCUMENTS = 100;
const BATCH_BYTES = 4 * 1024 * 1024;
/** Rows merged in one go. */
const ROWS_AT_ONCE = 2_000;

export interface RestoreParts {
  store: Store;
  reader: DocumentReader;
  ingest: Ingest;
  newId(): string;
  onProgress(progress: ImportProgress): void;
  /** Judges the domains of reports that came in. */
  judge(domains: readonly string[]): Promise<unknown>;
  hooks: BackupHooks;
}

/**
 * Merges a backup into the store: what was decided or deleted later here stays. Where it ends early, all that was
 * taken until then stays, each report whole, and the same file goes on where it ended.
 */
export async function restoreBackup(
  parts: RestoreParts,
  backup: OpenBackup,
  take: RestoreTake,
): Promise<RestoreResult> {
  const { store } = parts;
  const { damage } = backup;
  const result: RestoreResult = {
    ...{ reports: 0, decisions: 0, domains: 0, refused: 0, parked: 0 },
    damage,
    refusal: null,
  };
  const before = new Set((await store.domains.list()).map((it) => it.domain));
  const id = parts.newId();
  const touched = new Set<string>();
  try {
    await store.work.begin(id, { total: backup.documents, made: backup.made });
    await takeDecisions(parts, backup, take, result);
    await takeSettings(store, backup, take);
    await takeRows(store, backup, take, result);
    result.refused += await restoreLasting(store, await backup.rows('lasting'));
    for (const [name, snapshots] of readHistory(await backup.rows('history'))) {
      await store.snapshots.restore(name, snapshots);
    }
    if (backup.version === 1) await takeFiles(parts, backup, result, touched);
    else {
      await takeRegisters(store, backup, take, result);
      await takeDocuments(parts, backup, { id, result, touched });
    }
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    result.refusal = error.refusal;
  }
  await endWork(store, id, backup, result.refusal !== null);
  await parts.judge([...touched]);
  result.domains = (await store.domains.list()).filter((it) => !before.has(it.domain)).length;
  return result;
}

/** One that went through settles those of the same backup that were cut off before; one that ended early is listed. */
async function endWork(store: Store, id: string, backup: OpenBackup, early: boolean): Promise<void> {
  const made = backup.made === null ? null : Math.floor(backup.made / 1000);
  for (const cutOff of await store.work.cutOff()) {
    if (cutOff.made === made && cutOff.total === backup.documents) await store.work.end(cutOff.id);
  }
  if (early) await store.work.stop(id);
  else await store.work.end(id);
}

async function takeDecisions(
  parts: RestoreParts,
  backup: OpenBackup,
  take: RestoreTake,
  result: RestoreResult,
): Promise<void> {
  const rows = await backup.rows('decisions');
  const wanted = rows.filter((row) => {
    const decision = readDecision(row);
    return decision === null || take.confirmations === true || !isAsked(decision);
  });
  for (let at = 0; at < wanted.length; at += ROWS_AT_ONCE) {
    const decisions = wanted.slice(at, at + ROWS_AT_ONCE);
    const merged = await parts.store.exchange.merge({ registers: [], decisions }, 'backup');
    result.decisions += merged.decisions;
    result.refused += merged.refused;
    result.parked += merged.parked;
  }
}

async function takeSettings(store: Store, backup: OpenBackup, take: RestoreTake): Promise<void> {
  const given = readSettings((await backup.rows('settings'))[0]);
  const chosen = (how: 'travels' | 'asked') =>
    Object.fromEntries(
      Object.entries(given).filter(([name]) => SETTING_TRAVELS[name as keyof Settings] === how),
    ) as Partial<Settings>;
  await store.settings.fill(chosen('travels'));
  if (take.settings === true) await store.settings.save(chosen('asked'));
}

async function takeRows(
  store: Store,
  backup: OpenBackup,
  take: RestoreTake,
  result: RestoreResult,
): Promise<void> {
  for (const kind of ['changes', 'alerts', 'imports', 'import-notes', 'hosts'] as const) {
    if (kind === 'hosts' && take.hosts !== true) continue;
    const { refused } = await store.backup.addRows(kind, await backup.rows(kind));
    result.refused += refused;
  }
  result.refused += await restoreShelf(store, backup);
}

async function takeRegisters(
  store: Store,
  backup: OpenBackup,
  take: RestoreTake,
  result: RestoreResult,
): Promise<void> {
  const registers = await backup.rows('registers');
  for (let at = 0; at < registers.length; at += ROWS_AT_ONCE) {
    const page = registers.slice(at, at + ROWS_AT_ONCE);
    const merged = await store.exchange.merge({ registers: page, decisions: [] }, 'backup');
    result.refused += merged.refused;
    result.parked += merged.parked;
  }
  if (take.deletedReports !== true) return;
  const read = registers.map(readRegister).filter((it): it is PresenceRegister => it !== null);
  await store.exchange.holdAgain(read);
}

interface Run {
  id: string;
  result: RestoreResult;
  touched: Set<string>;
}

/** Documents in batches. What no register names, since that part is damaged, comes as an import of its own. */
async function takeDocuments(parts: RestoreParts, backup: OpenBackup, run: Run): Promise<void> {
  const { store, hooks } = parts;
  const rows = (await backup.rows('reports')).map(readBackupReport).filter((it) => it !== null);
  const rowOf = new Map(rows.map((row) => [row.member, row]));
  let batch: { member: string; gzip: Uint8Array }[] = [];
  let bytes = 0;
  let done = 0;
  const flush = async () => {
    await takeBatch(parts, batch, rowOf, run);
    done += batch.length;
    await store.work.step(run.id, done);
    hooks.onProgress?.(done, backup.documents);
    batch = [];
    bytes = 0;
  };
  for await (const document of backup.eachDocument()) {
    if (hooks.signal?.aborted) {
      run.result.refusal = {
        code: 'backup-cancelled',
        detail: { done, total: backup.documents },
      } satisfies Refusal;
      return;
    }
    batch.push(document);
    bytes += document.gzip.length;
    if (batch.length >= BATCH_DOCUMENTS || bytes >= BATCH_BYTES) await flush();
  }
  await flush();
}

async function takeBatch(
  parts: RestoreParts,
  batch: readonly { member: string; gzip: Uint8Array }[],
  rowOf: ReadonlyMap<string, BackupReport>,
  run: Run,
): Promise<void> {
  const { store } = parts;
  const keep = new Set<string>();
  // One for all, and its bytes at hand: making and reading a Blob costs about a millisecond, whatever its size.
  const all = new Blob(batch.map((it) => it.gzip as Uint8Array<ArrayBuffer>));
  let end = 0;
  const read = await Promise.all(
    batch.map(({ member, gzip }) => {
      const row = rowOf.get(member);
      for (const id of row?.keep ?? []) keep.add(id);
      const blob = all.slice(end, end + gzip.length);
      end += gzip.length;
      // A copy: whoever reads it may hand it over to a worker.
      const bytes = gzip.slice();
      const mail = row?.mail ? { mail: { fromDomain: row.mail.fromDomain } } : {};
      return readReports(store, parts.reader, {
        file: { name: row?.fileName ?? member, blob, bytes, ...mail },
        mail: row?.mail ?? null,
        isMeant: (it) => it.report.kind !== 'failure' || keep.has(it.id),
      });
    }),
  );
  const reports = read.flat();
  const unwanted = await put(store, null, reports, run);
  const states = await store.exchange.states(unwanted);
  const orphans = unwanted.filter((_, i) => states[i] === 'unknown');
  if (orphans.length > 0) {
    await store.imports.start(run.id, { files: orphans.length, bytes: 0 });
    await put(store, run.id, orphans, run);
    await store.imports.setState(run.id, 'done');
  }
  for (const id of keep) await store.reports.setKeep(id, true);
}

/** Returns the reports that were not taken, as no import holds them. */
async function put(
  store: Store,
  importId: string | null,
  reports: NewReport[],
  run: Run,
): Promise<NewReport[]> {
  if (reports.length === 0) return [];
  const results = await store.reports.put(importId, reports);
  results.forEach(({ outcome }, i) => {
    if (outcome !== 'stored') return;
    run.result.reports++;
    const { report } = reports[i]!;
    if (report.kind === 'aggregate') run.touched.add(report.policy.domain.toLowerCase());
  });
  return reports.filter((_, i) => results[i]?.outcome === 'unwanted');
}

/** Version 1 held documents alone: they come as files do. */
async function takeFiles(
  parts: RestoreParts,
  backup: OpenBackup,
  result: RestoreResult,
  touched: Set<string>,
): Promise<void> {
  const rows = (await backup.rows('reports')) as {
    member?: unknown;
    fileName?: unknown;
    fromDomain?: unknown;
  }[];
  const nameOf = new Map(rows.map((row) => [row?.member, row]));
  const files = [];
  for await (const { member, gzip } of backup.eachDocument()) {
    const row = nameOf.get(member);
    const fromDomain = typeof row?.fromDomain === 'string' ? row.fromDomain.slice(0, 255) : null;
    files.push({
      name: typeof row?.fileName === 'string' ? row.fileName.slice(0, 2_000) : member,
      blob: new Blob([gzip as Uint8Array<ArrayBuffer>]),
      ...(fromDomain === null ? {} : { mail: { fromDomain } }),
    });
  }
  if (files.length === 0) return;
  const summary: ImportSummary = await parts.ingest.importFiles(files, parts.onProgress);
  result.reports += summary.imported;
  result.refusal = summary.problem ?? null;
  for (const { domain } of summary.files) if (domain !== null) touched.add(domain);
}
