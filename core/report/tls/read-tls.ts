import { documentDigest } from '../../lib/hash.ts';
import type { DocumentResult, RawDocument, ReadLimits } from '../../model/document.ts';
import type { Refusal } from '../../model/report.ts';
import { documentWhole } from '../document-bytes.ts';
import { Notes } from '../notes.ts';
import { tlsKey } from '../second-key.ts';
import { type BrokenJson, jsonValues } from './json-values.ts';
import { normaliseTls, tlsReportIn } from './normalise-tls.ts';

/** Member names that say that broken JSON was meant as a TLS report, in either kind of quotes. */
const MEANT = /["'](?:organization[-_]name|date[-_]range|policies)["']/i;

/** A report of SMTP TLS failures, RFC 8460 section 4.4: JSON; one report, an array of them, or several one after the other. */
export async function readTls(document: RawDocument, limits: ReadLimits): Promise<DocumentResult[]> {
  const bytes = await documentWhole(document, limits.wholeBytes);
  const id = await documentDigest(bytes);
  const { values, trailing } = jsonValues(textOf(bytes), limits.reports);
  const several = values.length > 1;
  const results: DocumentResult[] = [];
  for (const [i, found] of values.entries()) {
    const member = several ? i + 1 : null;
    if ('broken' in found) {
      const broken = brokenResult(found, member);
      if (broken) results.push(broken);
      continue;
    }
    const own = tlsReportIn(found.value);
    if (!own) continue;
    const notes = new Notes(limits.notes);
    if (found.repaired) notes.add('control-characters', '');
    if (trailing !== '') notes.add('trailing-text', '', trailing);
    const report = normaliseTls(own, notes, limits.tlsEntries);
    const all = [...document.notes, ...notes.take()];
    results.push({
      outcome: all.length > 0 ? 'repaired' : 'report',
      member,
      id: several ? `${id.slice(0, 56)}${String(i + 1).padStart(8, '0')}` : id,
      secondKey: tlsKey(report),
      notes: all,
      report,
      blocks: 0,
      range: [0, bytes.length],
    });
  }
  if (results.length > 0) return results;
  return [{ outcome: 'not-a-report', member: null, refusal: { code: 'other-json', detail: {} }, notes: [] }];
}

/** Null for JSON of another kind, which is no report whether it is broken or not. */
function brokenResult(found: BrokenJson, member: number | null): DocumentResult | null {
  if (!MEANT.test(found.text)) return null;
  const refusal: Refusal = { code: 'broken-json', detail: { reason: found.broken.slice(0, 200) } };
  return { outcome: 'rejected', member, refusal, notes: [] };
}

/** JSON is UTF-8; what is not, is read as windows-1252. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
