import type { UnixSeconds } from './report.ts';

/** Half-open period in Unix seconds; a report counts where the middle of its range falls in it. */
export interface Period {
  begin: UnixSeconds;
  end: UnixSeconds;
}
