import type { Email } from 'postal-mime';
import { documentDigest } from '../../lib/hash.ts';
import { originalHeaders, partText } from '../../lib/original-header.ts';
import { parseMail } from '../../lib/parse-mail.ts';
import { RefusalError } from '../../lib/refusal-error.ts';
import type { DocumentResult, RawDocument, ReadLimits } from '../../model/document.ts';
import type { FailureReport, Refusal } from '../../model/report.ts';
import { documentWhole } from '../document-bytes.ts';
import { Notes } from '../notes.ts';
import { failureKey } from '../second-key.ts';
import { fromFeedback } from './from-feedback.ts';
import { fromPlainText } from './from-plain-text.ts';

/** Bytes read of one feedback part: some twenty fields, of which a few are long. */
const MAX_FEEDBACK = 256 * 1024;

interface Found {
  report: FailureReport;
  notes: Notes;
}

/**
 * Failure reports: a mail with feedback parts (RFC 5965, RFC 6591, RFC 9991; one is the rule, each is read), a bare feedback
 * part, or one of the kinds that only say it in words. Any other mail is no report.
 */
export async function readFailure(document: RawDocument, limits: ReadLimits): Promise<DocumentResult[]> {
  const bytes = await documentWhole(document, limits.wholeBytes);
  const { email, blankLinesRepaired } = await parseMail(bytes);
  const found = await reportsIn(email, bytes, limits);
  if (found.length === 0) {
    const refusal: Refusal = { code: 'mail-without-report', detail: {} };
    return [{ outcome: 'not-a-report', member: null, refusal, notes: [] }];
  }
  const id = await documentDigest(bytes);
  return found.map(({ report, notes }, i) => {
    if (blankLinesRepaired) notes.add('blank-lines-with-spaces', '');
    const all = [...document.notes, ...notes.take()];
    return {
      outcome: all.length > 0 ? 'repaired' : 'report',
      member: found.length > 1 ? i + 1 : null,
      id: found.length > 1 ? `${id.slice(0, 56)}${String(i + 1).padStart(8, '0')}` : id,
      secondKey: failureKey(report),
      notes: all,
      report,
      blocks: 0,
      range: [0, bytes.length],
    };
  });
}

async function reportsIn(email: Email, bytes: Uint8Array, limits: ReadLimits): Promise<Found[]> {
  const parts = email.attachments.filter((part) => part.mimeType === 'message/feedback-report');
  if (parts.length > limits.reports) {
    throw new RefusalError('too-many-reports', { limit: limits.reports, found: parts.length });
  }
  const originals = originalHeaders(email.attachments);
  const found: Found[] = [];
  for (const [i, part] of parts.entries()) {
    const notes = new Notes(limits.notes);
    // One message reported in one mail is the rule; where there are several, each has its own part behind its report
    const original = originals[i] ?? '';
    found.push({ report: await fromFeedback(email, partText(part, MAX_FEEDBACK), original, notes), notes });
  }
  if (found.length > 0) return found;
  const notes = new Notes(limits.notes);
  const report = (await bareFeedback(email, bytes, notes)) ?? (await fromPlainText(email, notes));
  return report ? [{ report, notes }] : [];
}

/** Fields of RFC 5965 section 3 that stand in no mail's header. */
const OWN_FIELDS = ['auth-failure', 'source-ip', 'reported-domain', 'original-mail-from', 'arrival-date'];

/** A feedback part saved by itself: its fields stand where a mail has its header. */
async function bareFeedback(email: Email, bytes: Uint8Array, notes: Notes): Promise<FailureReport | null> {
  const keys = new Set(email.headers.map((header) => header.key));
  const own = OWN_FIELDS.filter((name) => keys.has(name)).length;
  if (own < (keys.has('feedback-type') ? 1 : 2)) return null;
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_FEEDBACK));
  return await fromFeedback(email, text, '', notes);
}
