/**
 * Writes the local table. Unpacked, all numbers in groups of 7 bits, lowest first:
 *
 *     magic, layout · length and text of the version · count and letters of the countries
 *     count and differences of the AS numbers · length and text of their names, one a line
 *     four columns (system of IPv4, country of IPv4, system of IPv6, country of IPv6):
 *       count, starts, values (0: not known, else index counted from 1)
 *
 * A start is the difference to the one before; IPv6 in two steps of 32 bits, the second whole where the
 * first is not 0. The parts are columns and not rows because gzip packs like with like.
 */
import { gzipSync } from 'node:zlib';
import { IP_TABLE_MAGIC, ROUND_V4, ROUND_V6 } from '../../core/lib/ip-table-decode.ts';
import type { Segment } from './flatten-ranges.ts';

/** What goes into the table. Segments are sorted and do not overlap; IPv6 starts are the first 64 bits. */
export interface IpTableContent {
  version: string;
  /** AS number to organisation. */
  systems: Map<number, string>;
  system4: Segment<number>[];
  country4: Segment<string>[];
  system6: Segment<number>[];
  country6: Segment<string>[];
}

/** The table as a gzip file, the same for the same content. */
export function encodeIpTable(content: IpTableContent): Uint8Array {
  const out: number[] = [...IP_TABLE_MAGIC];
  writeText(out, content.version);

  const v4 = <T>(segments: Segment<T>[]) => segments.filter(({ start }) => start < 1n << 32n);
  const v6 = <T>(segments: Segment<T>[]) => segments.filter(({ start }) => start < 1n << 64n);
  const used = [...content.country4, ...content.country6].map((segment) => segment.value);
  const countries = [...new Set(used)].filter((code) => code !== null).sort();
  writeNumber(out, countries.length);
  for (const byte of new TextEncoder().encode(countries.join(''))) out.push(byte);

  const systems = [...content.systems.keys()].sort((a, b) => a - b);
  writeNumber(out, systems.length);
  systems.forEach((asn, i) => {
    writeNumber(out, asn - (systems[i - 1] ?? 0));
  });
  writeText(out, systems.map((asn) => `${content.systems.get(asn)!.replace(/[\r\n]+/g, ' ')}\n`).join(''));

  const systemIndex = new Map(systems.map((asn, i) => [asn, i + 1]));
  const countryIndex = new Map(countries.map((code, i) => [code, i + 1]));
  writeColumn(out, v4(content.system4), systemIndex, writeStarts4);
  writeColumn(out, v4(content.country4), countryIndex, writeStarts4);
  writeColumn(out, v6(content.system6), systemIndex, writeStarts6);
  writeColumn(out, v6(content.country6), countryIndex, writeStarts6);
  return gzipSync(Uint8Array.from(out), { level: 9, memLevel: 9 });
}

function writeColumn<T>(
  out: number[],
  segments: Segment<T>[],
  index: Map<T, number>,
  writeStarts: (out: number[], starts: bigint[]) => void,
): void {
  writeNumber(out, segments.length);
  writeStarts(
    out,
    segments.map((segment) => segment.start),
  );
  for (const { value } of segments) writeNumber(out, value === null ? 0 : index.get(value)!);
}

function writeStarts4(out: number[], starts: bigint[]): void {
  starts.forEach((start, i) => {
    writeRounded(out, Number(start - (starts[i - 1] ?? 0n)), ROUND_V4);
  });
}

function writeStarts6(out: number[], starts: bigint[]): void {
  let high = 0;
  let low = 0;
  for (const start of starts) {
    const nextHigh = Number(start >> 32n);
    const nextLow = Number(start & 0xffff_ffffn);
    writeNumber(out, nextHigh - high);
    writeRounded(out, nextHigh === high ? nextLow - low : nextLow, ROUND_V6);
    high = nextHigh;
    low = nextLow;
  }
}

function writeText(out: number[], text: string): void {
  const bytes = new TextEncoder().encode(text);
  writeNumber(out, bytes.length);
  for (const byte of bytes) out.push(byte);
}

/** A multiple of `unit` is divided by it; the lowest bit tells which it is. */
function writeRounded(out: number[], value: number, unit: number): void {
  writeNumber(out, value % unit === 0 ? (value / unit) * 2 : value * 2 + 1);
}

function writeNumber(out: number[], value: number): void {
  while (value >= 0x80) {
    out.push((value % 0x80) + 0x80);
    value = Math.floor(value / 0x80);
  }
  out.push(value);
}
