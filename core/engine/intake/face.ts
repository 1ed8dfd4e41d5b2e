import type { ImportProgress, ImportSummary } from '../../model/import.ts';
import type { InputFile } from '../../model/input.ts';
import type { Refusal, UnixSeconds } from '../../model/report.ts';

export interface ShelfItem {
  id: string;
  path: string;
  size: number;
  at: UnixSeconds;
  outcome: 'rejected' | 'not-a-report';
  refusal: Refusal;
}

/** An import that was cut off or that a full disk stopped, and what is left of it. */
export interface UnfinishedImport {
  importId: string;
  started: UnixSeconds;
  /** `store-full` where the disk had no more room; null where the page was closed. */
  problem: Refusal | null;
  files: {
    total: number;
    done: number;
    /** Not read yet, and still here. */
    left: number;
    /** Not read yet, and to be given again: they were not copied before the page was closed. */
    missing: number;
  };
}

/** Imports, the shelf and the sample. Arguments and results are structured-clonable. */
export interface IntakeRoom {
  importFiles(files: InputFile[], onProgress: (p: ImportProgress) => void): Promise<ImportSummary>;
  pause(importId: string): Promise<void>;
  /** Goes on with a paused import, or with one that was cut off; the latter ends when it is through. */
  resume(importId: string): Promise<void>;
  cancel(importId: string): Promise<void>;
  /** Calls back for imports that `importFiles` does not tell of: those that go on after being cut off, and a backup's. */
  onProgress(listener: (p: ImportProgress) => void): Promise<void>;
  /** Imports that were cut off, newest first, with what is left of each. */
  unfinished(): Promise<UnfinishedImport[]>;
  /** Newest first, without `files`. */
  list(): Promise<ImportSummary[]>;
  /** One import with every file's outcome. */
  summary(importId: string): Promise<ImportSummary | null>;
  undo(importId: string): Promise<number>;
  listShelf(): Promise<ShelfItem[]>;
  shelfBytes(id: string): Promise<Blob>;
  retryShelf(ids: string[], onProgress: (p: ImportProgress) => void): Promise<ImportSummary>;
  deleteShelf(ids: string[]): Promise<void>;
  addSample(): Promise<void>;
  removeSample(): Promise<void>;
  hasSample(): Promise<boolean>;
}
