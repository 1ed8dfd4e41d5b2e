import type { Email } from 'postal-mime';
import { headerFields } from './header-fields.ts';
import { normalizeIp } from './ip.ts';
import { labelledLines } from './labelled-lines.ts';
import { originalHeaders } from './original-header.ts';

/** A failure report that says in words what others say in a feedback part. */
export interface WordedFailure {
  /** What it says in labelled lines: `sender-domain`, `source-ip`, …; values in order. */
  fields: Map<string, string[]>;
  /** The address it names, normalised. */
  address: string;
  /** Header block of the reported message, attached or quoted; empty where there is none. */
  original: string;
}

/** Characters of a mail's text that are looked at. */
const MAX_TEXT = 100_000;
/** Where the report's first sentence has to stand: a greeting may go before it, a covering letter may not. */
const MAX_BEFORE = 200;
const START = 2000;
const MAX_ORIGINAL = 16_384;

/** Labels that only failure reports have, of RFC 5965, RFC 6591 and the worded reports of Exim, cPanel and Baruwa. */
const LABELS = new Set([
  'sender-domain',
  'sender-ip-address',
  'received-date',
  'spf-alignment',
  'dkim-alignment',
  'dmarc-result',
  'dmarc-results',
  'feedback-type',
  'auth-failure',
  'source-ip',
  'reported-domain',
  'original-mail-from',
  'original-rcpt-to',
  'arrival-date',
  'delivery-result',
  'identity-alignment',
]);
const ADDRESS_LABELS = ['source-ip', 'sender-ip-address'];

/** First sentences, white space folded; each has to stand near the beginning. */
const SENTENCES = [
  /\bmessage claiming to be from you has failed the published DMARC policy\b/i,
  /\breport for an e-?mail message received from IP\b/i,
];
/** One of these says that the second sentence is about authentication, and not any complaint. */
const AUTHENTICATION = /\bauthentication[ -]failure\b|\bDMARC policy\b|\bDMARC mechanism\b/i;
const SUBJECT = /\bDMARC (?:authentication )?(?:forensic|failure) report\b/i;
/** Answers and forwarded mails: who sends them is not the reporter. */
const LIST_TAG = /\[[^\]]{0,80}\]/g;
const ANSWER = /^(?:re|aw|sv|antw|fwd?|wg|tr|rv) ?:/i;
const QUOTED =
  /^(?:>|-{2,20} ?(?:original|forwarded|urspr|weitergel)|begin forwarded message|(?:from|sent|von|gesendet|subject|betreff) ?:)/i;
const FIRST_OF_HEADER = /^(?:received|return-path|received-spf|dkim-signature|from)[ \t]{0,9}:/i;

/**
 * What a mail without a feedback part says as a failure report; null where it is none. A report tells of one message: it
 * begins with a known sentence (or has the subject of such reports), names one address, and either carries the reported
 * message's header or has the labelled lines of known reporters. Mails about DMARC, digests, tickets, answers and quoted
 * reports have not all of that.
 */
export function wordedFailure(email: Email): WordedFailure | null {
  const subject = (email.subject ?? '').slice(0, 500).replace(/\s+/g, ' ').trim();
  if (ANSWER.test(subject.replace(LIST_TAG, '').trim()) || isAnswer(email)) return null;
  const { own, quoted } = split((email.text ?? '').slice(0, MAX_TEXT));
  const fields = labelledLines(own);
  for (const [label, values] of fields) if (!LABELS.has(label) || values[0] === '') fields.delete(label);
  const start = own.join(' ').slice(0, START).replace(/\s+/g, ' ').trim();
  const original = originalHeaders(email.attachments)[0] ?? quoted;
  const hasOriginal = headerFields(original).has('from');
  const addresses = new Set(
    ADDRESS_LABELS.flatMap((label) => fields.get(label) ?? [])
      .map(addressIn)
      .filter(Boolean),
  );
  // A table of several addresses is a digest
  if (addresses.size > 1) return null;
  const address = [...addresses][0] || addressIn(/\breceived from IP (\S{1,60})/i.exec(start)?.[1] ?? '');
  if (address === '') return null;
  const at = SENTENCES.map((sentence) => start.search(sentence)).find((place) => place >= 0) ?? -1;
  const said = at >= 0 && at <= MAX_BEFORE && AUTHENTICATION.test(start) && (hasOriginal || fields.size >= 2);
  const named = SUBJECT.test(subject) && fields.size >= 3;
  const listed = fields.has('feedback-type') && fields.size >= 3;
  return said || named || listed ? { fields, address, original } : null;
}

/** RFC 5322 section 3.6.4, RFC 3834 section 5. */
function isAnswer(email: Email): boolean {
  return email.headers.some(
    ({ key, value }) =>
      key === 'in-reply-to' || (key === 'auto-submitted' && /^\s*auto-replied/i.test(value)),
  );
}

/** The report's own lines, and the header block that it quotes behind them. What is marked as quoted ends the text. */
function split(text: string): { own: string[]; quoted: string } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const begin = lines.findIndex((line) => FIRST_OF_HEADER.test(line));
  const before = begin < 0 ? lines : lines.slice(0, begin);
  const end = before.findIndex((line) => QUOTED.test(line.trimStart()));
  if (end >= 0) return { own: before.slice(0, end), quoted: '' };
  if (begin < 0) return { own: before, quoted: '' };
  const rest = lines.slice(begin);
  const blank = rest.findIndex((line) => line.trim() === '');
  return { own: before, quoted: (blank < 0 ? rest : rest.slice(0, blank)).join('\n').slice(0, MAX_ORIGINAL) };
}

/** The first address of a value such as `[192.0.2.1]` or `192.0.2.1 (mail.example)`, normalised; empty where there is none. */
function addressIn(value: string): string {
  for (const word of value.slice(0, 200).split(/[\s,;()[\]"'<>]+/)) {
    const address = normalizeIp(word.replace(/^IPv6:/i, '').replace(/\.$/, ''));
    if (address !== null) return address;
  }
  return '';
}
