import type { ReporterRow } from '../../../core/engine/senders/face.ts';

/** Days of silence, up to the newest report of anybody, from which a reporter counts as stopped. */
export const STOPPED_DAYS = 3;

/** Whether a reporter has been silent while others went on. `newest` is the last UTC day anybody reported. */
export function stoppedSince(row: Pick<ReporterRow, 'lastDay'>, newest: number): boolean {
  return newest - row.lastDay > STOPPED_DAYS;
}

/** Ascending days as runs of neighbours, both ends within. */
export function dayRanges(days: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}
