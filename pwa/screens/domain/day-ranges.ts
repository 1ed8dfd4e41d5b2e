/** Days as ranges of neighbouring ones, first and last included; in order. */
export function dayRanges(days: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && day <= last[1] + 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}
