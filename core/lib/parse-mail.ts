import type { Email } from 'postal-mime';
import { RefusalError } from './refusal-error.ts';

/** Bytes of one header block. */
export const MAX_MAIL_HEADER_BYTES = 1024 * 1024;
/** Parts within parts. */
export const MAX_MIME_DEPTH = 64;

export interface ParsedMail {
  email: Email;
  /** Lines of nothing but spaces stood where empty ones belong. */
  blankLinesRepaired: boolean;
}

/**
 * A mail (RFC 5322, RFC 2045 to 2049, RFC 2231), nested messages kept as attachments. Throws RefusalError `damaged-mail`
 * where the parser gives up, and at its caps. The parser is loaded when the first mail comes.
 */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const email = await parse(bytes);
  if (email.attachments.length > 0 || !declaresParts(email)) return { email, blankLinesRepaired: false };
  // Copies that went through an editor have a space on empty lines, which a parser takes for a folded header.
  const repaired = withEmptyLines(bytes);
  if (!repaired) return { email, blankLinesRepaired: false };
  return { email: await parse(repaired), blankLinesRepaired: true };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(bytes.slice(), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: MAX_MIME_DEPTH,
      maxHeadersSize: MAX_MAIL_HEADER_BYTES,
    });
  } catch (error) {
    throw new RefusalError('damaged-mail', { reason: String(error).slice(0, 200) });
  }
}

function declaresParts(email: Email): boolean {
  return email.headers.some((header) => header.key === 'content-type' && /multipart\//i.test(header.value));
}

/** The same bytes with lines of spaces emptied; null where there are none. */
function withEmptyLines(bytes: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let lineStart = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 10) continue;
    let end = at;
    if (bytes[end - 1] === 13) end--;
    let blank = lineStart;
    while (blank < end && (bytes[blank] === 32 || bytes[blank] === 9)) blank++;
    const kept = blank === end ? bytes.subarray(end, at + 1) : bytes.subarray(lineStart, at + 1);
    out.set(kept, length);
    length += kept.length;
    lineStart = at + 1;
  }
  return length === bytes.length ? null : out.subarray(0, length);
}
