import type { Refusal, UnixSeconds } from './report.ts';
import type { Period } from './views.ts';

/** Reports of a domain, of a period, or of both; of neither: all. A report counts where its middle lies. */
export interface DataFilter {
  domain?: string;
  period?: Period;
}

/** How much a filter holds. */
export interface DataFigures {
  reports: number;
  /** Messages of aggregate reports; TLS sessions and failures are not added to them. */
  messages: number;
  /** By name. */
  domains: string[];
  /** Failure reports among them that the user marked to be kept. */
  kept: number;
  /** First and last second covered; null where there is nothing. */
  begin: UnixSeconds | null;
  end: UnixSeconds | null;
}

/** Deleting more than one report. */
export interface StoredDataEngine {
  countData(filter: DataFilter): Promise<DataFigures>;
  /** Deletes what `countData` counts. The token is for `undoDelete`, until the app is closed. */
  deleteData(filter: DataFilter): Promise<{ token: string; reports: number }>;
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
