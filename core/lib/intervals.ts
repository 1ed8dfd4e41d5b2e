/** Sorted, disjoint intervals of addresses while they are worked on; bounds belong to the interval. */

/** IPv4 addresses as numbers, IPv6 addresses as bigints: the same algorithms serve both. */
export interface AddressSpace<T extends number | bigint> {
  min: T;
  max: T;
  next(address: T): T;
  previous(address: T): T;
}

export interface Interval<T extends number | bigint> {
  start: T;
  end: T;
}

/** An interval that carries the index of the item that covers it. */
export interface Piece<T extends number | bigint> extends Interval<T> {
  item: number;
}

export const SPACE4: AddressSpace<number> = {
  min: 0,
  max: 0xffffffff,
  next: (address) => address + 1,
  previous: (address) => address - 1,
};

export const SPACE6: AddressSpace<bigint> = {
  min: 0n,
  max: (1n << 128n) - 1n,
  next: (address) => address + 1n,
  previous: (address) => address - 1n,
};

/**
 * Cuts networks that may contain each other into disjoint pieces; where several cover an address, the one
 * listed first has it. Networks are prefixes: any two are nested or apart, which is what makes one pass enough.
 */
export function firstCovering<T extends number | bigint>(
  space: AddressSpace<T>,
  networks: readonly Interval<T>[],
): Piece<T>[] {
  const order = networks.map((_, index) => index);
  const at = (index: number): Interval<T> => networks[index] as Interval<T>;
  order.sort((x, y) => {
    const [a, b] = [at(x), at(y)];
    if (a.start !== b.start) return a.start < b.start ? -1 : 1;
    if (a.end !== b.end) return a.end > b.end ? -1 : 1;
    return x - y;
  });
  const pieces: Piece<T>[] = [];
  const open: { end: T; item: number }[] = [];
  let from = space.min;
  let full = false;
  const emit = (to: T, item: number): void => {
    if (full || to < from) return;
    const last = pieces[pieces.length - 1];
    if (last && last.item === item && space.next(last.end) === from) last.end = to;
    else pieces.push({ start: from, end: to, item });
  };
  const closeUpTo = (start: T | null): void => {
    for (
      let top = open[open.length - 1];
      top && (start === null || top.end < start);
      top = open[open.length - 1]
    ) {
      emit(top.end, top.item);
      if (top.end === space.max) full = true;
      else if (top.end >= from) from = space.next(top.end);
      open.pop();
    }
  };
  for (const index of order) {
    const { start, end } = at(index);
    closeUpTo(start);
    const outer = open[open.length - 1];
    if (outer && start > from) emit(space.previous(start), outer.item);
    from = start;
    open.push({ end, item: outer ? Math.min(outer.item, index) : index });
  }
  closeUpTo(null);
  return pieces;
}

/**
 * Splits a set by pieces: what each item covers of it, and what none covers. Both inputs sorted and disjoint.
 */
export function splitBy<T extends number | bigint>(
  space: AddressSpace<T>,
  set: readonly Interval<T>[],
  pieces: readonly Piece<T>[],
): { covered: Map<number, Interval<T>[]>; rest: Interval<T>[] } {
  const covered = new Map<number, Interval<T>[]>();
  const rest: Interval<T>[] = [];
  let first = 0;
  for (const { start, end } of set) {
    while (first < pieces.length && (pieces[first] as Piece<T>).end < start) first++;
    let from = start;
    let done = false;
    for (let at = first; at < pieces.length; at++) {
      const piece = pieces[at] as Piece<T>;
      if (piece.start > end) break;
      if (piece.start > from) rest.push({ start: from, end: space.previous(piece.start) });
      // biome-ignore lint/complexity/useMathMinMax: Math.max takes no bigint
      const low = piece.start > from ? piece.start : from;
      // biome-ignore lint/complexity/useMathMinMax: Math.min takes no bigint
      const high = piece.end < end ? piece.end : end;
      const own = covered.get(piece.item);
      if (own) own.push({ start: low, end: high });
      else covered.set(piece.item, [{ start: low, end: high }]);
      if (high === end) {
        done = true;
        break;
      }
      from = space.next(high);
    }
    if (!done) rest.push({ start: from, end });
  }
  return { covered, rest };
}

/** Sorts intervals that do not overlap, and joins those that touch. */
export function joined<T extends number | bigint>(
  space: AddressSpace<T>,
  intervals: readonly Interval<T>[],
): Interval<T>[] {
  const isSorted = intervals.every(
    (interval, i) => i === 0 || (intervals[i - 1] as Interval<T>).start < interval.start,
  );
  const sorted = isSorted ? intervals : [...intervals].sort((a, b) => (a.start < b.start ? -1 : 1));
  const result: Interval<T>[] = [];
  for (const { start, end } of sorted) {
    const last = result[result.length - 1];
    if (last && space.next(last.end) === start) last.end = end;
    else result.push({ start, end });
  }
  return result;
}

/** How many addresses the intervals hold; exact up to 2^53. */
export function countAddresses<T extends number | bigint>(intervals: readonly Interval<T>[]): number {
  let count = 0;
  for (const { start, end } of intervals) count += Number(BigInt(end) - BigInt(start)) + 1;
  return count;
}

/** The interval of a prefix of an IPv4 address. */
export function network4(address: number, prefix: number): Interval<number> {
  const size = 2 ** (32 - prefix);
  const start = Math.floor(address / size) * size;
  return { start, end: start + size - 1 };
}

/** The interval of a prefix of an IPv6 address, given as four words. */
export function network6(words: Uint32Array, prefix: number): Interval<bigint> {
  const address = toBigInt(words);
  const host = (1n << BigInt(128 - prefix)) - 1n;
  return { start: address & ~host, end: address | host };
}

export function toBigInt(words: Uint32Array, at = 0): bigint {
  const word = (i: number): bigint => BigInt(words[at + i] as number);
  return (word(0) << 96n) | (word(1) << 64n) | (word(2) << 32n) | word(3);
}
