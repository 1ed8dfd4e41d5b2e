import type { ZipPart } from '../lib/zip-layout.ts';
import { type PartRead, ZipReader } from '../lib/zip-reader.ts';
import { isRecord } from '../merge/read-rows.ts';
import type { BackupDamage } from '../model/backup-damage.ts';
import type { RefusalCode } from '../model/codes.ts';
import type { Refusal } from '../model/report.ts';
import {
  BACKUP_FORMAT,
  BACKUP_LIMITS,
  BACKUP_VERSION,
  type BackupLimits,
  ROW_KINDS,
  type RowKind,
} from './backup-shape.ts';

/** An opened backup. What is damaged is named in `damage`, which grows while parts are read. */
export interface OpenBackup {
  version: number;
  damage: BackupDamage[];
  documents: number;
  /** When it was made, milliseconds since 1970; null where that is not said. */
  made: number | null;
  /** Rows of a kind whose parts are whole, unchecked. */
  rows(kind: RowKind): Promise<unknown[]>;
  /** Documents that are whole, in the order in which they lie in the file. */
  eachDocument(): AsyncIterable<{ member: string; gzip: Uint8Array }>;
  bytes(member: string): Promise<Uint8Array | null>;
}

export type BackupResult = { ok: true; backup: OpenBackup } | { ok: false; refusal: Refusal };

/** Where version 1 kept its rows. */
const VERSION_1_PARTS: Partial<Record<RowKind, string>> = {
  settings: 'settings.json',
  decisions: 'decisions.json',
  history: 'history.json',
  reports: 'reports.json',
};

/** Names of the parts of version 2. */
const NAME = new RegExp(
  `^(?:(?:manifest|end)\\.json|documents/[0-9a-f]{64}\\.gz|shelf/\\d{6}|(?:${ROW_KINDS.join('|')})/\\d{6}\\.json)$`,
);

/** Reads a backup as hostile input: nothing in it is believed, all of it is capped. */
export async function readBackup(file: Blob, limits: BackupLimits = BACKUP_LIMITS): Promise<BackupResult> {
  if (file.size > limits.bytes) return refuse('backup-too-large', { limit: limits.bytes, found: file.size });
  const reader = new ZipReader(file);
  const found = await reader.parts(limits.members);
  if (found === null) return refuse('too-many-members', { limit: limits.members });
  const { parts, complete } = found;
  const isSealed = parts.some((part) => part.digest !== null);
  // An entry of the directory with a name or size that we never write is a damaged one.
  const isOdd = (part: ZipPart) =>
    !NAME.test(part.name) || Math.max(part.size, part.packed) > limitOf(part, limits);
  if (isSealed) for (const part of parts) if (isOdd(part)) await reader.mend(part);
  const byName = new Map(parts.map((part) => [part.name, part]));
  const damage: BackupDamage[] = [];
  /** Parts among them. */
  const named = new Set<string>();
  const known = parts.filter((part) => kindOf(part.name) !== null);
  if (known.length === 0) return refuse('not-a-backup', {});
  const oversized = parts.find(
    (part) => part.size > limitOf(part, limits) || part.packed > limitOf(part, limits),
  );
  if (oversized !== undefined) {
    return refuse('inflated-size-limit', { limit: limitOf(oversized, limits), found: oversized.size });
  }

  async function read(part: ZipPart, most = limitOf(part, limits)): Promise<Uint8Array | null> {
    const result: PartRead = await reader.read(part, most);
    if (result.ok) return result.bytes;
    return damaged(part);
  }

  function damaged(part: ZipPart): null {
    const what = kindOf(part.name) ?? 'document';
    if (!named.has(part.name)) damage.push({ part: part.name, what });
    named.add(part.name);
    return null;
  }

  async function json(part: ZipPart | undefined, most?: number): Promise<unknown> {
    const bytes = part === undefined ? null : await read(part, most);
    if (bytes === null) return undefined;
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    } catch {
      damaged(part!);
      return undefined;
    }
  }

  const manifest = await json(byName.get('manifest.json'));
  if (manifest === undefined && !isSealed) return refuse('backup-damaged', {});
  if (manifest !== undefined && (!isRecord(manifest) || manifest.format !== BACKUP_FORMAT)) {
    return refuse('not-a-backup', {});
  }
  const version = isRecord(manifest) ? manifest.version : BACKUP_VERSION;
  if (version !== 1 && version !== BACKUP_VERSION) {
    return refuse('backup-version', { known: BACKUP_VERSION, found: String(version) });
  }
  if (manifest === undefined && !damage.some((it) => it.what === 'manifest')) {
    damage.push({ part: 'manifest.json', what: 'manifest' });
  }
  if (version === BACKUP_VERSION) {
    const end = await json(byName.get('end.json'));
    const count = isRecord(end) ? end.parts : null;
    // The end counts the parts before it.
    if (count !== parts.length - 1 && !damage.some((it) => it.what === 'end')) {
      damage.push({ part: 'end', what: 'end' });
    }
  } else if (!complete) damage.push({ part: 'end', what: 'end' });
  const documents = parts.filter((part) => part.name.startsWith('documents/'));

  return {
    ok: true,
    backup: {
      version,
      damage,
      documents: documents.length,
      made: isRecord(manifest) && Number.isSafeInteger(manifest.created) ? Number(manifest.created) : null,
      async rows(kind) {
        const mine =
          version === 1
            ? parts.filter((part) => part.name === VERSION_1_PARTS[kind])
            : parts.filter((part) => part.name.startsWith(`${kind}/`) && part.name.endsWith('.json'));
        const all: unknown[] = [];
        // One budget for all parts of a kind: each could inflate to a thousand times its size.
        let room = limits.jsonBytes;
        for (const part of mine) {
          const value = await json(part, Math.min(room, limitOf(part, limits)));
          room = Math.max(0, room - part.size);
          if (Array.isArray(value) && all.length + value.length > limits.rows) damaged(part);
          else if (Array.isArray(value)) for (const row of value) all.push(row);
          else if (version === 1 && kind === 'settings' && value !== undefined) all.push(value);
        }
        return all;
      },
      async *eachDocument() {
        for (const part of documents) {
          const gzip = await read(part);
          if (gzip !== null) yield { member: part.name, gzip };
        }
      },
      async bytes(member) {
        const part = byName.get(member);
        return part === undefined ? null : read(part);
      },
    },
  };
}

function kindOf(name: string): RowKind | 'document' | 'manifest' | 'end' | null {
  if (name.startsWith('documents/')) return 'document';
  if (name === 'manifest.json') return 'manifest';
  if (name === 'end.json') return 'end';
  const inFolder = ROW_KINDS.find((kind) => name.startsWith(`${kind}/`));
  return inFolder ?? ROW_KINDS.find((kind) => VERSION_1_PARTS[kind] === name) ?? null;
}

function limitOf(part: ZipPart, limits: BackupLimits): number {
  if (!part.name.endsWith('.json')) return limits.documentBytes;
  return part.name.includes('/') ? limits.partBytes : limits.jsonBytes;
}

function refuse(code: RefusalCode, detail: Refusal['detail']): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, detail } };
}
