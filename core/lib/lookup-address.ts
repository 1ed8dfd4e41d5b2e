import { parseIp } from './ip.ts';
import type { IpTable, RangeColumn } from './ip-table-format.ts';

/** What the local table knows of an address. */
export interface AddressOwner {
  /** Number of the autonomous system; 0: not known. */
  asn: number;
  /** Empty: not known. */
  organisation: string;
  /** ISO 3166 code, e.g. `DE`; empty: not known. */
  country: string;
}

/** Looks an IPv4 or IPv6 address up; null for what is no address, or where nothing is known of it. */
export function lookupAddress(table: IpTable, address: string): AddressOwner | null {
  const ip = parseIp(address.trim());
  if (!ip) return null;
  const isV4 = ip.family === 4;
  const high = ip.words[0]!;
  const low = isV4 ? 0 : ip.words[1]!;
  const system = valueAt(isV4 ? table.system4 : table.system6, high, low);
  const country = valueAt(isV4 ? table.country4 : table.country6, high, low);
  if (system === 0 && country === 0) return null;
  return {
    asn: system === 0 ? 0 : table.systems[system - 1]!,
    organisation: system === 0 ? '' : systemName(table, system - 1),
    country: country === 0 ? '' : table.countries[country - 1]!,
  };
}

/** Value of the last range that starts at or before the address. */
function valueAt(column: RangeColumn, high: number, low: number): number {
  const { high: highs, low: lows } = column;
  let from = 0;
  let to = highs.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const start = highs[middle]!;
    const after = start > high || (lows !== null && start === high && lows[middle]! > low);
    if (after) to = middle;
    else from = middle + 1;
  }
  return from === 0 ? 0 : column.values[from - 1]!;
}

const utf8 = new TextDecoder();

/** Names stay packed until one is asked for: most of the 91,000 never are. */
function systemName(table: IpTable, index: number): string {
  const start = index === 0 ? 0 : table.nameEnds[index - 1]! + 1;
  return utf8.decode(table.names.subarray(start, table.nameEnds[index]));
}
