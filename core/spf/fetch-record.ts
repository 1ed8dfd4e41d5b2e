import type { DnsProblem, SpfCheckProblem } from '../model/codes.ts';
import type { DnsFailure, Resolve } from '../model/dns.ts';
import { firstError, isSpfRecord } from './parse.ts';
import { createParseOnce } from './parse-once.ts';
import type { SpfRecord } from './record.ts';

/** What a domain publishes, as check_host() takes it (RFC 7208 sections 4.4 to 4.6). */
export type FetchedRecord =
  | { kind: 'record'; record: SpfRecord }
  /** `isVoid`: DNS said that there is no TXT at all, which counts for the term that asked. */
  | { kind: 'none'; isVoid: boolean }
  | { kind: 'temperror'; problem: DnsProblem }
  /** `record` where there is just one, with its faults. */
  | { kind: 'permerror'; problem: SpfCheckProblem; record: SpfRecord | null };

const parseOnce = createParseOnce();

export async function fetchRecord(domain: string, resolve: Resolve): Promise<FetchedRecord> {
  const result = await resolve(domain, 'TXT', 'spf');
  if ('detail' in result) return { kind: 'temperror', problem: dnsProblem(result) };
  if (result.kind !== 'answer') return { kind: 'none', isVoid: true };
  // Strings of one record are joined without a space (section 3.3).
  const texts = result.records
    .flatMap((r) => (r.type === 'TXT' ? [r.data.join('')] : []))
    .filter(isSpfRecord);
  const [text] = texts;
  if (text === undefined) return { kind: 'none', isVoid: false };
  if (texts.length > 1) return { kind: 'permerror', problem: 'several-records', record: null };
  const record = parseOnce(text);
  const error = firstError(record);
  return error ? { kind: 'permerror', problem: 'syntax-error', record } : { kind: 'record', record };
}

/** The machine code of a temporary DNS error, e.g. `dns-servfail`. */
export function dnsProblem(result: DnsFailure): DnsProblem {
  return `dns-${result.kind}`;
}
