import { documentDigest } from '../../lib/hash.ts';
import type { DocumentResult, RawDocument, ReadLimits } from '../../model/document.ts';
import { documentWhole } from '../document-bytes.ts';
import { Notes } from '../notes.ts';
import { tlsKey } from '../second-key.ts';
import { isTlsReport, normaliseTls } from './normalise-tls.ts';

/** A report of SMTP TLS failures, RFC 8460 section 4.4: JSON, one report or an array of them. */
export async function readTls(document: RawDocument, limits: ReadLimits): Promise<DocumentResult[]> {
  const bytes = await documentWhole(document, limits.wholeBytes);
  const id = await documentDigest(bytes);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).trim());
  } catch (error) {
    const looksRight = new TextDecoder().decode(bytes.subarray(0, 4096)).includes('"organization-name"');
    const reason = error instanceof Error ? error.message.slice(0, 200) : '';
    return [
      looksRight
        ? {
            outcome: 'rejected',
            member: null,
            refusal: { code: 'broken-json', detail: { reason } },
            notes: [],
          }
        : { outcome: 'not-a-report', member: null, refusal: { code: 'other-json', detail: {} }, notes: [] },
    ];
  }
  const found = (Array.isArray(value) ? value : [value]).slice(0, limits.reports);
  const results = found.filter(isTlsReport).map((one, i): DocumentResult => {
    const notes = new Notes(limits.notes);
    const report = normaliseTls(one, notes);
    const all = [...document.notes, ...notes.take()];
    return {
      outcome: all.length > 0 ? 'repaired' : 'report',
      member: found.length > 1 ? i + 1 : null,
      id: found.length > 1 ? `${id.slice(0, 56)}${String(i + 1).padStart(8, '0')}` : id,
      secondKey: tlsKey(report),
      notes: all,
      report,
      blocks: 0,
      range: [0, bytes.length],
    };
  });
  if (results.length > 0) return results;
  return [{ outcome: 'not-a-report', member: null, refusal: { code: 'other-json', detail: {} }, notes: [] }];
}
