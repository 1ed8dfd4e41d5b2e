import { ByteCursor } from './byte-cursor.ts';
import type { IpTable, IpTableFault, IpTableLimits, RangeColumn } from './ip-table-format.ts';

/** First bytes of the unpacked table; the last one counts the layouts. */
export const IP_TABLE_MAGIC = [0x52, 0x49, 0x50, 0x01] as const;

/** Starts of ranges mostly have many zero bits at their end; these many are saved. */
export const ROUND_V4 = 2 ** 8;
export const ROUND_V6 = 2 ** 16;

/** Two letters each, and never more than a Uint16Array of values can name. */
const MAX_COUNTRIES = 26 * 26;
const MAX_VERSION_BYTES = 64;

/** Reads the unpacked table. Every count is checked before anything of its size is made. */
export function decodeIpTable(bytes: Uint8Array, limits: IpTableLimits): IpTable | { fault: IpTableFault } {
  const cursor = new ByteCursor(bytes);
  const magic = cursor.take(IP_TABLE_MAGIC.length);
  if (!IP_TABLE_MAGIC.every((byte, at) => magic[at] === byte)) return { fault: 'other-format' };

  const version = text(cursor.take(readCount(cursor, MAX_VERSION_BYTES)));
  const countryCount = readCount(cursor, MAX_COUNTRIES);
  const countries = text(cursor.take(countryCount * 2)).match(/[A-Z]{2}/g) ?? [];
  if (countries.length !== countryCount) return { fault: 'damaged' };

  const systems = readSystems(cursor, limits.systems);
  const names = cursor.take(cursor.number());
  const nameEnds = findLineEnds(names, systems.length);
  const system4 = readColumn(cursor, 4, new Uint32Array(0), systems.length, limits.ranges);
  const country4 = readColumn(cursor, 4, new Uint16Array(0), countryCount, limits.ranges);
  const system6 = readColumn(cursor, 6, new Uint32Array(0), systems.length, limits.ranges);
  const country6 = readColumn(cursor, 6, new Uint16Array(0), countryCount, limits.ranges);
  if (cursor.failed || !cursor.atEnd || !nameEnds) return { fault: 'damaged' };
  return { version, countries, systems, names, nameEnds, system4, country4, system6, country6 };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A count, 0 and failure where it is over the cap. */
function readCount(cursor: ByteCursor, max: number): number {
  const count = cursor.number();
  if (count <= max) return count;
  cursor.failed = true;
  return 0;
}

function readSystems(cursor: ByteCursor, max: number): Uint32Array {
  const systems = new Uint32Array(readCount(cursor, max));
  let last = 0;
  for (let i = 0; i < systems.length && !cursor.failed; i++) {
    last += cursor.number();
    if (last > 0xffff_ffff) cursor.failed = true;
    systems[i] = last;
  }
  return systems;
}

/** Where each name ends: at its line feed. null where there are more or fewer names than systems. */
function findLineEnds(names: Uint8Array, count: number): Uint32Array | null {
  const ends = new Uint32Array(count);
  let found = 0;
  for (let at = names.indexOf(10); at >= 0; at = names.indexOf(10, at + 1)) {
    if (found === count) return null;
    ends[found++] = at;
  }
  return found === count ? ends : null;
}

/** Starts as differences, strictly rising; then the values, none above `maxValue`. */
function readColumn(
  cursor: ByteCursor,
  family: 4 | 6,
  kind: Uint32Array | Uint16Array,
  maxValue: number,
  maxRanges: number,
): RangeColumn {
  const count = readCount(cursor, maxRanges);
  const highs = new Uint32Array(count);
  const lows = family === 6 ? new Uint32Array(count) : null;
  let high = 0;
  let low = 0;
  for (let i = 0; i < count && !cursor.failed; i++) {
    const step = lows ? cursor.number() : readRounded(cursor, ROUND_V4);
    const rest = lows ? readRounded(cursor, ROUND_V6) : 0;
    high += step;
    low = step > 0 ? rest : low + rest;
    const rises = i === 0 || step > 0 || rest > 0;
    if (!rises || high > 0xffff_ffff || low > 0xffff_ffff) cursor.failed = true;
    highs[i] = high;
    if (lows) lows[i] = low;
  }
  const values = kind instanceof Uint16Array ? new Uint16Array(count) : new Uint32Array(count);
  for (let i = 0; i < count && !cursor.failed; i++) {
    const value = cursor.number();
    if (value > maxValue) cursor.failed = true;
    values[i] = value;
  }
  return { high: highs, low: lows, values };
}

/** The lowest bit tells whether the number was a multiple of `unit` and stands divided by it. */
function readRounded(cursor: ByteCursor, unit: number): number {
  const coded = cursor.number();
  const value = Math.floor(coded / 2);
  return coded % 2 === 0 ? value * unit : value;
}
