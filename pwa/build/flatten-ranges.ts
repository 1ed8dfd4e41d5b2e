/** A run of addresses from `start` to before the next segment's start. */
export interface Segment<T> {
  start: bigint;
  /** null where no range covers the addresses. */
  value: T | null;
}

/**
 * Turns ranges, sorted by first address, into segments that do not overlap. Where ranges overlap, the one
 * that comes last wins: in the sources that is the narrower. Neighbours of equal value become one.
 */
export function flattenRanges<T>(ranges: Iterable<{ first: bigint; last: bigint; value: T }>): Segment<T>[] {
  const segments: Segment<T>[] = [];
  const open: { last: bigint; value: T }[] = [];
  const begin = (start: bigint, value: T | null) => {
    if (segments.at(-1)?.start === start) segments.pop();
    if ((segments.at(-1)?.value ?? null) !== value) segments.push({ start, value });
  };
  const closeBefore = (limit: bigint | null) => {
    for (let top = open.at(-1); top && (limit === null || top.last < limit); top = open.at(-1)) {
      const ended = top.last;
      while (open.length > 0 && open.at(-1)!.last <= ended) open.pop();
      begin(ended + 1n, open.at(-1)?.value ?? null);
    }
  };
  for (const { first, last, value } of ranges) {
    closeBefore(first);
    begin(first, value);
    open.push({ last, value });
  }
  closeBefore(null);
  return segments;
}
