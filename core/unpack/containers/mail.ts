import type { Attachment, Email } from 'postal-mime';
import { parseMail } from '../../lib/parse-mail.ts';
import { wordedFailure } from '../../lib/worded-failure.ts';
import { writtenDate } from '../../lib/written-date.ts';
import type { MailContext } from '../../model/report.ts';
import { beginsPacked } from '../begins-packed.ts';
import { memorySource, whole } from '../byte-source.ts';
import type { Container } from '../container.ts';
import { LINE_WORK } from '../limits.ts';
import { looksLikeMail } from '../looks-like-mail.ts';
import { reportInText } from '../report-in-text.ts';

/**
 * A mail (RFC 5322, RFC 2045). Its members are the attachments, nested messages among them, and texts that are a report or
 * carry one (in base64 or uuencode). A failure report is one document, by its feedback part (RFC 5965) or by its words: the
 * message it reports on must not be opened.
 */
export const mail: Container = {
  id: 'mail',
  matches: looksLikeMail,
  isDocumentWithout: true,
  async *members(source, budget) {
    const bytes = mailOnly(await whole(source, budget.limits.heldBytes));
    budget.spend(bytes.length + lineCount(bytes) * LINE_WORK);
    const { email, texts } = await parseMail(bytes);
    const context = contextOf(email);
    if (isFailureReport(email)) {
      budget.member();
      yield { name: '', source: memorySource(bytes), notes: [], mail: context, isDocument: true };
      return;
    }
    let number = 0;
    for (const attachment of email.attachments) {
      budget.member();
      number++;
      if (attachment.mimeType === 'application/pgp-encrypted') {
        yield { name: String(number), refusal: { code: 'encrypted-mail', detail: {} } };
        return;
      }
      yield {
        name: attachment.filename || String(number),
        source: memorySource(contentOf(attachment)),
        notes: [],
        mail: context,
      };
    }
    for (const text of texts) {
      const report = text.isHtml ? null : reportInText(text.bytes);
      if (!report) continue;
      budget.member();
      yield { name: text.filename || 'body', source: memorySource(report), notes: [], mail: context };
    }
  },
};

function isFailureReport(email: Email): boolean {
  if (email.attachments.some((a) => a.mimeType === 'message/feedback-report')) return true;
  return !email.attachments.some((a) => mayBeReport(contentOf(a))) && wordedFailure(email) !== null;
}

/** Whether an attachment begins like an aggregate or TLS report, packed or not. */
function mayBeReport(bytes: Uint8Array): boolean {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 100)).trimStart();
  return beginsPacked(bytes) || start.startsWith('<') || start.startsWith('{');
}

/**
 * The mail without what some systems put before it: blank lines and a byte order mark, the quoted envelope line of a mailbox,
 * the length that Apple Mail (.emlx) begins with. All would end the header before it begins.
 */
function mailOnly(bytes: Uint8Array): Uint8Array {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && bytes[at]! <= 0x20) at++;
  const end = bytes.indexOf(10, at);
  if (end < 0) return bytes.subarray(at);
  const first = new TextDecoder('windows-1252').decode(bytes.subarray(at, Math.min(end, at + 200)));
  if (/^>From /.test(first)) return bytes.subarray(end + 1);
  const length = /^(\d{1,12})\s*$/.exec(first)?.[1];
  return length ? bytes.subarray(end + 1, end + 1 + Number(length)) : bytes.subarray(at);
}

function lineCount(bytes: Uint8Array): number {
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

function contentOf(attachment: Attachment): Uint8Array {
  const { content } = attachment;
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** What the mail says of itself; nothing of it is authenticated. */
function contextOf(email: Email): MailContext {
  const address = email.from?.address ?? email.sender?.address ?? '';
  // As written: the parser reads a date without a zone in this machine's
  const date = email.headers.find((header) => header.key === 'date')?.value ?? '';
  return {
    fromDomain: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    subject: (email.subject ?? '').slice(0, 500),
    date: writtenDate(date)?.time ?? null,
    messageId: (email.messageId ?? '').slice(0, 500),
  };
}
