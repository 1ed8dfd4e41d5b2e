import { isReportSubject } from '../../../core/lib/report-name.ts';
import { textOf } from '../dom/text-of.ts';

const HEADINGS =
  'h1, h2, h3, h4, [class*="subject" i], [id*="subject" i], [class*="from" i], [class*="sender" i]';
const MAX_HEADINGS = 60;
/** Senders of reports call themselves so. */
const SENDER = /\b(no-?reply[-_.])?(dmarc|tls-?rpt|postmaster)[-_.a-z]{0,30}@/i;

/** Whether the open message's subject or sender says that it carries a report, as far as headings tell. */
export function speaksOfReports(document: Document): boolean {
  if (isReportSubject(document.title.slice(0, 300))) return true;
  let looked = 0;
  for (const heading of document.querySelectorAll(HEADINGS)) {
    looked += 1;
    if (looked > MAX_HEADINGS) return false;
    const text = `${textOf(heading, 400)} ${heading.getAttribute('title')?.slice(0, 300)}`;
    if (isReportSubject(text) || SENDER.test(text)) return true;
  }
  return false;
}
