import { strToU8 } from 'fflate';
import { ZipReader } from '../lib/zip-reader.ts';
import { ZipWriter } from '../lib/zip-writer.ts';
import type { RefusalCode } from '../model/codes.ts';
import type { Refusal } from '../model/report.ts';
import {
  BACKUP_FORMAT,
  BACKUP_LIMITS,
  BACKUP_VERSION,
  type BackupReport,
  ROW_KINDS,
  type RowKind,
} from './backup-shape.ts';
import type { Store } from './store.ts';

/** Rows, and characters, of one part: what is damaged takes no more with it. */
const PART_ROWS = 1_000;
const PART_CHARS = 2 * 1024 * 1024;

export interface BackupHooks {
  signal?: AbortSignal;
  /** Documents written or read so far, of all. */
  onProgress?(done: number, total: number): void;
}

export type WrittenBackup = { ok: true; file: Blob; documents: number } | { ok: false; refusal: Refusal };

/**
 * All that makes another device this one, as one zip: rows of each kind as JSON, and each document as gzip. No keys,
 * no query record, nothing of the sample, and of failure reports only those that the user keeps. It is read back
 * wholly before it is handed out.
 */
export async function writeBackup(
  store: Store,
  now: number,
  hooks: BackupHooks = {},
): Promise<WrittenBackup> {
  const zip = new ZipWriter(now);
  const total = (await store.reports.count()).reports;
  const json = (name: string, value: unknown) => zip.add(name, strToU8(JSON.stringify(value)), true);
  let fits = await json('manifest.json', { format: BACKUP_FORMAT, version: BACKUP_VERSION, created: now });
  const { mark } = await store.backup.state();
  const registers = new RowParts('registers', json);
  for (const kind of ROW_KINDS) {
    if (kind === 'reports') continue;
    const parts = kind === 'registers' ? registers : new RowParts(kind, json);
    for await (const rows of rowsOf(store, kind, zip)) await parts.add(rows);
    await parts.end();
    if (hooks.signal?.aborted) return refuse('backup-cancelled', {});
  }
  const reports = new RowParts('reports', json);
  let documents = 0;
  for await (const { id, fileName, mail, keep, gzip } of store.backup.documents()) {
    if (hooks.signal?.aborted) return refuse('backup-cancelled', {});
    const member = `documents/${id}.gz`;
    fits &&= await zip.add(member, gzip, false);
    await reports.add([{ member, fileName, mail: mail ?? null, keep } satisfies BackupReport]);
    hooks.onProgress?.(++documents, total);
  }
  await reports.end();
  // Deleted while this was written: without its document, a register of before would promise what is not here.
  await registers.add(await store.backup.deletedSince(mark));
  await registers.end();
  fits &&= await json('end.json', { parts: zip.parts });
  if (!fits) return refuse('backup-too-large', { limit: BACKUP_LIMITS.bytes });
  const file = zip.end();
  const damaged = await firstDamage(file, zip.parts);
  return damaged === null ? { ok: true, file, documents } : refuse('backup-unreadable', { member: damaged });
}

/** Reads all parts of a file just written. */
async function firstDamage(file: Blob, count: number): Promise<string | null> {
  const reader = new ZipReader(file);
  const found = await reader.parts(count);
  if (found === null || !found.complete || found.parts.length !== count) return 'end.json';
  for (const part of found.parts) {
    const read = await reader.read(part, BACKUP_LIMITS.documentBytes);
    if (!read.ok) return part.name;
  }
  return null;
}

async function* rowsOf(store: Store, kind: RowKind, zip: ZipWriter): AsyncGenerator<unknown[]> {
  switch (kind) {
    case 'settings':
      yield [await store.settings.get()];
      return;
    case 'history':
      // What DNS said on past days cannot be asked for again.
      for (const name of await store.snapshots.names()) yield await store.snapshots.list(name);
      return;
    case 'shelf': {
      let n = 0;
      for (const { id } of await store.shelf.list()) {
        const entry = await store.shelf.get(id);
        if (entry === null) continue;
        const { bytes, ...row } = entry;
        const member = `shelf/${String(n++).padStart(6, '0')}`;
        await zip.add(member, bytes, true);
        yield [{ ...row, member }];
      }
      return;
    }
    case 'reports':
      return;
    default:
      yield* store.backup.rows(kind);
  }
}

/** Collects rows of a kind and writes a part whenever there are enough. */
class RowParts {
  readonly #kind: RowKind;
  readonly #json: (name: string, value: unknown) => Promise<boolean>;
  #rows: unknown[] = [];
  #chars = 0;
  #count = 0;

  constructor(kind: RowKind, json: (name: string, value: unknown) => Promise<boolean>) {
    this.#kind = kind;
    this.#json = json;
  }

  async add(rows: readonly unknown[]): Promise<void> {
    for (const row of rows) {
      this.#rows.push(row);
      this.#chars += JSON.stringify(row).length;
      if (this.#rows.length >= PART_ROWS || this.#chars >= PART_CHARS) await this.end();
    }
  }

  async end(): Promise<void> {
    if (this.#rows.length === 0) return;
    await this.#json(`${this.#kind}/${String(this.#count++).padStart(6, '0')}.json`, this.#rows);
    this.#rows = [];
    this.#chars = 0;
  }
}

function refuse(code: RefusalCode, detail: Refusal['detail']): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, detail } };
}
