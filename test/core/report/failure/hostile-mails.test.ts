import { expect, test } from 'vitest';
import { failureMail, feedbackMail, WORDS } from '../../../support/failure-mails.ts';
import { readFile } from '../../../support/unpacked.ts';

const LENGTH = 400_000;
/** The mail parser takes a while for each line, so places of many lines get fewer characters. */
const FEW = 30_000;
const pump = (text: string, length = LENGTH): string => text.repeat(length / text.length);

/** What a sender may write without end into each place; each took a time with the square of its length, or could. */
const PLACES: [what: string, mail: () => Uint8Array][] = [
  ['blanks and a line separator in a field', () => feedbackMail({ 'Auth-Failure': `${pump(' ')}\u2028x` })],
  ['brackets in a date', () => feedbackMail({ 'Arrival-Date': `Thu${pump(' (')}` })],
  ['blanks in a date', () => feedbackMail({ 'Arrival-Date': `1${pump(' ')}1` })],
  ['words in an address', () => feedbackMail({ 'Source-IP': pump('a ') })],
  ['brackets in an address', () => feedbackMail({ 'Source-IP': pump('(') })],
  ['blanks in the reporter', () => feedbackMail({ 'Reporting-MTA': `dns;${pump(' ')}x` })],
  ['a domain without end', () => feedbackMail({ 'Reported-Domain': pump('a.') })],
  ['results of authentication', () => feedbackMail({ 'Authentication-Results': pump('header.from=') })],
  ['feedback in base64', () => feedbackMail({ 'Feedback-Type': null, 'User-Agent': pump('QUJD') })],
  ['authors', () => feedbackMail({}, ['Content-Type: text/rfc822-headers', `From: ${pump('<@')}`])],
  [
    'quotes in the author',
    () => feedbackMail({}, ['Content-Type: text/rfc822-headers', `From: ${pump('"')}`]),
  ],
  [
    'empty lines before the original',
    () => feedbackMail({}, ['Content-Type: text/rfc822-headers', pump('\r\n ', FEW)]),
  ],
  ['tags of lists in the subject', () => failureMail({ subject: pump('[a] '), text: WORDS })],
  ['labels in the text', () => failureMail({ text: pump('Source-IP: \r\n', FEW) })],
  [
    'beginnings of a sentence',
    () => failureMail({ text: pump('report for an email message received from IP ') }),
  ],
  ['quoted lines', () => failureMail({ text: pump('received \t') })],
];

test.each(PLACES)(
  '%s: read in time, without an exception',
  async (_, mail) => {
    const start = performance.now();
    const results = await readFile(mail());
    // Quadratic work on this length takes minutes; the bound leaves room for a busy machine
    expect(performance.now() - start).toBeLessThan(8000);
    expect(results.length).toBeGreaterThan(0);
  },
  20_000,
);
