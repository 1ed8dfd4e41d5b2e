import * as v from 'valibot';
import type { MailContext } from '../model/report.ts';
import type { Settings } from '../model/settings.ts';
import { mailShape } from './backup-row-shapes.ts';

export const BACKUP_FORMAT = 'rualens-backup';
/** Version 1 had no digests, and its documents no registers. */
export const BACKUP_VERSION = 2;

/** Caps on a backup, which may come from anywhere. */
export interface BackupLimits {
  /** Bytes of the file. */
  bytes: number;
  /** Parts of the zip. */
  members: number;
  /** Bytes of all JSON of a kind after inflating; version 1 had it in one part. */
  jsonBytes: number;
  /** Bytes of one JSON part of version 2 after inflating. Ours are of 2 MB and a row. */
  partBytes: number;
  /** Rows of a kind. */
  rows: number;
  /** Bytes of one document. */
  documentBytes: number;
}

export const BACKUP_LIMITS: BackupLimits = {
  bytes: 4 * 1024 ** 3,
  members: 1_000_000,
  jsonBytes: 512 * 1024 * 1024,
  partBytes: 64 * 1024 * 1024,
  rows: 4_000_000,
  documentBytes: 512 * 1024 * 1024,
};

/** Kinds of rows in a backup, in the order in which they are written: what is small and dear comes first. */
export const ROW_KINDS = [
  'settings',
  'decisions',
  'hosts',
  'changes',
  'alerts',
  'imports',
  'import-notes',
  'registers',
  'lasting',
  'history',
  'shelf',
  'reports',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** A row of `reports`: where the document of a part came from. */
export interface BackupReport {
  /** Part of the zip. */
  member: string;
  fileName: string;
  mail: MailContext | null;
  /** Failure reports that the user keeps. */
  keep: string[];
}

const reportShape = v.object({
  member: v.pipe(v.string(), v.regex(/^documents\/[0-9a-f]{64}\.gz$/)),
  fileName: text(2_000),
  mail: v.optional(mailShape, null),
  keep: v.optional(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))), []),
});

export function readBackupReport(value: unknown): BackupReport | null {
  const read = v.safeParse(reportShape, value);
  return read.success ? read.output : null;
}

const resolverShape = v.looseObject({
  id: text(500),
  name: text(500),
  url: v.pipe(text(500), v.regex(/^(https?:\/\/|$)/)),
  format: v.optional(v.picklist(['wire', 'json'])),
});

const settingShapes: { [K in keyof Settings]: v.GenericSchema<unknown, Settings[K]> } = {
  resolvers: v.pipe(v.array(resolverShape), v.maxLength(20)) as never,
  noNetwork: v.boolean(),
  nameSenders: v.picklist(['ask', 'on', 'off']),
  localTable: v.boolean(),
  language: v.picklist(['auto', 'en', 'de']),
  theme: v.picklist(['auto', 'light', 'dark']),
  userName: v.pipe(
    v.string(),
    v.transform((it) => it.slice(0, 200)),
  ),
};

/** Settings of a backup that have the right shape; the others are left out. */
export function readSettings(value: unknown): Partial<Settings> {
  if (typeof value !== 'object' || value === null) return {};
  const settings: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(settingShapes)) {
    const read = v.safeParse(shape, (value as Record<string, unknown>)[name]);
    if (read.success) settings[name] = read.output;
  }
  return settings as Partial<Settings>;
}
