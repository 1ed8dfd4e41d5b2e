/** A folder of reports in a test's mailbox: many reports over several pages of a list, and mail that is none. */
import { attachment, madeReport, message, reportFileName, text, zipOf, zipReport } from './messages.ts';

/** Its name needs escaping in addresses, and the second part makes it a folder within a folder. */
export const FOLDER_NAMES = ['DMARC reports', 'This year'];
export const FOLDER = FOLDER_NAMES.join('.');
export const FOLDER_NAME = 'This year';

/** The reporter whose report came from a mail of another domain. */
export const FORGED = 'forged-name.example';
export const BROKEN = 'broken-folder.example';

/** Reporters of the folder's whole reports. */
export const FOLDER_REPORTERS = [
  ...Array.from({ length: 12 }, (_, i) => `reporter-${String.fromCharCode(97 + i)}.example`),
  FORGED,
];

export function reportMail(org: string, from = `noreply-dmarc@${org}`): string {
  const report = madeReport({ org });
  return message({
    from,
    subject: `Report domain: shop.example Submitter: ${org} Report-ID: ${org}`,
    only: attachment('application/zip', `${reportFileName(report)}.zip`, zipReport(report)),
  });
}

/** 17 messages: 13 reports, one broken, and three that carry none. */
export function folderMail(): string[] {
  const broken = madeReport({ org: BROKEN });
  const cut = zipReport(broken);
  const reports = FOLDER_REPORTERS.map((org) =>
    reportMail(org, org === FORGED ? 'somebody@forger.example' : undefined),
  );
  return [
    ...reports.slice(0, 7),
    message({ from: 'carol@friends.example', subject: 'Minutes', only: text('Nothing here.') }),
    message({
      from: `noreply-dmarc@${BROKEN}`,
      subject: `Report domain: shop.example Submitter: ${BROKEN}`,
      parts: [
        text('A zip cut short in transit.'),
        attachment('application/zip', `${reportFileName(broken)}.zip`, cut.subarray(0, cut.length >> 1)),
      ],
    }),
    message({
      from: 'alice@friends.example',
      subject: 'Photos of the summer party',
      parts: [
        text('See the pictures.'),
        attachment('application/zip', 'photos.zip', zipOf('a.txt', Buffer.from('hello'))),
      ],
    }),
    message({
      from: 'bob@friends.example',
      subject: 'Slides',
      parts: [
        text('As promised.'),
        attachment('application/pdf', 'slides.pdf', Buffer.from('%PDF-1.4\n%%EOF')),
      ],
    }),
    ...reports.slice(7),
  ];
}
