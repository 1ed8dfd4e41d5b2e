/** What names tell about reports, before a byte is read. */

/** Characters of a name, subject or address that are looked at. */
const MAX_LENGTH = 1000;

/** RFC 7489 section 7.2.1.1: receiver!domain!begin!end, perhaps !unique, with an extension. RFC 8460 5.1 likewise. */
const REPORT_NAME = /([^!/\\\s]+)!([^!/\\\s]+)!(\d{9,11})!(\d{9,11})(?:![^!/\\]+)?/;
const PACKED = /\.(zip|gz|gzip|tgz|xml|json|eml|msg|mbox|zlib|7z)$/i;
const PACKED_TYPE =
  /^(application\/(x-)?(zip|gzip|gzip-compressed|zip-compressed)|(text|application)\/xml|message\/rfc822|application\/tlsrpt\+(gzip|json)|message\/feedback-report)$/;
const SUBJECT =
  /(report[ -]domain:|dmarc.{0,20}(aggregate|report)|^\s*(\[.{1,20}\]\s*)?(fwd?:\s*)?report domain\b|tls-?rpt|tls report)/i;

/** What a report's file name says. */
export interface ReportName {
  reporter: string;
  domain: string;
  begin: number;
  end: number;
}

/** The parts of a report's file name; null where the name is no report's. */
export function parseReportName(name: string): ReportName | null {
  const found = REPORT_NAME.exec(name.slice(0, MAX_LENGTH));
  if (!found) return null;
  const [, reporter, domain, begin, end] = found as unknown as [string, string, string, string, string];
  return { reporter, domain: domain.toLowerCase(), begin: Number(begin), end: Number(end) };
}

/** Whether a file is worth reading: it may hold a report by its name or its media type. */
export function mayHoldReport(name: string, type: string): boolean {
  return PACKED.test(name) || PACKED_TYPE.test(type) || REPORT_NAME.test(name.slice(0, MAX_LENGTH));
}

/** Whether a message's subject says that it carries a report. */
export function isReportSubject(subject: string): boolean {
  return SUBJECT.test(subject.slice(0, MAX_LENGTH));
}

/** The domain of the first mail address in a text; empty where there is none. */
export function domainOfAddress(text: string): string {
  return (
    /[^\s<>@"(),;:]@([a-z0-9.-]+\.[a-z0-9-]+)/i.exec(text.slice(0, MAX_LENGTH))?.[1]?.toLowerCase() ?? ''
  );
}
