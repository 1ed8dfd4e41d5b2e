/** DNS out of an object literal, for tests: names in lower case, values as in a zone file. */
import type { DnsFailure, DnsRecord, DnsResult, RecordType, Resolve } from '../../core/model/dns.ts';

export interface ZoneNode {
  A?: string[];
  AAAA?: string[];
  /** A string is one character-string; a list is one record of several. */
  TXT?: (string | string[])[];
  NS?: string[];
  MX?: [number, string][];
  DS?: number[];
  CNAME?: string;
  /** Marks the apex of a zone: names below it that do not exist are denied by it. */
  SOA?: true;
  /** Every question at this name fails so. */
  fail?: DnsFailure['kind'];
  /** Extended DNS Error code of the failure. */
  ede?: number;
}

export type Zone = Record<string, ZoneNode>;

const TTL = 300;
const MAX_CHAIN = 8;

/** A resolver over the zone; `asked` collects `NAME TYPE` in order. */
export function zoneResolver(zone: Zone, asked: string[] = []): Resolve {
  return async (name, type) => {
    asked.push(`${name} ${type}`);
    return answer(zone, name.toLowerCase(), type);
  };
}

function answer(zone: Zone, name: string, type: RecordType): DnsResult {
  const chain: { name: string; target: string }[] = [];
  let owner = name;
  for (;;) {
    const node = zone[owner];
    if (node?.fail !== undefined) {
      const error = node.ede === undefined ? null : { code: node.ede, text: '' };
      return { kind: node.fail, error, detail: '', age: 0, stale: false };
    }
    if (node?.CNAME !== undefined && type !== 'CNAME') {
      chain.push({ name: owner, target: node.CNAME });
      if (chain.length > MAX_CHAIN)
        return { kind: 'servfail', error: null, detail: '', age: 0, stale: false };
      owner = node.CNAME;
      continue;
    }
    const records = node === undefined ? [] : recordsOf(owner, node, type);
    if (records.length > 0) return { kind: 'answer', records, chain, ttl: TTL, age: 0, stale: false };
    const below = Object.keys(zone).some((each) => each.endsWith(`.${owner}`));
    const kind = node !== undefined || below ? 'nodata' : 'nxdomain';
    return { kind, chain, soaOwner: apexOf(zone, owner), ttl: TTL, age: 0, stale: false };
  }
}

function recordsOf(name: string, node: ZoneNode, type: RecordType): DnsRecord[] {
  const base = { name, ttl: TTL };
  switch (type) {
    case 'A':
    case 'AAAA':
      return (node[type] ?? []).map((data) => ({ type, ...base, data }));
    case 'NS':
      return (node.NS ?? []).map((data) => ({ type, ...base, data }));
    case 'CNAME':
      return node.CNAME === undefined ? [] : [{ type, ...base, data: node.CNAME }];
    case 'TXT':
      return (node.TXT ?? []).map((data) => ({ type, ...base, data: Array.isArray(data) ? data : [data] }));
    case 'MX':
      return (node.MX ?? []).map(([preference, exchange]) => ({
        type,
        ...base,
        data: { preference, exchange },
      }));
    case 'DS':
      return (node.DS ?? []).map((keyTag) => ({ type, ...base, data: { keyTag } }));
    case 'SOA':
      return node.SOA ? [{ type, ...base, data: { mname: 'ns.test', minimum: TTL } }] : [];
    default:
      return [];
  }
}

function apexOf(zone: Zone, name: string): string | null {
  const labels = name.split('.');
  for (let i = 0; i < labels.length; i += 1) {
    const parent = labels.slice(i).join('.');
    if (zone[parent]?.SOA) return parent;
  }
  return null;
}
