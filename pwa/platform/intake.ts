import type { ImportSummary } from '../../core/model/import.ts';
import type { InputFile } from '../../core/model/input.ts';
import type { AppPlatform } from './platform.ts';

/** Hands files to the import queue; `after` runs when they are through. */
export type TakeFiles = (
  files: InputFile[],
  after?: (summary: ImportSummary) => void | Promise<void>,
) => void;

/** A way in for files. Content decides what they are, so that each file is handed over as it is, once. */
export interface Intake {
  id: string;
  /** Shells that have it. */
  shells: readonly AppPlatform['kind'][];
  /** Whether this browser can do it. */
  available(): boolean;
  /** Called once when the app is mounted: listens from then on, or looks for files that wait. */
  start?(take: TakeFiles): void | Promise<void>;
  /** Asks the user for files, in a click; an empty list where the user leaves it. */
  ask?(): Promise<InputFile[]>;
}
