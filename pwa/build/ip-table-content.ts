import type { IpTableContent } from './encode-ip-table.ts';
import { flattenRanges, type Segment } from './flatten-ranges.ts';
import { readSource, type SourceRange, sourceVersion } from './ip-sources.ts';

/** Reads the installed source packages into what the table holds. Takes seconds. */
export function ipTableContent(): IpTableContent {
  const systems = new Map<number, string>();
  const readSystems = (family: 4 | 6) =>
    flattenRanges(
      readSource('asn', family).map(({ first, last, values }) => {
        const asn = Number(values[0]);
        systems.set(asn, values[1] ?? '');
        return { first, last, value: asn };
      }),
    );
  const countries6 = flattenRanges(readCountries('geo-whois-asn-country', 6));
  return {
    version: sourceVersion('asn'),
    system4: readSystems(4),
    system6: readSystems(6),
    systems,
    country4: flattenRanges(readCountries('geo-whois-asn-country', 4)),
    country6: correctApnic(countries6, flattenRanges(readCountries('asn-country', 6))),
  };
}

type CountryRange = { first: bigint; last: bigint; value: string };

function readCountries(name: 'geo-whois-asn-country' | 'asn-country', family: 4 | 6): CountryRange[] {
  return readSource(name, family).map(({ first, last, values }: SourceRange) => ({
    first,
    last,
    value: values[0] ?? '',
  }));
}

/** 2001::/16, as first 64 bits. */
const BLOCK_START = 0x2001n << 48n;
const BLOCK_END = 0x2002n << 48n;

/**
 * In 2001::/16 the first source says `AU` for whatever is left of the large blocks of the registry APNIC,
 * whose own address is in Australia: of CERNET, of WIDE and of 3,000 more networks (version of June 2026).
 * There the country that the registry gave the range to is used.
 */
export function correctApnic(segments: Segment<string>[], registry: Segment<string>[]): Segment<string>[] {
  const ranges = segments.flatMap(({ start, value }, i) => {
    if (value === null) return [];
    const range = { first: start, last: (segments[i + 1]?.start ?? 1n << 64n) - 1n, value };
    const isLeftOver = value === 'AU' && range.first >= BLOCK_START && range.last < BLOCK_END;
    return isLeftOver ? [range, ...cut(registry, range)] : [range];
  });
  return flattenRanges(ranges);
}

/** The parts of segments that lie in the range and have a value. */
function cut(segments: Segment<string>[], range: CountryRange): CountryRange[] {
  const parts: CountryRange[] = [];
  for (let i = lastAtOrBefore(segments, range.first); i < segments.length; i++) {
    const { start, value } = segments[i]!;
    if (start > range.last) break;
    const end = (segments[i + 1]?.start ?? range.last + 1n) - 1n;
    if (value === null || end < range.first) continue;
    const part = { first: start, last: end, value };
    if (start < range.first) part.first = range.first;
    if (end > range.last) part.last = range.last;
    parts.push(part);
  }
  return parts;
}

function lastAtOrBefore(segments: Segment<string>[], address: bigint): number {
  let from = 0;
  let to = segments.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (segments[middle]!.start > address) to = middle;
    else from = middle + 1;
  }
  return Math.max(0, from - 1);
}
