import { normalName } from '../lib/domain-name.ts';
import type { RecordBlock } from '../model/records.ts';
import { SPF_RESULTS, SPF_SCOPES } from '../model/records.ts';
import type { AggregateHeader } from '../model/report.ts';

/**
 * Whether an envelope domain is aligned with header-from (RFC 9989 section 4.4, RFC 7489 section 3.1.2).
 * `strict` comes from aspf; `method` says by which organizational domain the reporter judged.
 */
export type AlignedUnder = (
  headerFrom: string,
  envelope: string,
  strict: boolean,
  method: 'psl' | 'treewalk' | null,
) => boolean;

const PASS = SPF_RESULTS.indexOf('pass');
const HELO = SPF_SCOPES.indexOf('helo');

/** Domain of an envelope address or a bare domain, lower case and as A-labels; empty for `<>` and the like. */
export function envelopeDomain(text: string): string {
  return normalName(text.slice(text.lastIndexOf('@') + 1).replace(/[<>\s]/g, ''));
}

/**
 * The envelope domain of record `i`, packed as `string index * 2 + (reporter saw SPF pass ? 1 : 0)`; below 2
 * where the record names none. SPF results of scope mfrom or none count first (an aligned one before others),
 * then envelope_from; a HELO name only where envelope_from is present and empty, which is how a bounce is
 * reported (RFC 7208 section 2.4). Nothing here is authenticated: a sender writes his envelope himself.
 */
export function envelopeOfRow(block: RecordBlock, i: number, aligned: (s: number) => boolean): number {
  const end = block.spfStart[i + 1]!;
  let chosen = 0;
  let passed = 0;
  let helo = 0;
  let heloPassed = 0;
  for (let j = block.spfStart[i]!; j < end; j++) {
    const s = block.spfDomain[j]!;
    if (s === 0) continue;
    const pass = block.spfResult[j] === PASS ? 1 : 0;
    if (block.spfScope[j] === HELO) {
      if (helo === 0) {
        helo = s;
        heloPassed = pass;
      }
    } else if (chosen === 0 || (s !== chosen && !aligned(chosen) && aligned(s))) {
      chosen = s;
      passed = pass;
    } else if (s === chosen) passed |= pass;
  }
  if (chosen !== 0) return chosen * 2 + passed;
  const from = block.envelopeFrom[i]!;
  if (from !== 0) return from * 2;
  if (block.envelopeFromPresent[i] === 1 && helo !== 0) return helo * 2 + heloPassed;
  return 0;
}

/**
 * Domains whose SPF record can authorise record `i`: its header-from, and its envelope domain where that is
 * aligned. One pass is enough.
 */
export function spfDomainsOfRow(
  block: RecordBlock,
  i: number,
  header: Pick<AggregateHeader, 'policy'>,
  aligned: AlignedUnder,
): string[] {
  const from = normalName(block.strings[block.headerFrom[i]!]! || header.policy.domain);
  const strict = header.policy.aspf === 's';
  const method = header.policy.discoveryMethod;
  const fits = (s: number): boolean => {
    const envelope = envelopeDomain(block.strings[s]!);
    return envelope !== '' && (envelope === from || aligned(from, envelope, strict, method));
  };
  const found = envelopeOfRow(block, i, fits) >>> 1;
  const domains = from === '' ? [] : [from];
  if (found === 0 || !fits(found)) return domains;
  const envelope = envelopeDomain(block.strings[found]!);
  if (envelope !== from) domains.push(envelope);
  return domains;
}
