import { isDnsName } from '../lib/dns-names.ts';
import type { DmarcRecord } from '../model/dmarc.ts';
import type { DnsPurpose, DnsResult, NoAnswer, Resolve } from '../model/dns.ts';
import { isDmarcRecord, isUsable, parseDmarcRecord } from './record.ts';

/** What `_dmarc.NAME` says. `failed` carries why DNS gave no answer. */
export type RecordAt =
  | { kind: 'record'; record: DmarcRecord }
  | { kind: 'none' }
  | { kind: 'discarded'; texts: string[] }
  | { kind: 'failed'; failure: NoAnswer };

/** Asks `_dmarc.NAME` for its record. Names that DNS cannot carry have none. */
export async function fetchDmarcRecord(
  name: string,
  resolve: Resolve,
  purpose: DnsPurpose = 'dmarc-discovery',
): Promise<RecordAt> {
  const owner = `_dmarc.${name}`;
  if (!isDnsName(owner)) return { kind: 'none' };
  return recordIn(await resolve(owner, 'TXT', purpose));
}

/**
 * Reads the DMARC records out of an answer, RFC 9989 section 4.10 steps 2 and 6: what does not begin with
 * the version is passed over, several are all discarded, and so is one whose tag list is invalid.
 */
function recordIn(result: DnsResult): RecordAt {
  if (result.kind === 'nodata' || result.kind === 'nxdomain') return { kind: 'none' };
  if (result.kind !== 'answer') return { kind: 'failed', failure: result.kind };
  const texts = dmarcTexts(result);
  const only = texts[0];
  if (only === undefined) return { kind: 'none' };
  const record = texts.length === 1 ? parseDmarcRecord(only) : null;
  return record !== null && isUsable(record) ? { kind: 'record', record } : { kind: 'discarded', texts };
}

/** The texts of an answer that are DMARC records; strings of one record are joined without a separator. */
export function dmarcTexts(result: DnsResult): string[] {
  if (result.kind !== 'answer') return [];
  return result.records
    .flatMap((record) => (record.type === 'TXT' ? [record.data.join('')] : []))
    .filter(isDmarcRecord);
}
