/**
 * The local table: organisation, AS and country of an address, without asking anyone. Built by
 * pwa/build/encode-ip-table.ts, which also describes the file's layout.
 */
import { gunzipChecked } from './gunzip-checked.ts';
import { decodeIpTable } from './ip-table-decode.ts';
import { IP_TABLE_LIMITS, type IpTable, type IpTableFault, type IpTableLimits } from './ip-table-format.ts';

/** Unpacks and checks the table. Bytes that are not a whole table give a fault, never a part of one. */
export function loadIpTable(
  bytes: Uint8Array,
  limits: Partial<IpTableLimits> = {},
): IpTable | { fault: IpTableFault } {
  const caps = { ...IP_TABLE_LIMITS, ...limits };
  if (bytes.length > caps.packedBytes) return { fault: 'too-large' };
  const unpacked = gunzipChecked(bytes, caps.unpackedBytes);
  return typeof unpacked === 'string' ? { fault: unpacked } : decodeIpTable(unpacked, caps);
}
