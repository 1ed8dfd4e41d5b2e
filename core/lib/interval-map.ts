/**
 * A map from addresses to small numbers: the whole address space cut into intervals, found by binary search
 * over typed arrays. Interval i reaches from its start to the start of the next.
 */

export interface IntervalMap4 {
  /** Ascending; the first is 0. */
  starts: Uint32Array;
  values: Uint32Array;
}

export interface IntervalMap6 {
  /** Four words an interval, ascending; the first four are 0. */
  starts: Uint32Array;
  values: Uint32Array;
}

/** Value at an IPv4 address. */
export function lookup4(map: IntervalMap4, address: number): number {
  const { starts, values } = map;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= address) low = middle;
    else high = middle - 1;
  }
  return values[low] as number;
}

/** Value at the IPv6 address whose four words begin at `at`. */
export function lookup6(map: IntervalMap6, words: Uint32Array, at = 0): number {
  const { starts, values } = map;
  const a = words[at] as number;
  const b = words[at + 1] as number;
  const c = words[at + 2] as number;
  const d = words[at + 3] as number;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const m = middle * 4;
    let diff = (starts[m] as number) - a;
    if (diff === 0) diff = (starts[m + 1] as number) - b;
    if (diff === 0) diff = (starts[m + 2] as number) - c;
    if (diff === 0) diff = (starts[m + 3] as number) - d;
    if (diff <= 0) low = middle;
    else high = middle - 1;
  }
  return values[low] as number;
}
