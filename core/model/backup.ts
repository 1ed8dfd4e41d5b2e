/** Backups: what one would change, and what came of taking it. */
import type { BackupDamage } from './backup-damage.ts';
import type { Refusal, UnixSeconds } from './report.ts';
import type { Settings } from './views.ts';

/** What a backup changes only where the user says so. */
export interface RestoreTake {
  /** Domains as confirmed: DNS is asked for them from then on. */
  confirmations?: boolean;
  /** Settings that decide what is asked of whom: resolver, names of senders, offline. */
  settings?: boolean;
  /** Policy hosts, without keys. */
  hosts?: boolean;
  /** Reports that were deleted here after the backup was made. */
  deletedReports?: boolean;
  passphrase?: string;
}

export interface RestorePreview {
  /** Version of the format, and when the backup was made; null where that part is damaged. */
  version: number;
  /** Documents in it. */
  documents: number;
  /** Reports in it that are not here, and of those the ones that were deleted here. */
  reports: number;
  deletedHere: number;
  /** Decisions newer than those here, by kind. */
  decisions: Record<string, number>;
  /** Domains that would be confirmed. */
  confirms: string[];
  /** Names of the user's own services, and of alert rules, that would come or change. */
  services: string[];
  alertRules: string[];
  /** Settings that differ: those taken where never set here, and those taken only by a click. */
  settings: Partial<Settings>;
  askedSettings: Partial<Settings>;
  /** Names of policy hosts that are not here. */
  hosts: string[];
  /** Rows that this version cannot read. */
  refused: number;
  /** Parts that are damaged, as far as they were read. */
  damage: BackupDamage[];
}

export type PreviewResult = { ok: true; preview: RestorePreview } | { ok: false; refusal: Refusal };

export type ExportResult = { ok: true; file: Blob; documents: number } | { ok: false; refusal: Refusal };

export interface RestoreResult {
  /** Reports that came in. */
  reports: number;
  decisions: number;
  /** Domains that were not known before. */
  domains: number;
  /** Rows that were malformed, and rows that wait for their time. */
  refused: number;
  parked: number;
  damage: BackupDamage[];
  refusal: Refusal | null;
}

/** A restore that was cut off: give the same file again, and it goes on. */
export interface CutOffRestore {
  id: string;
  at: UnixSeconds;
  total: number;
  done: number;
}

export interface BackupProgress {
  what: 'export' | 'restore';
  done: number;
  total: number;
}

export interface BackupEngine {
  /** One file with all that makes another device this one. With a passphrase it is encrypted, in the format of age. */
  exportAll(options?: { passphrase?: string }): Promise<ExportResult>;
  /** What a backup would change; changes nothing. */
  previewRestore(file: Blob, passphrase?: string): Promise<PreviewResult>;
  /** `refusal` says why it ended early, e.g. `not-a-backup`, `backup-version`, `store-full`, `backup-cancelled`. */
  importBackup(file: Blob, take?: RestoreTake): Promise<RestoreResult>;
  onBackupProgress(listener: (progress: BackupProgress) => void): Promise<void>;
  /** Ends the export or restore under way; what a restore took until then stays, each report whole. */
  cancelBackup(): Promise<void>;
  cutOffRestores(): Promise<CutOffRestore[]>;
}
