import type { DmarcProblemCode } from '../model/codes.ts';
import type { DmarcProblem } from '../model/dmarc.ts';
import { isDmarcRecord } from './record.ts';

/** Texts at one name that are looked at, and characters shown of each: a hostile answer may hold thousands. */
export const MAX_NEAR_MISSES = 5;
const MAX_SHOWN = 300;
/** Characters looked at; what makes a near-miss stands at the beginning. */
const MAX_READ = 1_000;

/**
 * What is wrong with a text that was meant as a DMARC record and is none, so that receivers pass over it
 * (RFC 9989 section 4.10). Null for records, and for texts that mean something else.
 *
 * @example nearMiss('v=DMARCv1; p=none') // { code: 'near-miss-version', detail: 'v=DMARCv1; p=none' }
 */
export function nearMiss(text: string): DmarcProblem | null {
  if (isDmarcRecord(text)) return null;
  const code = faultOf(text.slice(0, MAX_READ));
  if (code === null) return null;
  return { code, detail: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text };
}

/** Near-misses of all texts at a name, at most {@link MAX_NEAR_MISSES}. */
export function nearMisses(texts: readonly string[], most = MAX_NEAR_MISSES): DmarcProblem[] {
  const found: DmarcProblem[] = [];
  for (const text of texts) {
    if (found.length >= most) break;
    const miss = nearMiss(text);
    if (miss !== null) found.push(miss);
  }
  return found;
}

function faultOf(text: string): DmarcProblemCode | null {
  const at = text.search(/dmarc/i);
  const hasPolicy = /(?:^|[;,\\ \t"])[pP]=(?:none|quarantine|reject)/.test(text);
  if (at < 0) return hasPolicy ? 'near-miss-no-version' : null;
  // A sentence that only speaks of DMARC is none.
  if (!hasPolicy && !/v[ \t]{0,9}=[ \t]{0,9}"?dmarc/i.test(text)) return null;
  if (/^[ \t]{0,9}["'\u201c\u201d]/.test(text)) return 'near-miss-quoted';
  if (/[ \t]TXT[ \t]/.test(text)) return 'near-miss-zone-line';
  if (/DMARC1[ \t]{0,9}\\;/i.test(text)) return 'near-miss-escaped';
  if (/^[ \t]{0,9}v[ \t]{0,9}=/i.test(text)) {
    const word = /^[ \t]{0,9}v[ \t]{0,9}=[ \t]{0,9}([^;, \t]*)[ \t]{0,9}([;,]?)/i.exec(text);
    if (word?.[1] === 'DMARC1') return 'near-miss-separator';
    return word?.[1]?.toUpperCase() === 'DMARC1' ? 'near-miss-case' : 'near-miss-version';
  }
  return 'near-miss-not-first';
}
