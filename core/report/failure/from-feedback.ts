import type { Email } from 'postal-mime';
import { authorDomain, domainIn } from '../../lib/author-domain.ts';
import { headerFields } from '../../lib/header-fields.ts';
import type { FailureReport } from '../../model/report.ts';
import type { Notes } from '../notes.ts';
import { mailDomain, reporterName } from '../reporters.ts';
import { arrival } from './arrival.ts';
import { sourceAddress } from './source-address.ts';

const MAX_FIELD = 4000;

/** A report from its feedback part: RFC 5965 section 3, RFC 6591 section 3, RFC 9991 section 4. All fields may be missing. */
export async function fromFeedback(
  email: Email,
  feedback: string,
  original: string,
  notes: Notes,
): Promise<FailureReport> {
  const fields = headerFields(decoded(feedback));
  const first = (name: string) => (fields.get(name)?.[0] ?? '').slice(0, MAX_FIELD);
  const from = email.from?.address ?? '';
  const incidents = Number.parseInt(first('incidents'), 10);
  const type = first('feedback-type').toLowerCase();
  if (type === '') notes.add('missing', 'feedback-report/feedback-type', '', 'auth-failure');
  const authResults = (fields.get('authentication-results') ?? []).join('\n').slice(0, MAX_FIELD);
  return {
    kind: 'failure',
    reporter: reporterName(first('reporting-mta').replace(/^dns; ?/i, '') || mailDomain(from), from),
    userAgent: first('user-agent'),
    feedbackType: type || 'auth-failure',
    authFailure: first('auth-failure')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    arrival: arrival([first('arrival-date'), first('received-date')], email, notes),
    sourceIp: sourceAddress(first('source-ip'), notes),
    reportedDomain: domainIn(first('reported-domain')) || (await domainOf(original, authResults)),
    identityAlignment: first('identity-alignment').toLowerCase(),
    originalMailFrom: first('original-mail-from').replace(/^<|>$/g, ''),
    originalRcptTo: (fields.get('original-rcpt-to') ?? [])
      .join(', ')
      .replace(/[<>]/g, '')
      .slice(0, MAX_FIELD),
    deliveryResult: first('delivery-result').toLowerCase(),
    authResults,
    dkimDomain: first('dkim-domain').toLowerCase(),
    dkimSelector: first('dkim-selector'),
    spfDns: first('spf-dns'),
    originalHeaders: original,
    incidents: Number.isSafeInteger(incidents) && incidents > 0 ? incidents : 1,
  };
}

/**
 * The author's domain of the reported message; where its From field is not there, the one that DMARC was evaluated for:
 * `header.from` of Authentication-Results, RFC 7489 section 11.2.
 */
async function domainOf(original: string, authResults: string): Promise<string> {
  const from = headerFields(original).get('from')?.[0];
  if (from !== undefined) return await authorDomain(from);
  return domainIn(/\bheader\.from=([^\s;]{1,253})/i.exec(authResults)?.[1] ?? '');
}

/** Some send the part in base64 without saying so. */
function decoded(text: string): string {
  const packed = text.replace(/\s/g, '');
  if (text.includes(':') || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return text;
  try {
    return atob(packed);
  } catch {
    return text;
  }
}
