import * as v from 'valibot';
import type { MailContext } from '../model/report.ts';
import type { Settings } from '../model/settings.ts';

export const BACKUP_FORMAT = 'rualens-backup';
/** Version 1 had no digests, and its documents no registers. */
export const BACKUP_VERSION = 2;

/** Caps on a backup, which may come from anywhere. */
export interface BackupLimits {
  /** Bytes of the file. */
  bytes: number;
  /** Parts of the zip. */
  members: number;
  /** Bytes of one JSON part after inflating. */
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
  'history',
  'shelf',
  'reports',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const whole = v.pipe(v.number(), v.integer());

const mailShape = v.nullable(
  v.object({
    fromDomain: text(255),
    subject: text(2_000),
    date: v.nullable(v.number()),
    messageId: text(2_000),
  }),
);

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

const domainsShape = v.record(text(255), v.tuple([whole, whole, whole]));

/** Rows that are taken as they are where they have this shape, each under its key. */
export const ROW_SHAPES = {
  hosts: v.looseObject({
    id: text(100),
    kind: v.picklist(['powerdns', 'cloudflare', 'manual']),
    name: text(500),
    url: text(2_000),
    server: text(255),
    nameServers: v.array(text(255)),
    zone: text(255),
    limitedTo: v.array(text(255)),
    ttl: v.number(),
  }),
  changes: v.looseObject({ id: text(100), time: whole, domain: text(255) }),
  alerts: v.looseObject({
    id: text(1_000),
    rule: text(200),
    kind: text(100),
    domain: text(255),
    day: whole,
    at: whole,
    state: v.picklist(['unread', 'read', 'done']),
    notified: v.boolean(),
    data: v.record(v.string(), v.unknown()),
    versions: v.optional(v.array(v.object({ at: whole, data: v.record(v.string(), v.unknown()) }))),
  }),
  imports: v.looseObject({
    id: v.pipe(v.string(), v.regex(/^[0-9a-z][0-9a-z-]{0,39}$/)),
    total: v.object({ files: whole, bytes: v.number() }),
    domains: domainsShape,
    started: whole,
    finished: v.nullable(whole),
    state: v.picklist(['running', 'paused', 'done', 'cancelled', 'failed']),
    imported: whole,
    repaired: whole,
    duplicates: whole,
    notReports: whole,
    rejected: whole,
    records: whole,
    messages: whole,
    undone: v.boolean(),
  }),
  'import-notes': v.object({
    importId: text(40),
    files: v.array(
      v.looseObject({
        path: text(10_000),
        outcome: text(40),
        reportId: v.nullable(text(64)),
        domain: v.nullable(text(255)),
        reporter: v.nullable(text(255)),
        records: whole,
        messages: whole,
        notes: v.array(v.looseObject({ code: v.string() })),
        refusal: v.nullable(v.looseObject({ code: v.string(), detail: v.record(v.string(), v.unknown()) })),
      }),
    ),
    done: v.array(v.string()),
  }),
  shelf: v.looseObject({
    id: text(100),
    member: v.pipe(v.string(), v.regex(/^shelf\/\d{6}$/)),
    path: text(10_000),
    at: whole,
    outcome: v.picklist(['rejected', 'not-a-report']),
    refusal: v.looseObject({ code: v.string(), detail: v.record(v.string(), v.unknown()) }),
    mail: mailShape,
    importId: text(40),
  }),
} as const;

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
