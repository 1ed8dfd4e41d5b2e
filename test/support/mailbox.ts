/** The mailbox of the webmail tests: one message for each way in which reports arrive, and some without. */
import {
  attachment,
  DEFAULT_RECORDS,
  forwarded,
  gzipReport,
  type MadeReport,
  madeReport,
  message,
  reportFileName,
  reportXml,
  splitNameAttachment,
  text,
  zipOf,
  zipReport,
} from './messages.ts';

export const REPORTS = {
  single: madeReport({ org: 'bigmail.example' }),
  html: madeReport({ org: 'office.example', records: DEFAULT_RECORDS.slice(0, 2) }),
  plain: madeReport({ org: 'portal.example', domain: 'news.shop.example' }),
  first: madeReport({ org: 'cable.example', records: DEFAULT_RECORDS.slice(1) }),
  second: madeReport({
    org: 'fibre.example',
    domain: 'other.example',
    records: [{ ip: '203.0.113.9', count: 70_000, dkim: 'fail', spf: 'fail' }],
  }),
  split: madeReport({ org: 'a-very-long-reporter-name.mail.protection.example.org' }),
} satisfies Record<string, MadeReport>;

/** Subjects by which the tests find their messages. */
export const SUBJECTS = {
  single: 'Report domain: shop.example Submitter: bigmail.example Report-ID: 1',
  html: '[Preview] Report Domain: shop.example Submitter: office.example Report-ID: 2',
  plain: 'Report Domain: news.shop.example Submitter: portal.example Report-ID: 3',
  none: 'Lunch on Friday?',
  two: 'Two reports in one message',
  forward: 'Fwd: Report domain: shop.example',
  split: 'Report Domain: shop.example Submitter: long Report-ID: 4',
  text: 'Only text',
  broken: 'Report Domain: shop.example Submitter: broken.example Report-ID: 5',
} as const;

export function mailbox(): string[] {
  const { single, html, plain, first, second, split } = REPORTS;
  const singleMail = message({
    from: 'noreply-dmarc@bigmail.example',
    subject: SUBJECTS.single,
    only: attachment('application/zip', `${reportFileName(single)}.zip`, zipReport(single)),
  });
  const broken = zipReport(single);
  return [
    singleMail,
    message({
      from: 'dmarc@office.example',
      subject: SUBJECTS.html,
      parts: [
        text('<div><b>This is a DMARC aggregate report.</b></div>', 'text/html'),
        attachment('application/gzip', `${reportFileName(html)}.xml.gz`, gzipReport(html)),
      ],
    }),
    message({
      from: 'dmarc@portal.example',
      subject: SUBJECTS.plain,
      parts: [
        text('This is an aggregate report.'),
        attachment('text/xml', `${reportFileName(plain)}.xml`, Buffer.from(reportXml(plain))),
      ],
    }),
    message({
      from: 'alice@friends.example',
      subject: SUBJECTS.none,
      parts: [
        text('See the picture and the notes.'),
        attachment('application/zip', 'holiday-photos.zip', zipOf('a.txt', Buffer.from('hello'))),
        attachment('application/pdf', 'notes.pdf', Buffer.from('%PDF-1.4\n%%EOF')),
      ],
    }),
    message({
      from: 'dmarc@cable.example',
      subject: SUBJECTS.two,
      parts: [
        text('Two.'),
        attachment('application/zip', `${reportFileName(first)}.zip`, zipReport(first)),
        attachment(
          'application/octet-stream',
          `${reportFileName(second, 'unique1')}.xml.gz`,
          gzipReport(second),
        ),
      ],
    }),
    message({
      from: 'bob@shop.example',
      subject: SUBJECTS.forward,
      parts: [text('For you.'), forwarded(singleMail)],
    }),
    message({
      from: 'dmarc@mail.protection.example.org',
      subject: SUBJECTS.split,
      parts: [
        text('Split name.'),
        splitNameAttachment('application/gzip', `${reportFileName(split)}.xml.gz`, gzipReport(split)),
      ],
    }),
    message({ from: 'carol@friends.example', subject: SUBJECTS.text, only: text('Nothing here.') }),
    message({
      from: 'dmarc@broken.example',
      subject: SUBJECTS.broken,
      parts: [
        text('A zip cut short in transit.'),
        attachment(
          'application/zip',
          'broken.example!shop.example!1772409600!1772495999.zip',
          broken.subarray(0, Math.floor(broken.length * 0.6)),
        ),
      ],
    }),
  ];
}
