import { strToU8, Unzip, UnzipInflate, UnzipPassThrough, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { crc32 } from '../lib/crc32.ts';
import type { InputFile } from '../model/input.ts';
import type { Refusal } from '../model/report.ts';
import type { Settings } from '../model/settings.ts';
import type { Decision } from '../model/stored.ts';
import {
  BACKUP_FORMAT,
  BACKUP_LIMITS,
  BACKUP_VERSION,
  type BackupLimits,
  type BackupReport,
  readBackupReport,
  readSettings,
} from './backup-shape.ts';
import { SAMPLE_IMPORT_PREFIX } from './exchange.ts';
import { isRecord, readDecision } from './exchange-shape.ts';
import type { Store } from './store.ts';

/** Rows of decisions read at once. */
const PAGE = 2_000;
const READ_SLICE = 1024 * 1024;

/**
 * All that the user would miss, as one zip: `manifest.json`, `decisions.json`, `settings.json`,
 * `reports.json`, `history.json` with what DNS said, and each document as gzip. No keys, no query record, and of failure reports only those
 * that the user keeps.
 */
export async function writeBackup(store: Store, now: number): Promise<Blob> {
  const parts: Blob[] = [];
  let recent: Uint8Array<ArrayBuffer>[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else recent.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const settle = () => {
    // Blobs may lie on disk, arrays may not.
    parts.push(new Blob(recent));
    recent = [];
  };
  const add = (name: string, bytes: Uint8Array, compress: boolean) => {
    const member = compress ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    member.mtime = now;
    zip.add(member);
    member.push(bytes, true);
  };
  const addJson = (name: string, value: unknown) => add(name, strToU8(JSON.stringify(value)), true);

  const reports: BackupReport[] = [];
  const written = new Set<string>();
  let size = 0;
  for (const it of await store.reports.list({})) {
    const sampleOnly = it.imports.every((importId) => importId.startsWith(SAMPLE_IMPORT_PREFIX));
    if (sampleOnly || (it.kind === 'failure' && !it.keep)) continue;
    const raw = await store.reports.raw(it.id);
    if (raw === null) continue;
    // Reports of one document: it is written once.
    const document = raw.range === null ? it.id : `${crc32(raw.gzip)} ${raw.gzip.length} ${it.fileName}`;
    if (written.has(document)) continue;
    written.add(document);
    const member = `documents/${it.id}.gz`;
    reports.push({ member, fileName: it.fileName, fromDomain: it.mail?.fromDomain ?? null });
    add(member, raw.gzip, false);
    size += raw.gzip.length;
    if (size > READ_SLICE) {
      settle();
      size = 0;
    }
  }
  const decisions: Decision[] = [];
  for (let since = 0, more = true; more; ) {
    const page = await store.exchange.changes(since, PAGE);
    decisions.push(...page.decisions);
    more = page.more;
    since = page.next;
  }
  // What DNS said on past days cannot be asked for again.
  const history = new ZipDeflate('history.json', { level: 6 });
  history.mtime = now;
  zip.add(history);
  let between = '[';
  for (const name of await store.snapshots.names()) {
    for (const snapshot of await store.snapshots.list(name)) {
      history.push(strToU8(between + JSON.stringify(snapshot)));
      between = ',';
    }
    settle();
  }
  history.push(strToU8(between === '[' ? '[]' : ']'), true);
  addJson('reports.json', reports);
  addJson('decisions.json', decisions);
  addJson('settings.json', await store.settings.get());
  addJson('manifest.json', { format: BACKUP_FORMAT, version: BACKUP_VERSION, created: now });
  zip.end();
  if (failed !== null) throw failed;
  settle();
  return new Blob(parts, { type: 'application/zip' });
}

/** What a backup holds, checked; `documents` are to be read like any other file. */
interface Backup {
  documents: InputFile[];
  decisions: Decision[];
  /** Rows of the file that had no shape we know. */
  refused: number;
  settings: Partial<Settings>;
  /** Rows of `history.json`, unchecked: the stages know their shapes. */
  history: unknown[];
}

export type BackupResult = { ok: true; backup: Backup } | { ok: false; refusal: Refusal };

/** Reads a backup as hostile input: nothing in it is believed, all of it is capped. */
export async function readBackup(file: Blob, limits: BackupLimits = BACKUP_LIMITS): Promise<BackupResult> {
  if (file.size > limits.bytes) return refuse('backup-too-large', { limit: limits.bytes, found: file.size });
  const unpacked = await members(file, limits);
  if ('code' in unpacked) return { ok: false, refusal: unpacked };
  const json = async (name: string): Promise<unknown> => {
    const blob = unpacked.get(name);
    if (blob === undefined) return undefined;
    try {
      return JSON.parse(await blob.text()) as unknown;
    } catch {
      return undefined;
    }
  };
  const manifest = await json('manifest.json');
  if (!isRecord(manifest) || manifest.format !== BACKUP_FORMAT) return refuse('not-a-backup');
  if (manifest.version !== BACKUP_VERSION) {
    return refuse('backup-version', { known: BACKUP_VERSION, found: String(manifest.version) });
  }
  const backup: Backup = {
    documents: [],
    decisions: [],
    refused: 0,
    settings: readSettings(await json('settings.json')),
    history: asList(await json('history.json')),
  };
  for (const value of asList(await json('decisions.json'))) {
    const decision = readDecision(value);
    if (decision === null) backup.refused++;
    else backup.decisions.push(decision);
  }
  for (const value of asList(await json('reports.json'))) {
    const report = readBackupReport(value);
    const blob = report === null ? undefined : unpacked.get(report.member);
    if (report === null || blob === undefined) {
      backup.refused++;
      continue;
    }
    const mail = report.fromDomain === null ? {} : { mail: { fromDomain: report.fromDomain } };
    backup.documents.push({ name: report.fileName, blob, ...mail });
  }
  return { ok: true, backup };
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function refuse(code: string, detail: Refusal['detail'] = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, detail } };
}

/** The members we know by name, inflated within the caps. */
async function members(file: Blob, limits: BackupLimits): Promise<Map<string, Blob> | Refusal> {
  const found = new Map<string, Blob>();
  let refusal: Refusal | null = null;
  let count = 0;
  let known = false;
  const unzip = new Unzip((member) => {
    count++;
    if (count > limits.members) refusal ??= { code: 'too-many-members', detail: { limit: limits.members } };
    const isDocument = member.name.startsWith('documents/');
    if (
      refusal !== null ||
      !(isDocument || /^(manifest|decisions|settings|reports|history)\.json$/.test(member.name))
    )
      return;
    known = true;
    const limit = isDocument ? limits.documentBytes : limits.jsonBytes;
    let parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    member.ondata = (error, chunk, final) => {
      if (error) refusal ??= { code: 'backup-damaged', detail: { member: member.name } };
      if (refusal !== null) return;
      size += chunk.length;
      if (size > limit) {
        refusal = { code: 'inflated-size-limit', detail: { limit, found: size } };
        member.terminate();
        return;
      }
      parts.push(chunk.slice());
      if (!final) return;
      found.set(member.name, new Blob(parts));
      parts = [];
    };
    member.start();
  });
  unzip.register(UnzipPassThrough);
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < file.size && refusal === null; at += READ_SLICE) {
      const slice = new Uint8Array(await file.slice(at, at + READ_SLICE).arrayBuffer());
      // In small steps, so that a cap acts before memory is gone: deflate grows up to 1032 times.
      for (let i = 0; i < slice.length && refusal === null; i += 4096) {
        unzip.push(slice.subarray(i, i + 4096), at + i + 4096 >= file.size);
      }
    }
  } catch {
    return { code: 'backup-damaged', detail: {} };
  }
  // The manifest is written last: without it a backup was cut off.
  if (known && !found.has('manifest.json')) refusal ??= { code: 'backup-damaged', detail: {} };
  return refusal ?? found;
}
