import type { Note, Outcome, Refusal, UnixSeconds } from './report.ts';

export interface ImportProgress {
  importId: string;
  state: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  files: { done: number; total: number };
  bytes: { done: number; total: number };
  records: number;
  /** Seconds left, estimated; null while unknown. */
  secondsLeft: number | null;
  current: string;
}

export type FileOutcome = Outcome | 'duplicate';

/** How one document of one file ended. */
export interface ImportedFile {
  /** `file` or `container#member`. */
  path: string;
  outcome: FileOutcome;
  reportId: string | null;
  domain: string | null;
  reporter: string | null;
  records: number;
  messages: number;
  notes: Note[];
  refusal: Refusal | null;
}

export interface ImportSummary {
  importId: string;
  started: UnixSeconds;
  finished: UnixSeconds | null;
  state: ImportProgress['state'];
  imported: number;
  repaired: number;
  duplicates: number;
  notReports: number;
  rejected: number;
  records: number;
  messages: number;
  files: ImportedFile[];
  /** Domains in it that the user has neither confirmed nor declined. */
  newDomains: { domain: string; reports: number; messages: number; passed: number }[];
  undone: boolean;
  /**
   * Why it stopped: `store-full` with `usage`, `quota` and `bytes` of the input; `inputs-missing` with
   * `files`, of an import that was cut off and whose files must be given again. Null otherwise.
   */
  problem?: Refusal | null;
}
