/** DNS messages, RFC 1035, with everything a hostile resolver may send held in bounds. */
import * as codec from '@dnsquery/dns-packet';
import { canonicalName, isDnsName } from '../lib/dns-names.ts';
import type { DnsRecord, DnsResult, ExtendedError, RecordType } from '../model/dns.ts';
import { failure } from './failure.ts';
import { toRecord } from './to-record.ts';

/** A DNS message has a 16-bit length. */
export const MAX_MESSAGE_BYTES = 65_535;
/** Records in all sections together; a TXT set of 4,500 bytes has fewer than 100. */
export const MAX_RECORDS = 1_000;
/** CNAMEs followed in one answer; resolvers stop at 8 to 16. */
export const MAX_CHAIN = 16;

export interface WireLimits {
  maxRecords?: number;
  maxChain?: number;
}

/** RFC 2181 section 8: a TTL with the top bit set counts as 0. */
const TTL_LIMIT = 2 ** 31;
/** What a void answer without a SOA may be kept, seconds (RFC 2308 section 5 says it should not be). */
const VOID_TTL = 0;
const EXTENDED_ERROR = 15;

/** The question as bytes, or null where the name cannot be asked. Id 0, recursion desired, EDNS with no options. */
export function encodeQuery(name: string, type: RecordType): Uint8Array | null {
  if (!isDnsName(name)) return null;
  return codec.encode({
    type: 'query',
    id: 0,
    // AD in a question: the answer may say that it was validated (RFC 6840 section 5.7).
    flags: codec.RECURSION_DESIRED | codec.AUTHENTIC_DATA,
    questions: [{ name, type, class: 'IN' }],
    additionals: [
      {
        name: '.',
        type: 'OPT',
        udpPayloadSize: 1232,
        flags: 0,
        extendedRcode: 0,
        ednsVersion: 0,
        options: [],
      },
    ] as unknown as codec.Answer[],
  });
}

/** Reads an answer to one question. Never throws: what cannot be read or does not fit the question is `malformed`. */
export function decodeAnswer(
  bytes: Uint8Array,
  name: string,
  type: RecordType,
  limits: WireLimits = {},
): DnsResult {
  const trouble = checkHeader(bytes, limits.maxRecords ?? MAX_RECORDS);
  if (trouble) return failure('malformed', trouble);
  let message: codec.Packet;
  try {
    message = codec.decode(bytes);
  } catch (error) {
    return failure('malformed', error instanceof Error ? error.message.slice(0, 200) : 'unreadable');
  }
  // The decoder reads short where a record's length points past the end.
  if ((codec.decode as unknown as { bytes: number }).bytes > bytes.length) {
    return failure('malformed', 'a record runs past the end');
  }
  const question = message.questions?.[0];
  if (!question && (message.rcode === 'NOERROR' || message.rcode === 'NXDOMAIN')) {
    return failure('malformed', 'no question');
  }
  if (question && (canonicalName(question.name) !== canonicalName(name) || question.type !== type)) {
    return failure('malformed', `answers another question: ${question.name.slice(0, 100)} ${question.type}`);
  }
  const error = extendedError(message);
  if (message.rcode === 'SERVFAIL') return failure('servfail', 'SERVFAIL', error);
  if (message.rcode === 'REFUSED') return failure('refused', 'REFUSED', error);
  if (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN') {
    return failure('servfail', String(message.rcode), error);
  }
  // Over HTTPS nothing needs truncation; what is missing is unknown, so the rest is no answer.
  if (message.flag_tc) return failure('malformed', 'truncated', error);
  return followed(message, name, type, limits.maxChain ?? MAX_CHAIN);
}

/** Checks the fixed 12 bytes before anything is decoded: size, id, response bit, number of records. */
function checkHeader(bytes: Uint8Array, maxRecords: number): string | null {
  if (bytes.length > MAX_MESSAGE_BYTES) return 'larger than a DNS message can be';
  if (bytes.length < 12) return 'shorter than a DNS header';
  const at = (offset: number): number => ((bytes[offset] as number) << 8) | (bytes[offset + 1] as number);
  if (at(0) !== 0) return `wrong id ${at(0)}`;
  if ((at(2) & 0x8000) === 0) return 'not a response';
  if (at(4) > 1) return `${at(4)} questions`;
  const records = at(6) + at(8) + at(10);
  return records > maxRecords ? `${records} records` : null;
}

function followed(message: codec.Packet, name: string, type: RecordType, maxChain: number): DnsResult {
  const records = (message.answers ?? []).map(toRecord).filter((r): r is DnsRecord => r !== null);
  const chain: { name: string; target: string }[] = [];
  let owner = canonicalName(name);
  let ttl = Number.POSITIVE_INFINITY;
  while (type !== 'CNAME') {
    const alias = records.find((r) => r.type === 'CNAME' && r.name === owner);
    if (alias?.type !== 'CNAME') break;
    if (chain.length === maxChain) return failure('malformed', `more than ${maxChain} aliases`);
    if (chain.some((link) => link.name === alias.data) || alias.data === owner) {
      return failure('servfail', 'CNAME loop');
    }
    chain.push({ name: owner, target: alias.data });
    ttl = Math.min(ttl, boundTtl(alias.ttl));
    owner = alias.data;
  }
  const found = records.filter((r) => r.type === type && r.name === owner);
  const base = { chain, age: 0, stale: false, ...(message.flag_ad ? { authentic: true as const } : {}) };
  if (found.length > 0 && message.rcode !== 'NXDOMAIN') {
    for (const record of found) ttl = Math.min(ttl, boundTtl(record.ttl));
    return { kind: 'answer', records: found, ttl, ...base };
  }
  const soa = (message.authorities ?? []).map(toRecord).find((r) => r?.type === 'SOA');
  const soaTtl = soa?.type === 'SOA' ? Math.min(boundTtl(soa.ttl), boundTtl(soa.data.minimum)) : VOID_TTL;
  return {
    kind: message.rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata',
    soaOwner: soa?.name ?? null,
    ttl: Math.min(ttl, soaTtl),
    ...base,
  };
}

function boundTtl(ttl: number): number {
  return ttl >= TTL_LIMIT || ttl < 0 ? 0 : ttl;
}

/** The first Extended DNS Error of the answer, RFC 8914. */
function extendedError(message: codec.Packet): ExtendedError | null {
  for (const record of message.additionals ?? []) {
    if ((record.type as string) !== 'OPT') continue;
    const { options } = record as unknown as { options?: { code: number | string; data?: Uint8Array }[] };
    for (const option of options ?? []) {
      const data = option.data;
      if (Number(option.code) !== EXTENDED_ERROR || !data || data.length < 2) continue;
      const text = new TextDecoder().decode(data.subarray(2, 202));
      return { code: ((data[0] as number) << 8) | (data[1] as number), text };
    }
  }
  return null;
}
