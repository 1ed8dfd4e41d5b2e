import { isReportSubject, mayHoldReport } from '../../lib/report-name.ts';
import { upTo } from '../../lib/scan-text.ts';
import type { MailboxMessage } from '../../model/mailbox.ts';

/** Larger messages are opened only if their list says that they carry a report. */
const MAX_UNSURE_BYTES = 4 * 1024 * 1024;

/** Senders whose address says what they send: `noreply-dmarc@`, `tlsrpt@`. */
const REPORTER = /dmarc|tls-?rpt/i;
/** Kinds of whole messages that have no room for a file. */
const WITHOUT_FILES = /^(text\/(plain|html|calendar)|multipart\/(alternative|signed|encrypted))$/;

/**
 * Whether a message is worth opening, by what its list tells: `report` says that it carries one, `unsure` that
 * it may, `no` that it cannot.
 */
export function worthOpening(message: MailboxMessage): 'report' | 'unsure' | 'no' {
  const { subject, from, type, attachments, size } = message;
  if (isReportSubject(subject) || REPORTER.test(localPart(from)) || type === 'multipart/report')
    return 'report';
  // the whole message is one file, as some reporters send it
  if (type !== '' && mayHoldReport('', type)) return 'unsure';
  if (attachments === false || WITHOUT_FILES.test(type)) return 'no';
  return (size ?? 0) > MAX_UNSURE_BYTES ? 'no' : 'unsure';
}

/** What stands before the first `@`; empty where there is none. */
function localPart(address: string): string {
  return address.includes('@') ? upTo(address, '@') : '';
}
