/** DNS from an object literal, for unit tests: names to record sets, faults included. */
import type { DnsFailure, DnsRecord, DnsResult, RecordType, Resolve } from '../../core/model/dns.ts';

type Fault = DnsFailure['kind'];

export interface ZoneEntry {
  A?: string[];
  AAAA?: string[];
  MX?: [preference: number, exchange: string][];
  /** A string, or the strings of one record. */
  TXT?: (string | string[])[];
  PTR?: string[];
  NS?: string[];
  /** `usage selector matching hex` */
  TLSA?: string[];
  /** Signed: answers are authentic. */
  signed?: true;
  CNAME?: string;
  /** The name carries a zone's apex, so that it is named in the SOA of void answers. */
  SOA?: true;
  /** Every question about the name fails, or only those of some types. */
  fails?: Fault | Partial<Record<RecordType, Fault>>;
  /** Extended DNS Error code of these failures. */
  ede?: number;
}

/** Names in lower case without a final dot. */
export type Zone = Record<string, ZoneEntry>;

export interface ZoneResolver {
  resolve: Resolve;
  /** Questions asked, as `name TYPE`, in order. */
  asked: string[];
}

/** Names under `failing` suffixes fail with a time-out. Case of names does not matter. */
export function zoneResolver(
  zone: Zone,
  options: { ttl?: number; timeoutUnder?: string } = {},
): ZoneResolver {
  const names = new Map(Object.entries(zone).map(([name, entry]) => [name.toLowerCase(), entry]));
  const asked: string[] = [];
  const ttl = options.ttl ?? 300;
  const resolve: Resolve = async (name, type) => {
    asked.push(`${name} ${type}`);
    return answer(name.toLowerCase(), type, []);
  };
  const failed = (kind: Fault, ede?: number): DnsResult => ({
    kind,
    error: ede === undefined ? null : { code: ede, text: '' },
    detail: 'zone',
    age: 0,
    stale: false,
  });
  const soaOwner = (name: string): string | null => {
    for (let at = name; at !== ''; at = at.includes('.') ? at.slice(at.indexOf('.') + 1) : '') {
      if (names.get(at)?.SOA) return at;
    }
    return null;
  };
  function answer(name: string, type: RecordType, chain: { name: string; target: string }[]): DnsResult {
    const entry = names.get(name);
    const base = { chain, age: 0, stale: false, ttl };
    if (!entry) {
      if (options.timeoutUnder && name.startsWith(options.timeoutUnder)) return failed('timeout');
      const below = [...names.keys()].some((other) => other.endsWith(`.${name}`));
      return { kind: below ? 'nodata' : 'nxdomain', soaOwner: soaOwner(name), ...base };
    }
    const fault = typeof entry.fails === 'string' ? entry.fails : entry.fails?.[type];
    if (fault) return failed(fault, entry.ede);
    if (entry.CNAME !== undefined && type !== 'CNAME') {
      const target = entry.CNAME.toLowerCase();
      if (chain.some((link) => link.name === name)) return failed('servfail');
      return answer(target, type, [...chain, { name, target }]);
    }
    const records = recordsOf(name, type, entry, ttl);
    const signed = entry.signed ? { authentic: true as const } : {};
    return records.length > 0
      ? { kind: 'answer', records, ...base, ...signed }
      : { kind: 'nodata', soaOwner: soaOwner(name), ...base, ...signed };
  }
  return { resolve, asked };
}

function recordsOf(name: string, type: RecordType, entry: ZoneEntry, ttl: number): DnsRecord[] {
  switch (type) {
    case 'A':
    case 'AAAA':
      return (entry[type] ?? []).map((data) => ({ type, name, ttl, data }));
    case 'PTR':
    case 'NS':
      return (entry[type] ?? []).map((data) => ({ type, name, ttl, data: data.toLowerCase() }));
    case 'CNAME':
      return entry.CNAME === undefined ? [] : [{ type, name, ttl, data: entry.CNAME.toLowerCase() }];
    case 'MX':
      return (entry.MX ?? []).map(([preference, exchange]) => ({
        type,
        name,
        ttl,
        data: { preference, exchange: exchange.toLowerCase() },
      }));
    case 'TXT':
      return (entry.TXT ?? []).map((text) => ({ type, name, ttl, data: [text].flat() }));
    case 'TLSA':
      return (entry.TLSA ?? []).map((text) => {
        const [usage, selector, matching, data = ''] = text.split(' ');
        return {
          ...{ type, name, ttl },
          data: { usage: Number(usage), selector: Number(selector), matching: Number(matching), data },
        };
      });
    case 'SOA':
      return entry.SOA ? [{ type, name, ttl, data: { mname: 'ns1.example', minimum: 300 } }] : [];
    default:
      return [];
  }
}
