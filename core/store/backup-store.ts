import type { UnixSeconds } from '../model/report.ts';
import type { PresenceRegister } from '../model/stored.ts';
import type { RowKind } from './backup-shape.ts';
import type { ReportRow } from './rows.ts';

/** A document of the store, with what stands in the list about the reports in it. */
export interface BackedDocument {
  id: string;
  fileName: string;
  mail: ReportRow['mail'] | null;
  keep: string[];
  gzip: Uint8Array;
}

/** What a backup takes out of the store, and puts back into it. */
export interface BackupStore {
  /** Rows of a kind in pages; those of the sample are left out, and of failure reports those that are not kept. */
  rows(kind: Exclude<RowKind, 'settings' | 'history' | 'shelf' | 'reports'>): AsyncIterable<unknown[]>;
  /** Reports deleted since a change number: their registers. */
  deletedSince(mark: number): Promise<PresenceRegister[]>;
  /** Every document once, in the order in which they lie in the store. */
  documents(): AsyncIterable<BackedDocument>;
  /** The last backup that was noted, what changed since, and the number of the last change. */
  state(): Promise<{ last: UnixSeconds | null; decisions: number; reports: number; mark: number }>;
  /** A backup of all up to this change was made. On a full disk it is not noted. */
  noteMade(mark: number): Promise<void>;
  /** Adds rows whose keys are not there yet, each checked first. Returns how many, and how many were malformed. */
  addRows(
    kind: 'hosts' | 'changes' | 'alerts' | 'imports' | 'import-notes',
    rows: readonly unknown[],
  ): Promise<{ added: number; refused: number }>;
}
