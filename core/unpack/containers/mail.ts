import type { Attachment, Email } from 'postal-mime';
import { parseMail } from '../../lib/parse-mail.ts';
import type { MailContext } from '../../model/report.ts';
import { memorySource, whole } from '../byte-source.ts';
import type { Container } from '../container.ts';
import { looksLikeMail } from '../looks-like-mail.ts';

/**
 * A mail (RFC 5322, RFC 2045). Its members are the attachments, nested messages among them, and a body that is itself a
 * report. A mail with a feedback part (RFC 5965) is one document: the message it reports on must not be opened.
 */
export const mail: Container = {
  id: 'mail',
  matches: looksLikeMail,
  isDocumentWithout: true,
  async *members(source, budget) {
    const bytes = withoutBlankStart(await whole(source, budget.limits.heldBytes));
    const { email } = await parseMail(bytes);
    const context = contextOf(email);
    if (email.attachments.some((a) => a.mimeType === 'message/feedback-report')) {
      budget.member();
      yield { name: '', source: memorySource(bytes), notes: [], mail: context, isDocument: true };
      return;
    }
    let number = 0;
    for (const attachment of email.attachments) {
      budget.member();
      number++;
      yield {
        name: attachment.filename || String(number),
        source: memorySource(contentOf(attachment)),
        notes: [],
        mail: context,
      };
    }
    if (email.text && bodyIsReport(email.text)) {
      budget.member();
      yield {
        name: 'body',
        source: memorySource(new TextEncoder().encode(email.text)),
        notes: [],
        mail: context,
      };
    }
  },
};

/** Blank lines before the header would end it before it begins. */
function withoutBlankStart(bytes: Uint8Array): Uint8Array {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && bytes[at]! <= 0x20) at++;
  return bytes.subarray(at);
}

function contentOf(attachment: Attachment): Uint8Array {
  const { content } = attachment;
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function bodyIsReport(text: string): boolean {
  const start = text.trimStart().slice(0, 2000);
  return (
    (/^</.test(start) && /<(?:[\w-]+:)?feedback\b/i.test(text)) || /^\{[\s\S]*"organization-name"/.test(start)
  );
}

/** What the mail says of itself; nothing of it is authenticated. */
function contextOf(email: Email): MailContext {
  const address = email.from?.address ?? email.sender?.address ?? '';
  const date = email.date ? Date.parse(email.date) : Number.NaN;
  return {
    fromDomain: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    subject: (email.subject ?? '').slice(0, 500),
    date: Number.isFinite(date) ? Math.floor(date / 1000) : null,
    messageId: (email.messageId ?? '').slice(0, 500),
  };
}
