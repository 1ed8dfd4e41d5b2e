import type { Email } from 'postal-mime';
import { normalName } from '../../lib/domain-name.ts';
import type { FailureReport } from '../../model/report.ts';
import { normaliseAddress } from '../aggregate/normalise-address.ts';
import type { Notes } from '../notes.ts';
import { mailDomain, reporterName } from '../reporters.ts';
import { headerFields } from './header-fields.ts';

const MAX_FIELD = 4000;

/** A report from its feedback part: RFC 5965 section 3, RFC 6591 section 3, RFC 9991 section 4. All fields may be missing. */
export function fromFeedback(email: Email, feedback: string, original: string, notes: Notes): FailureReport {
  const fields = headerFields(decoded(feedback));
  const first = (name: string) => (fields.get(name)?.[0] ?? '').slice(0, MAX_FIELD);
  const from = email.from?.address ?? '';
  const source = first('source-ip');
  const address = normaliseAddress(source.split(/[\s,]/, 1)[0] ?? '');
  if (source !== '' && address.found === 'none')
    notes.add('address-invalid', 'feedback-report/source-ip', source);
  const originalFields = headerFields(original);
  const incidents = Number.parseInt(first('incidents'), 10);
  const type = first('feedback-type').toLowerCase();
  if (type === '') notes.add('missing', 'feedback-report/feedback-type', '', 'auth-failure');
  return {
    kind: 'failure',
    reporter: reporterName(first('reporting-mta').replace(/^dns;\s*/i, '') || mailDomain(from), from),
    userAgent: first('user-agent'),
    feedbackType: type || 'auth-failure',
    authFailure: first('auth-failure')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    arrival: arrival(first('arrival-date') || first('received-date') || email.date || ''),
    sourceIp: address.text,
    reportedDomain: normalName(first('reported-domain') || headerFromDomain(originalFields)),
    identityAlignment: first('identity-alignment').toLowerCase(),
    originalMailFrom: first('original-mail-from').replace(/^<|>$/g, ''),
    originalRcptTo: (fields.get('original-rcpt-to') ?? [])
      .join(', ')
      .replace(/[<>]/g, '')
      .slice(0, MAX_FIELD),
    deliveryResult: first('delivery-result').toLowerCase(),
    authResults: (fields.get('authentication-results') ?? []).join('\n').slice(0, MAX_FIELD),
    dkimDomain: first('dkim-domain').toLowerCase(),
    dkimSelector: first('dkim-selector'),
    spfDns: first('spf-dns'),
    originalHeaders: original,
    incidents: Number.isInteger(incidents) && incidents > 0 ? incidents : 1,
  };
}

/** Some send the part in base64 without saying so. */
function decoded(text: string): string {
  const packed = text.replace(/\s+/g, '');
  if (text.includes(':') || !/^[A-Za-z0-9+/]+=*$/.test(packed)) return text;
  try {
    return atob(packed);
  } catch {
    return text;
  }
}

export function arrival(text: string): number | null {
  const time = Date.parse(text.replace(/\s*\([^)]*\)\s*$/, ''));
  return Number.isFinite(time) ? Math.floor(time / 1000) : null;
}

export function headerFromDomain(fields: Map<string, string[]>): string {
  return mailDomain(fields.get('from')?.[0] ?? '');
}
