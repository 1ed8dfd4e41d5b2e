import type { Email } from 'postal-mime';
import { type Collecting, joinChunks } from './join-chunks.ts';
import { RefusalError } from './refusal-error.ts';
import { lines } from './scan-text.ts';

/** Bytes of one header block. */
export const MAX_MAIL_HEADER_BYTES = 1024 * 1024;
/** Parts within parts. */
export const MAX_MIME_DEPTH = 64;
/** Parts of one mail, those of nested messages not counted: each of them is opened by itself. */
export const MAX_MIME_PARTS = 1000;

/** A part of type text/plain or text/html that is no attachment, decoded from its transfer encoding only. */
export interface TextPart {
  /** Empty where it has none. */
  filename: string;
  isHtml: boolean;
  bytes: Uint8Array;
}

export interface ParsedMail {
  email: Email;
  texts: TextPart[];
  /** Lines of nothing but spaces stood where empty ones belong. */
  blankLinesRepaired: boolean;
}

/**
 * A mail (RFC 5322, RFC 2045 to 2049, RFC 2231), nested messages kept as attachments. Throws RefusalError `damaged-mail`
 * where the parser gives up, and at its caps. The parser is loaded when the first mail comes.
 */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const straight = withLineFeeds(bytes);
  const parts = partCount(straight);
  if (parts > MAX_MIME_PARTS)
    throw new RefusalError('too-many-parts', { limit: MAX_MIME_PARTS, found: parts });
  const found = { ...(await parse(straight)), blankLinesRepaired: false };
  if (found.email.attachments.length > 0 || !declaresParts(found.email)) return found;
  // Copies that went through an editor have a space on empty lines, which a parser takes for a folded header.
  const repaired = withEmptyLines(straight);
  if (repaired) return { ...(await parse(repaired)), blankLinesRepaired: true };
  // Gateways that rewrite headers lose the boundary; the first line of the body that begins a part still tells it.
  const boundary = boundaryOf(straight);
  if (boundary === null) return found;
  const header = new TextEncoder().encode(`Content-Type: multipart/mixed; boundary="${boundary}"\n`);
  const told = new Uint8Array(header.length + straight.length);
  told.set(header);
  told.set(straight, header.length);
  const again = await parse(told);
  return again.email.attachments.length > 0 ? { ...again, blankLinesRepaired: false } : found;
}

/** What postal-mime keeps of a part; its public face joins all text parts into one decoded text. */
interface MimePart {
  childNodes: MimePart[];
  content: ArrayBuffer | null;
  contentType: { parsed: { value: string; params: Record<string, string> }; multipart: string | false };
  contentDisposition: { parsed: { value: string; params: Record<string, string> } };
}

/** The parser's own parts that are used here. */
interface InsideParser {
  root: MimePart;
  currentNode: { contentDecoder: Collecting | null };
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
}

/** Places in lines of base64 where padding is followed by more: the parser makes a piece of memory at each. */
const MAX_INNER_PADDING = 10_000;

function innerPadding(line: Uint8Array): number {
  let places = 0;
  for (let at = line.indexOf(0x3d); at >= 0 && at < line.length - 1; at = line.indexOf(0x3d, at + 1)) {
    if (line[at + 1] !== 0x3d) places++;
  }
  return places;
}

/** Keeps what the parser collects in few pieces, however short the lines are. */
function joinAsItReads(parser: InsideParser): void {
  const processLine = parser.processLine.bind(parser);
  let decoder: Collecting | null = null;
  let joined = 0;
  let padded = 0;
  parser.processLine = (line, isFinal) => {
    const now = parser.currentNode.contentDecoder;
    if (now !== decoder) {
      decoder = now;
      joined = 0;
    }
    if (decoder) joined = joinChunks(decoder, joined);
    if (decoder !== null && 'remainder' in decoder) {
      padded += innerPadding(line);
      if (padded > MAX_INNER_PADDING) throw new Error('padding within base64');
    }
    return processLine(line, isFinal);
  };
}

async function parse(bytes: Uint8Array): Promise<{ email: Email; texts: TextPart[] }> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    const parser = new PostalMime({
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: MAX_MIME_DEPTH,
      maxHeadersSize: MAX_MAIL_HEADER_BYTES,
    });
    const inside = parser as unknown as InsideParser;
    joinAsItReads(inside);
    const email = await parser.parse(bytes.slice());
    return { email, texts: [...textParts(inside.root)] };
  } catch (error) {
    throw new RefusalError('damaged-mail', { reason: String(error).slice(0, 200) });
  }
}

function* textParts(part: MimePart): Generator<TextPart> {
  const type = part.contentType.parsed.value;
  const isText = type === 'text/plain' || type === 'text/html';
  if (isText && part.content && part.contentDisposition.parsed.value !== 'attachment') {
    yield {
      filename: part.contentDisposition.parsed.params.filename ?? part.contentType.parsed.params.name ?? '',
      isHtml: type === 'text/html',
      bytes: new Uint8Array(part.content),
    };
  }
  for (const child of part.childNodes) yield* textParts(child);
}

function declaresParts(email: Email): boolean {
  return email.headers.some((header) => header.key === 'content-type' && /multipart\//i.test(header.value));
}

/** Old systems end lines with CR alone, in which no parser finds a line. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(10)) return bytes;
  return bytes.map((byte) => (byte === 13 ? 10 : byte));
}

/** The boundary of the first part in the body, by its line and the part's header behind it. */
function boundaryOf(bytes: Uint8Array): string | null {
  const text = new TextDecoder('windows-1252').decode(bytes.subarray(0, MAX_MAIL_HEADER_BYTES));
  let before = '';
  for (const line of lines(text)) {
    if (before.startsWith('--') && /^Content-[A-Za-z-]{1,40}[ \t]{0,9}:/i.test(line)) {
      const boundary = before.slice(2).trimEnd();
      if (BOUNDARY.test(boundary)) return boundary;
    }
    before = line;
  }
  return null;
}

/** Characters that are safe in quotes; RFC 2046 section 5.1.1 allows 70 of fewer kinds. */
const BOUNDARY = /^[\x21\x23-\x5b\x5d-\x7e ]{1,100}$/;

/** Lines that may begin a part: those that begin with two hyphens and something of a boundary that is declared. */
function partCount(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at >= 0 && at < bytes.length; at = bytes.indexOf(10, at) + 1 || bytes.length) {
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) count++;
  }
  // Text may have rules of hyphens: only where there are that many is it worth telling them apart
  return count > MAX_MIME_PARTS ? declaredParts(bytes) : count;
}

function declaredParts(bytes: Uint8Array): number {
  const text = new TextDecoder('windows-1252').decode(bytes);
  const boundaries = new Set<string>();
  for (const found of text.matchAll(/boundary\*?[0-9*]{0,4}=[ \t]{0,9}"?([^"\r\n;]{1,100})/gi)) {
    boundaries.add(found[1]!.trimEnd());
    // Each of them is asked for at every line
    if (boundaries.size > MAX_MIME_PARTS) return boundaries.size;
  }
  let count = 0;
  for (const line of lines(text)) {
    if (!line.startsWith('--')) continue;
    const written = line.slice(2).trimEnd();
    if (boundaries.has(written) || (written.endsWith('--') && boundaries.has(written.slice(0, -2)))) count++;
  }
  return count;
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
