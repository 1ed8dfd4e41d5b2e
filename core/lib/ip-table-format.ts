/** The local table in memory, and how large it may be. */
/** The table of June 2026 has 2.8 MB packed, 6.6 MB unpacked, up to 470,000 ranges a column, 91,000 systems. */
export const IP_TABLE_LIMITS = {
  packedBytes: 16 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  /** In each of the four columns. */
  ranges: 3_000_000,
  systems: 500_000,
};
export type IpTableLimits = typeof IP_TABLE_LIMITS;

/** Ranges of one family: each goes from its start to the next one's. */
export interface RangeColumn {
  /** IPv4 address, or the first 32 bits of an IPv6 address. Sorted, with `low`. */
  high: Uint32Array;
  /** The next 32 bits of an IPv6 address: a /64 has one answer. null for IPv4. */
  low: Uint32Array | null;
  /** Index of a system or country, counted from 1; 0: not known. */
  values: Uint32Array | Uint16Array;
}

export interface IpTable {
  /** Version of the source data, e.g. `2.3.2026061719`. */
  version: string;
  countries: string[];
  /** AS numbers, sorted. */
  systems: Uint32Array;
  /** Names of the systems, UTF-8; the name of system `i` lies between `nameEnds[i - 1]` and `nameEnds[i]`. */
  names: Uint8Array;
  nameEnds: Uint32Array;
  system4: RangeColumn;
  country4: RangeColumn;
  system6: RangeColumn;
  country6: RangeColumn;
}

export type IpTableFault = 'not-gzip' | 'too-large' | 'damaged' | 'other-format';
