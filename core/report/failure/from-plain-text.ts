import type { Email } from 'postal-mime';
import { normalName } from '../../lib/domain-name.ts';
import type { FailureReport } from '../../model/report.ts';
import { normaliseAddress } from '../aggregate/normalise-address.ts';
import type { Notes } from '../notes.ts';
import { mailDomain, reporterName } from '../reporters.ts';
import { arrival, headerFromDomain } from './from-feedback.ts';
import { headerFields } from './header-fields.ts';

const MAX_FIELD = 4000;

/**
 * A report that says in words what others say in a feedback part: LinkedIn, Netease, Exim. Null where the words do not name
 * an authentication failure and an address.
 */
export function fromPlainText(email: Email, attached: string, notes: Notes): FailureReport | null {
  const text = (email.text ?? '').slice(0, 100_000);
  const start = text.slice(0, 3000);
  const feedback = /^(?:Feedback-Type|User-Agent|Auth-Failure)\s*:/im.test(text);
  const named =
    /\bDMARC\b/i.test(`${email.subject ?? ''} ${start}`) &&
    /fail|reject|authenticat|abuse report|not compliant/i.test(`${email.subject ?? ''} ${start}`);
  if (!feedback && !named) return null;
  const fields = headerFields(text);
  const first = (...names: string[]) => {
    for (const name of names) {
      const value = fields.get(name)?.[0];
      if (value) return value.slice(0, MAX_FIELD);
    }
    return '';
  };
  const source =
    first('source-ip', 'sender-ip-address', 'ip') ||
    (/(?:IP(?:\s+address)?|from|host)\s*[:=]?\s*\[?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]*:[0-9a-f:]+:[0-9a-f]+)\]?/i.exec(
      start,
    )?.[1] ??
      '');
  const address = normaliseAddress(source.trim().split(/[\s,]/, 1)[0] ?? '');
  if (!feedback && address.found === 'none' && attached === '') return null;
  const from = email.from?.address ?? '';
  const original = attached || originalBlock(text);
  const domain =
    first('reported-domain', 'sender-domain') ||
    headerFromDomain(headerFields(original)) ||
    mailDomain(first('from'));
  notes.add('feedback-part-missing', '', '', 'plain');
  return {
    kind: 'failure',
    reporter: reporterName(mailDomain(from), from),
    userAgent: first('user-agent'),
    feedbackType: 'plain',
    authFailure: ['dmarc'],
    arrival: arrival(first('arrival-date', 'received-date') || email.date || ''),
    sourceIp: address.found === 'none' ? '' : address.text,
    reportedDomain: normalName(domain),
    identityAlignment: first('identity-alignment', 'alignment').toLowerCase(),
    originalMailFrom: first('original-mail-from', 'sender', 'envelope-from').replace(/[<>]/g, ''),
    originalRcptTo: first('original-rcpt-to', 'recipient').replace(/[<>]/g, ''),
    deliveryResult: first('delivery-result').toLowerCase(),
    authResults: (fields.get('authentication-results') ?? []).join('\n').slice(0, MAX_FIELD),
    dkimDomain: first('dkim-domain').toLowerCase(),
    dkimSelector: first('dkim-selector'),
    spfDns: first('spf-dns'),
    originalHeaders: original.slice(0, 16_384),
    incidents: 1,
  };
}

/** Header block of the message that such a report quotes in its own text. */
function originalBlock(text: string): string {
  const found =
    /^(?:Received|Return-Path|DKIM-Signature|From|Message-ID)\s*:[\s\S]*?(?=\n\s*\n|$(?![\s\S]))/im.exec(
      text.replace(/\r\n?/g, '\n'),
    );
  return found?.[0] ?? '';
}
