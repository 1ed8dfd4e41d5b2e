import type { Email } from 'postal-mime';
import { authorDomain, domainIn } from '../../lib/author-domain.ts';
import { headerFields } from '../../lib/header-fields.ts';
import { wordedFailure } from '../../lib/worded-failure.ts';
import type { FailureReport } from '../../model/report.ts';
import type { Notes } from '../notes.ts';
import { mailDomain, reporterName } from '../reporters.ts';
import { arrival } from './arrival.ts';

const MAX_FIELD = 4000;

/**
 * A report that says in words what others say in a feedback part: LinkedIn, Netease, Exim. Null where the words are not a
 * failure report's, or name no domain.
 */
export async function fromPlainText(email: Email, notes: Notes): Promise<FailureReport | null> {
  const worded = wordedFailure(email);
  if (!worded) return null;
  const { fields, address, original } = worded;
  const first = (name: string) => (fields.get(name)?.[0] ?? '').slice(0, MAX_FIELD);
  const reportedDomain =
    domainIn(first('reported-domain')) ||
    domainIn(first('sender-domain')) ||
    (await authorDomain(headerFields(original).get('from')?.[0] ?? ''));
  if (reportedDomain === '') return null;
  const from = email.from?.address ?? '';
  notes.add('feedback-part-missing', '', '', 'plain');
  return {
    kind: 'failure',
    reporter: reporterName(mailDomain(from), from),
    userAgent: '',
    feedbackType: 'plain',
    authFailure: ['dmarc'],
    arrival: arrival([first('arrival-date'), first('received-date')], email, notes),
    sourceIp: address,
    reportedDomain,
    identityAlignment: first('identity-alignment').toLowerCase(),
    originalMailFrom: first('original-mail-from').replace(/[<>]/g, ''),
    originalRcptTo: first('original-rcpt-to').replace(/[<>]/g, ''),
    deliveryResult: first('delivery-result').toLowerCase(),
    authResults: '',
    dkimDomain: '',
    dkimSelector: '',
    spfDns: '',
    originalHeaders: original,
    incidents: 1,
  };
}
