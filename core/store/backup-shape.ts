import type { Settings } from '../model/settings.ts';
import { isRecord } from './exchange-shape.ts';

export const BACKUP_FORMAT = 'rualens-backup';
export const BACKUP_VERSION = 1;

/** Caps on a backup, which may come from anywhere. */
export interface BackupLimits {
  /** Bytes of the file. */
  bytes: number;
  /** Members of the zip. */
  members: number;
  /** Bytes of the JSON members after inflating. */
  jsonBytes: number;
  /** Bytes of one document. */
  documentBytes: number;
}

export const BACKUP_LIMITS: BackupLimits = {
  bytes: 4 * 1024 ** 3,
  members: 1_000_000,
  jsonBytes: 512 * 1024 * 1024,
  documentBytes: 512 * 1024 * 1024,
};

/** A line of `reports.json`: where the document of a member came from. */
export interface BackupReport {
  /** Member of the zip. */
  member: string;
  fileName: string;
  fromDomain: string | null;
}

export function readBackupReport(value: unknown): BackupReport | null {
  if (!isRecord(value)) return null;
  const { member, fileName, fromDomain } = value;
  if (typeof member !== 'string' || !/^documents\/[0-9a-f]{64}\.gz$/.test(member)) return null;
  if (typeof fileName !== 'string' || fileName.length > 2_000) return null;
  if (fromDomain !== null && (typeof fromDomain !== 'string' || fromDomain.length > 255)) return null;
  return { member, fileName, fromDomain };
}

/** Settings of a backup that have the right shape; the others are left out. */
export function readSettings(value: unknown): Partial<Settings> {
  if (!isRecord(value)) return {};
  const settings: Partial<Settings> = {};
  if (typeof value.noNetwork === 'boolean') settings.noNetwork = value.noNetwork;
  if (typeof value.localTable === 'boolean') settings.localTable = value.localTable;
  if (isOneOf(value.nameSenders, ['ask', 'on', 'off'])) settings.nameSenders = value.nameSenders;
  if (isOneOf(value.language, ['auto', 'en', 'de'])) settings.language = value.language;
  if (isOneOf(value.theme, ['auto', 'light', 'dark'])) settings.theme = value.theme;
  if (typeof value.userName === 'string') settings.userName = value.userName.slice(0, 200);
  if (Array.isArray(value.resolvers) && value.resolvers.length <= 20 && value.resolvers.every(isResolver)) {
    settings.resolvers = value.resolvers;
  }
  return settings;
}

function isResolver(value: unknown): value is Settings['resolvers'][number] {
  return (
    isRecord(value) &&
    [value.id, value.name, value.url].every((it) => typeof it === 'string' && it.length <= 500) &&
    (value.url === '' || /^https?:\/\//.test(value.url as string)) &&
    (value.format === undefined || isOneOf(value.format, ['wire', 'json']))
  );
}

function isOneOf<const T extends string>(value: unknown, known: readonly T[]): value is T {
  return known.includes(value as T);
}
