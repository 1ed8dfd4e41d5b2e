import type { Attachment } from 'postal-mime';
import { headerFields } from './header-fields.ts';

/** Characters of the reported message's header that are kept; its body never is. */
const MAX_ORIGINAL = 16_384;

/** Types under which the reported message comes: RFC 5965 section 2, RFC 6533 section 6, and misspellings seen. */
const TYPES = new Set([
  'text/rfc822-headers',
  'text/rfc822-header',
  'text/rfc822',
  'message/rfc822',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
  'message/headers',
]);

/**
 * Header blocks of the messages that a mail carries as reported ones, in order: parts of a type for it, else any attachment
 * that begins with a header of RFC 5322.
 */
export function originalHeaders(attachments: readonly Attachment[]): string[] {
  const declared = attachments.filter((part) => TYPES.has(part.mimeType.toLowerCase()));
  if (declared.length > 0) return declared.map(headerBlock);
  return attachments
    .filter((part) => part.mimeType !== 'message/feedback-report')
    .map(headerBlock)
    .filter(isHeader);
}

/** The reported message has an author; a date, a subject or a way it took tell that it is a message. */
function isHeader(block: string): boolean {
  const fields = headerFields(block);
  return fields.has('from') && ['date', 'received', 'message-id', 'subject'].some((name) => fields.has(name));
}

function headerBlock(part: Attachment): string {
  const text = partText(part, MAX_ORIGINAL * 4)
    .replace(/\r\n?/g, '\n')
    .trimStart();
  const end = text.indexOf('\n\n');
  return (end < 0 ? text : text.slice(0, end)).slice(0, MAX_ORIGINAL);
}

/** The first `limit` bytes of a part as text: UTF-8, else windows-1252. */
export function partText(part: Attachment, limit: number): string {
  if (typeof part.content === 'string') return part.content.slice(0, limit);
  const bytes = new Uint8Array(part.content as ArrayBuffer).subarray(0, limit);
  try {
    // A character cut at the limit is no fault
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
