import ipaddr from 'ipaddr.js';
import type { IpTable, RangeColumn } from './ip-table.ts';

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
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address).toByteArray();
  const word = (at: number) =>
    ((parsed[at]! << 24) | (parsed[at + 1]! << 16) | (parsed[at + 2]! << 8) | parsed[at + 3]!) >>> 0;
  const isV4 = parsed.length === 4;
  const high = word(0);
  const low = isV4 ? 0 : word(4);
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

/** Names stay packed until one is asked for: most of the 85,000 never are. */
function systemName(table: IpTable, index: number): string {
  const start = index === 0 ? 0 : table.nameEnds[index - 1]! + 1;
  return utf8.decode(table.names.subarray(start, table.nameEnds[index]));
}
