import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadReport } from '../../../../core/model/document.ts';
import type { FailureReport } from '../../../../core/model/report.ts';
import { failureMail, type MailPlan, ORIGINAL, SENTENCE, WORDS } from '../../../support/failure-mails.ts';
import { readFile } from '../../../support/unpacked.ts';

/** 2025-11-27, 10:00 UTC, when the reported message came. */
const ARRIVED = 1_764_237_600;
const SUBJECT = 'DMARC Forensic Report for shop.example from IP 192.0.2.77';

const REPORTS: [what: string, plan: MailPlan][] = [
  [
    'words with the original quoted',
    { subject: SUBJECT, text: `${WORDS}\r\n\r\n---- headers:\r\n\r\n${ORIGINAL}` },
  ],
  ['words sent on by a list', { subject: `[admins] ${SUBJECT}`, text: `${WORDS}\r\n\r\n${ORIGINAL}` }],
  ['words alone', { text: WORDS }],
  [
    'words with the original as a message',
    { subject: SUBJECT, text: WORDS, parts: [['Content-Type: message/rfc822', `${ORIGINAL}\r\n\r\nbody`]] },
  ],
  [
    'words with the header of the original',
    { text: WORDS, parts: [['Content-Type: text/rfc822-headers', ORIGINAL]] },
  ],
  [
    'words with the original as a file',
    {
      text: WORDS,
      parts: [
        [
          'Content-Type: application/octet-stream; name="a.eml"\r\nContent-Disposition: attachment; filename="a.eml"\r\nContent-Transfer-Encoding: base64',
          Buffer.from(`${ORIGINAL}\r\n\r\nbody`).toString('base64'),
        ],
      ],
    },
  ],
  [
    'a sentence with the original',
    { text: SENTENCE, parts: [['Content-Type: message/rfc822', `${ORIGINAL}\r\n\r\nx`]] },
  ],
  [
    'a greeting before the sentence',
    {
      text: `Dear postmaster,\r\n\r\n${SENTENCE}`,
      parts: [['Content-Type: message/global', `${ORIGINAL}\r\n\r\nx`]],
    },
  ],
  [
    'a feedback part sent as text',
    {
      text: 'Feedback-Type: auth-failure\r\nVersion: 1\r\nSource-IP: 192.0.2.77\r\nReported-Domain: shop.example\r\nArrival-Date: Thu, 27 Nov 2025 10:00:00 +0000',
    },
  ],
];

test.each(REPORTS)('%s: one failure report, with domain and address', async (_, plan) => {
  const results = await readFile(failureMail(plan));
  expect(results).toHaveLength(1);
  const { report, notes } = results[0] as ReadReport & { report: FailureReport };
  expect(report).toMatchObject({ kind: 'failure', reportedDomain: 'shop.example', sourceIp: '192.0.2.77' });
  expect([ARRIVED, ARRIVED + 7200]).toContain(report.arrival);
  expect(notes.map((note) => note.code)).toContain('feedback-part-missing');
});

const OTHERS: [what: string, plan: MailPlan][] = [
  [
    'an advert',
    {
      subject: 'DMARC failure? We help',
      text: 'Your mail from 192.0.2.9 is rejected. IP: 192.0.2.9\r\nSource-IP: 192.0.2.9',
    },
  ],
  [
    'a colleague',
    {
      subject: 'DMARC reject for newsletter?',
      text: 'the new host 192.0.2.44 fails authentication, add it to SPF?\r\nUser-Agent: x',
    },
  ],
  ['a colleague who answers a report', { subject: `Re: ${SUBJECT}`, text: `Is that ours?\r\n\r\n${WORDS}` }],
  [
    'an answer without a mark in its subject',
    { subject: SUBJECT, header: ['In-Reply-To: <1@x.example>'], text: `${WORDS}\r\n\r\n${ORIGINAL}` },
  ],
  ['a forwarded report, quoted', { subject: `Fwd: ${SUBJECT}`, text: WORDS.replace(/^/gm, '> ') }],
  [
    'a quoted report under its own subject',
    { subject: SUBJECT, text: `${WORDS}\r\n${ORIGINAL}`.replace(/^/gm, '> ') },
  ],
  [
    'a forwarded report, unquoted',
    {
      subject: SUBJECT,
      text: `---------- Forwarded message ---------\r\nFrom: Filter <f@receiver.example>\r\n\r\n${WORDS}`,
    },
  ],
  [
    'a covering letter before a report',
    {
      subject: 'Have a look',
      text: `${'We get many of these lately. '.repeat(10)}\r\n\r\n${SENTENCE}\r\n\r\n${ORIGINAL}`,
    },
  ],
  [
    'a ticket',
    {
      subject: '[#4711] DMARC failure',
      text: 'Your request has been received.\r\nDomain: shop.example\r\nIP: 192.0.2.4\r\nStatus: failed',
    },
  ],
  [
    'a ticket from a report, acknowledged',
    { header: ['Auto-Submitted: auto-replied'], subject: SUBJECT, text: WORDS },
  ],
  [
    'a digest',
    {
      subject: 'DMARC failure report of the week',
      text: 'Source-IP: 192.0.2.4\r\nReported-Domain: shop.example\r\nAuth-Failure: dmarc\r\n\r\nSource-IP: 192.0.2.5\r\nReported-Domain: shop.example\r\nAuth-Failure: dmarc',
    },
  ],
  [
    'a summary of a monitoring service',
    {
      subject: 'DMARC failure report',
      text: 'shop.example: 31 messages from 192.0.2.4 failed DMARC\r\nSource-IP: 192.0.2.4',
    },
  ],
  [
    'a complaint about one message',
    {
      text: 'This is an email abuse report for an email message received from IP 192.0.2.7',
      parts: [['Content-Type: message/rfc822', `${ORIGINAL}\r\n\r\nx`]],
    },
  ],
  [
    'a bounce',
    {
      subject: 'Undelivered Mail',
      text: '<a@b.example>: host mx.b.example[192.0.2.26] said: 550 5.7.26 not accepted due to DMARC policy',
    },
  ],
  [
    'words that name no domain',
    { text: SENTENCE, parts: [['Content-Type: message/rfc822', 'From: nobody\r\nSubject: x\r\n\r\nx']] },
  ],
];

test.each(OTHERS)('%s is no report', async (_, plan) => {
  const results = await readFile(failureMail(plan));
  expect(results.map((result) => result.outcome)).not.toContain('report');
  expect(results.map((result) => result.outcome)).not.toContain('repaired');
  expect(results.length).toBeGreaterThan(0);
});

test('an aggregate report beside words of a failure report is read', async () => {
  const xml =
    '<?xml version="1.0"?><feedback><report_metadata><org_name>x</org_name></report_metadata></feedback>';
  const results = await readFile(
    failureMail({
      text: WORDS,
      parts: [
        ['Content-Type: text/xml; name="a.xml"\r\nContent-Disposition: attachment; filename="a.xml"', xml],
      ],
    }),
  );
  expect(results.map((result) => 'report' in result && result.report.kind)).toContain('aggregate');
});

test('mail of any words about DMARC, without the marks of a report, is no report [READ-7]', async () => {
  const words = fc.constantFrom(
    ...'DMARC SPF DKIM fail failed reject policy host IP from 192.0.2.1 2001:db8::1 [192.0.2.9] message received authentication report abuse alignment: Source: domain example.com User-Agent: From: > \n - 550'.split(
      ' ',
    ),
  );
  const text = fc.array(words, { maxLength: 60 }).map((list) => list.join(' '));
  await fc.assert(
    fc.asyncProperty(text, text, async (subject, body) => {
      const mail = failureMail({ subject: subject.replace(/\s+/g, ' '), text: body });
      expect((await readFile(mail)).map((result) => result.outcome)).toEqual(['not-a-report']);
    }),
    { numRuns: 150 },
  );
}, 60_000);
