import { documentDigest } from '../../lib/hash.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { DocumentResult, RawDocument, ReadLimits } from '../../model/document.ts';
import { documentWhole } from '../document-bytes.ts';
import { Notes } from '../notes.ts';
import { tlsKey } from '../second-key.ts';
import { normaliseTls, tlsReportIn } from './normalise-tls.ts';

/** A report of SMTP TLS failures, RFC 8460 section 4.4: JSON; one report, an array of them, or several one after the other. */
export async function readTls(document: RawDocument, limits: ReadLimits): Promise<DocumentResult[]> {
  const bytes = await documentWhole(document, limits.wholeBytes);
  const id = await documentDigest(bytes);
  const written = textOf(bytes);
  const values = jsonValues(written, limits.reports);
  if (values instanceof Error) {
    const looksRight = /"organization[-_]name"/i.test(written.slice(0, 4096));
    const refusal = looksRight
      ? { code: 'broken-json', detail: { reason: values.message.slice(0, 200) } }
      : { code: 'other-json', detail: {} };
    return [{ outcome: looksRight ? 'rejected' : 'not-a-report', member: null, refusal, notes: [] }];
  }
  const found = values.flat();
  if (found.length > limits.reports) {
    throw new RefusalError('too-many-reports', { limit: limits.reports, found: found.length });
  }
  const results: DocumentResult[] = [];
  found.forEach((one, i) => {
    const own = tlsReportIn(one);
    if (!own) return;
    const notes = new Notes(limits.notes);
    const report = normaliseTls(own, notes, limits.tlsEntries);
    const all = [...document.notes, ...notes.take()];
    results.push({
      outcome: all.length > 0 ? 'repaired' : 'report',
      member: found.length > 1 ? i + 1 : null,
      id: found.length > 1 ? `${id.slice(0, 56)}${String(i + 1).padStart(8, '0')}` : id,
      secondKey: tlsKey(report),
      notes: all,
      report,
      blocks: 0,
      range: [0, bytes.length],
    });
  });
  if (results.length > 0) return results;
  return [{ outcome: 'not-a-report', member: null, refusal: { code: 'other-json', detail: {} }, notes: [] }];
}

/** JSON is UTF-8; what is not, is read as windows-1252. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).trim();
  }
}

/** The values of a text of JSON, which may follow one another, a line each or not. An Error where one is broken. */
function jsonValues(text: string, limit: number): unknown[] | Error {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const parts = topLevel(text, limit);
    if (!parts || parts.length < 2) return error as Error;
    try {
      return parts.map((part) => JSON.parse(part) as unknown);
    } catch (inner) {
      return inner as Error;
    }
  }
}

/** Cuts text at the ends of its outermost objects; null where something else stands between them, or beyond `limit`. */
function topLevel(text: string, limit: number): string[] | null {
  const parts: string[] = [];
  const marks = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  let open = 0;
  let from = 0;
  for (const mark of text.matchAll(marks)) {
    if (mark[0] === '{') {
      if (open++ === 0) {
        if (/[^\s,]/.test(text.slice(from, mark.index))) return null;
        from = mark.index;
      }
    } else if (mark[0] === '}' && open > 0 && --open === 0) {
      parts.push(text.slice(from, mark.index + 1));
      from = mark.index + 1;
      if (parts.length > limit) return null;
    }
  }
  return open === 0 && text.slice(from).trim() === '' ? parts : null;
}
