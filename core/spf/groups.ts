/** Sets of addresses on their way through a record, and what they have used of the limits. */
import { type AddressSpace, type Interval, joined } from '../lib/intervals.ts';
import { MAX_LOOKUPS, MAX_VOIDS } from './limits.ts';
import { type Ending, endingOf } from './verdict.ts';

/** Addresses with one ending at one cost, in the order of evaluation. */
export interface Segment<T extends number | bigint> {
  ending: Ending;
  /** Addresses here must be evaluated one by one, because of `ending.term`. */
  dynamic: boolean;
  lookups: number;
  voids: number;
  ranges: Interval<T>[];
}

/** Addresses still under way that have used the same of the limits. */
export interface Group<T extends number | bigint> {
  lookups: number;
  voids: number;
  ranges: Interval<T>[];
}

export function endAll<T extends number | bigint>(groups: readonly Group<T>[], ending: Ending): Segment<T>[] {
  return groups.map((group) => ({ ...group, ending, dynamic: false }));
}

export function leaveDynamic<T extends number | bigint>(
  groups: readonly Group<T>[],
  term: string,
  path: string[],
): Segment<T>[] {
  return groups.map((group) => ({
    ...group,
    ending: { ...endingOf('undecided', path, 'needs-dns'), term },
    dynamic: true,
  }));
}

export function countLookup<T extends number | bigint>(groups: readonly Group<T>[], path: string[]) {
  const spent = groups.filter((group) => group.lookups === MAX_LOOKUPS);
  return {
    going: groups
      .filter((group) => group.lookups < MAX_LOOKUPS)
      .map((group) => ({ ...group, lookups: group.lookups + 1 })),
    ended: endAll(spent, endingOf('permerror', path, 'too-many-lookups')),
  };
}

export function countVoid<T extends number | bigint>(groups: readonly Group<T>[], path: string[]) {
  const spent = groups.filter((group) => group.voids === MAX_VOIDS);
  return {
    going: groups
      .filter((group) => group.voids < MAX_VOIDS)
      .map((group) => ({ ...group, voids: group.voids + 1 })),
    ended: endAll(spent, endingOf('permerror', path, 'too-many-voids')),
  };
}

/** Groups that have used the same become one: at most 33 are ever under way. */
export function mergeGroups<T extends number | bigint>(
  space: AddressSpace<T>,
  groups: readonly Group<T>[],
): Group<T>[] {
  const byCost = new Map<number, Group<T>>();
  for (const { lookups, voids, ranges } of groups) {
    const key = lookups * (MAX_VOIDS + 1) + voids;
    const same = byCost.get(key);
    if (same) same.ranges.push(...ranges);
    else byCost.set(key, { lookups, voids, ranges: [...ranges] });
  }
  return [...byCost.values()].map((group) => ({ ...group, ranges: joined(space, group.ranges) }));
}
