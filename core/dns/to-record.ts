import type { Answer } from '@dnsquery/dns-packet';
import { canonicalName } from '../lib/dns-names.ts';
import type { DnsRecord } from '../model/dns.ts';

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** A decoded record as the stages see it; null for types that no stage reads. */
export function toRecord(answer: Answer): DnsRecord | null {
  const name = canonicalName(answer.name);
  const ttl = answer.ttl ?? 0;
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { type: answer.type, name, ttl, data: answer.data };
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { type: answer.type, name, ttl, data: canonicalName(answer.data) };
    case 'MX':
      return {
        type: 'MX',
        name,
        ttl,
        data: { preference: answer.data.preference ?? 0, exchange: canonicalName(answer.data.exchange) },
      };
    case 'TXT': {
      const strings = [answer.data].flat().map((s) => (typeof s === 'string' ? s : latin1(s)));
      return { type: 'TXT', name, ttl, data: strings };
    }
    case 'SOA':
      return {
        type: 'SOA',
        name,
        ttl,
        data: { mname: canonicalName(answer.data.mname), minimum: answer.data.minimum ?? 0 },
      };
    case 'DS':
      return { type: 'DS', name, ttl, data: { keyTag: answer.data.keyTag } };
    case 'TLSA': {
      // The decoder has no form for it and gives the bytes.
      const bytes: unknown = (answer as { data?: unknown }).data;
      if (!(bytes instanceof Uint8Array) || bytes.length < 4) return null;
      const [usage = 0, selector = 0, matching = 0] = bytes;
      const hex = Array.from(bytes.subarray(3), (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { type: 'TLSA', name, ttl, data: { usage, selector, matching, data: hex } };
    }
    default:
      return null;
  }
}
