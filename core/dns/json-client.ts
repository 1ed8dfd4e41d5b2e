/**
 * DNS as JSON, for a resolver that offers nothing else. There is no standard: servers quote TXT or do not,
 * and lose the boundaries of its strings. The wire form is always preferred.
 */

import { canonicalName, isDnsName } from '../lib/dns-names.ts';
import type { DnsRecord, DnsResult, RecordType, Resolve } from '../model/dns.ts';
import { ageOf, DOH_TIMEOUT_MS, type DohClientOptions, transportFailure, withoutAge } from './doh-client.ts';
import { failure } from './failure.ts';
import { MAX_CHAIN, MAX_RECORDS, type WireLimits } from './wire.ts';

/** Characters of an answer; the same message in wire form has at most 65,535 bytes. */
export const MAX_JSON_BYTES = 512 * 1024;
const TYPES: Record<number, RecordType> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  43: 'DS',
  52: 'TLSA',
};

/** Asks `URL?name=…&type=…` with `Accept: application/dns-json`, as Google and Cloudflare do. */
export function createJsonClient(url: string, options: DohClientOptions & { maxBytes?: number }): Resolve {
  const { maxRecords = MAX_RECORDS, maxChain = MAX_CHAIN } = options.limits ?? {};
  return async (name, type, purpose) => {
    if (!isDnsName(name)) return failure('malformed', 'not a DNS name');
    const query = `name=${encodeURIComponent(name)}&type=${type}`;
    const result = await options.gateway.request(
      `${url}${url.includes('?') ? '&' : '?'}${query}`,
      {
        headers: { accept: 'application/dns-json' },
        timeoutMs: options.timeoutMs ?? DOH_TIMEOUT_MS,
        maxBytes: options.maxBytes ?? MAX_JSON_BYTES,
      },
      { purpose, name, type },
    );
    if (result.kind !== 'response') return transportFailure(result);
    if (result.status !== 200) return failure('http-error', String(result.status));
    return withoutAge(decodeJson(result.body, name, type, { maxRecords, maxChain }), ageOf(result));
  };
}

/** Reads a JSON answer; what does not fit the shape is `malformed`. */
function decodeJson(
  body: Uint8Array,
  name: string,
  type: RecordType,
  limits: Required<WireLimits>,
): DnsResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return failure('malformed', 'not JSON');
  }
  if (!isObject(parsed) || typeof parsed.Status !== 'number') return failure('malformed', 'no Status');
  if (parsed.Status === 5) return failure('refused', 'REFUSED');
  if (parsed.Status !== 0 && parsed.Status !== 3) return failure('servfail', `rcode ${parsed.Status}`);
  if (parsed.TC === true) return failure('malformed', 'truncated');
  const answers = rows(parsed.Answer);
  const authority = rows(parsed.Authority);
  if (answers.length + authority.length > limits.maxRecords) return failure('malformed', 'too many records');
  const chain: { name: string; target: string }[] = [];
  let owner = canonicalName(name);
  for (;;) {
    const alias = type === 'CNAME' ? undefined : answers.find((r) => r.type === 'CNAME' && r.name === owner);
    if (alias?.type !== 'CNAME') break;
    if (chain.length === limits.maxChain) return failure('servfail', 'CNAME loop');
    chain.push({ name: owner, target: alias.data });
    owner = alias.data;
  }
  const found = answers.filter((r) => r.type === type && r.name === owner);
  const base = { chain, age: 0, stale: false, ...(parsed.AD === true ? { authentic: true as const } : {}) };
  if (parsed.Status === 0 && found.length > 0) {
    return { kind: 'answer', records: found, ttl: Math.min(...found.map((r) => r.ttl)), ...base };
  }
  const soa = authority.find((r) => r.type === 'SOA');
  return {
    kind: parsed.Status === 3 ? 'nxdomain' : 'nodata',
    soaOwner: soa?.name ?? null,
    ttl: soa?.type === 'SOA' ? Math.min(soa.ttl, soa.data.minimum) : 0,
    ...base,
  };
}

function rows(value: unknown): DnsRecord[] {
  if (!Array.isArray(value)) return [];
  return value.map(toRecord).filter((r): r is DnsRecord => r !== null);
}

function toRecord(row: unknown): DnsRecord | null {
  if (!isObject(row) || typeof row.name !== 'string' || typeof row.data !== 'string') return null;
  const type = TYPES[Number(row.type)];
  const name = canonicalName(row.name);
  const ttl =
    Number.isInteger(row.TTL) && (row.TTL as number) >= 0 && (row.TTL as number) < 2 ** 31
      ? (row.TTL as number)
      : 0;
  const data = row.data;
  const words = data.split(/\s+/);
  switch (type) {
    case 'A':
    case 'AAAA':
      return { type, name, ttl, data };
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { type, name, ttl, data: canonicalName(data) };
    case 'MX':
      return {
        type,
        name,
        ttl,
        data: { preference: Number(words[0]), exchange: canonicalName(words[1] ?? '') },
      };
    case 'TXT':
      return { type, name, ttl, data: txtStrings(data) };
    case 'SOA':
      return {
        type,
        name,
        ttl,
        data: { mname: canonicalName(words[0] ?? ''), minimum: Number(words[6] ?? 0) || 0 },
      };
    case 'DS':
      return { type, name, ttl, data: { keyTag: Number(words[0]) } };
    case 'TLSA': {
      const [usage, selector, matching, ...rest] = words;
      const hex = rest.join('').toLowerCase();
      if (!/^[0-9a-f]+$/.test(hex)) return null;
      return {
        type,
        name,
        ttl,
        data: { usage: Number(usage), selector: Number(selector), matching: Number(matching), data: hex },
      };
    }
    default:
      return null;
  }
}

/** `"v=spf1 " "-all"` is two strings; unquoted text is one. Backslash escapes as in zone files. */
function txtStrings(data: string): string[] {
  if (!/^".*"$/s.test(data)) return [data];
  const strings: string[] = [];
  for (const match of data.matchAll(/"((?:[^"\\]|\\.)*)"/gs)) {
    strings.push(
      (match[1] ?? '').replace(/\\(\d{3})|\\(.)/gs, (_, code: string | undefined, char: string) =>
        code === undefined ? char : String.fromCharCode(Number(code) & 255),
      ),
    );
  }
  return strings;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
