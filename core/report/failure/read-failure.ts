import type { Attachment, Email } from 'postal-mime';
import { documentDigest } from '../../lib/hash.ts';
import { parseMail } from '../../lib/parse-mail.ts';
import type { DocumentResult, RawDocument, ReadLimits } from '../../model/document.ts';
import type { FailureReport } from '../../model/report.ts';
import { documentWhole } from '../document-bytes.ts';
import { Notes } from '../notes.ts';
import { failureKey } from '../second-key.ts';
import { fromFeedback } from './from-feedback.ts';
import { fromPlainText } from './from-plain-text.ts';

/**
 * A failure report: a mail with a feedback part (RFC 5965, RFC 6591, RFC 9991), a bare feedback part, or one of the kinds
 * that only say it in words. Any other mail is no report.
 */
export async function readFailure(document: RawDocument, limits: ReadLimits): Promise<DocumentResult[]> {
  const bytes = await documentWhole(document, limits.wholeBytes);
  const { email, blankLinesRepaired } = await parseMail(bytes);
  const notes = new Notes(limits.notes);
  if (blankLinesRepaired) notes.add('blank-lines-with-spaces', '');
  const feedback = email.attachments.find((part) => part.mimeType === 'message/feedback-report');
  const report = feedback
    ? fromFeedback(email, contentText(feedback), originalHeaders(email), notes)
    : (bareFeedback(email, bytes, notes) ?? fromPlainText(email, originalHeaders(email), notes));
  if (!report) {
    return [
      {
        outcome: 'not-a-report',
        member: null,
        refusal: { code: 'mail-without-report', detail: {} },
        notes: [],
      },
    ];
  }
  const all = [...document.notes, ...notes.take()];
  return [
    {
      outcome: all.length > 0 ? 'repaired' : 'report',
      member: null,
      id: await documentDigest(bytes),
      secondKey: failureKey(report),
      notes: all,
      report,
      blocks: 0,
      range: [0, bytes.length],
    },
  ];
}

/** A feedback part saved by itself: its fields stand where a mail has its header. */
function bareFeedback(email: Email, bytes: Uint8Array, notes: Notes): FailureReport | null {
  const own = email.headers.some((header) => header.key === 'feedback-type' || header.key === 'auth-failure');
  return own ? fromFeedback(email, new TextDecoder().decode(bytes), '', notes) : null;
}

function contentText(part: Attachment): string {
  return typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
}

/** Characters of the reported message's header that are kept; its body never is. */
const MAX_ORIGINAL = 16_384;

function originalHeaders(email: Email): string {
  const part =
    email.attachments.find((a) => a.mimeType === 'text/rfc822-headers') ??
    email.attachments.find((a) => a.mimeType === 'message/rfc822');
  if (!part) return '';
  const text = contentText(part).replace(/\r\n?/g, '\n').replace(/^\n+/, '');
  return (text.split('\n\n', 1)[0] ?? '').slice(0, MAX_ORIGINAL);
}
