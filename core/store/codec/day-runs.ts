/**
 * Sets of days as sorted runs `[first, length, first, length, …]`: a daily sender of a year takes two
 * numbers, a sporadic one two for each day.
 */

/** Adds `length` days from `first` on, in place; neighbours join. */
export function addRun(runs: number[], first: number, length: number): void {
  let start = first;
  let end = first + length;
  let at = runs.length;
  // From the back: reports mostly come in the order of their days.
  while (at > 0 && runs[at - 2]! > start) at -= 2;
  if (at > 0 && runs[at - 2]! + runs[at - 1]! >= start) {
    at -= 2;
    start = runs[at]!;
  }
  let past = at;
  while (past < runs.length && runs[past]! <= end) {
    end = Math.max(end, runs[past]! + runs[past + 1]!);
    past += 2;
  }
  runs.splice(at, past - at, start, end - start);
}

/** Number of days in the set. */
export function countDays(runs: readonly number[]): number {
  let days = 0;
  for (let i = 1; i < runs.length; i += 2) days += runs[i]!;
  return days;
}
