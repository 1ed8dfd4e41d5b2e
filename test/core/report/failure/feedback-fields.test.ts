import { expect, test } from 'vitest';
import type { ReadReport } from '../../../../core/model/document.ts';
import type { FailureReport } from '../../../../core/model/report.ts';
import { failureMail, feedbackMail, ORIGINAL } from '../../../support/failure-mails.ts';
import { readFile } from '../../../support/unpacked.ts';

const ARRIVED = 1_764_237_600;
const SENT = ARRIVED + 7200;

async function one(mail: Uint8Array): Promise<ReadReport & { report: FailureReport }> {
  const results = await readFile(mail);
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ report: { kind: 'failure' } });
  return results[0] as ReadReport & { report: FailureReport };
}

test.each([
  ['192.0.2.77', '192.0.2.77', null],
  ['192.0.2.77 (out.sender.example (really))', '192.0.2.77', null],
  ['[192.0.2.77]', '192.0.2.77', null],
  ['IPv6:2001:db8::77', '2001:db8::77', null],
  ['2001:DB8::77', '2001:db8::77', null],
  ['192.0.2.77:25', '192.0.2.77', null],
  ['"192.0.2.77"', '192.0.2.77', null],
  ['192.0.2.77;', '192.0.2.77', null],
  ['dns; 192.0.2.77', '192.0.2.77', 'address-odd'],
  ['out.sender.example [192.0.2.77]', '192.0.2.77', 'address-odd'],
  ['192.0.2.77,192.0.2.78', '192.0.2.77', 'address-odd'],
  ['X.X.X.X', '', 'address-invalid'],
  [null, '', 'missing'],
])('Source-IP %j', async (field, address, note) => {
  const { report, notes } = await one(feedbackMail({ 'Source-IP': field }));
  expect(report.sourceIp).toBe(address);
  expect(notes.map((it) => it.code)).toEqual(note === null ? [] : [note]);
});

test.each([
  ['Thu, 27 Nov 2025 11:00:00 CET', undefined, ARRIVED, []],
  ['1764237600', undefined, ARRIVED, ['date-odd']],
  ['Thu, 27 Nov 2025 10:00:00', undefined, ARRIVED, ['date-odd']],
  ['soon', undefined, SENT, ['date-invalid']],
  [null, undefined, SENT, []],
  [null, 'Thu, 27 Nov 2025 12:00:00', SENT, []],
  [null, '', null, []],
])('Arrival-Date %j in a mail of %j', async (field, date, time, codes) => {
  const mail = feedbackMail({ 'Arrival-Date': field }, undefined, date === undefined ? {} : { date });
  const { report, notes } = await one(mail);
  expect(report.arrival).toBe(time);
  expect(notes.map((it) => it.code)).toEqual(codes);
});

test.each([
  'text/rfc822-headers',
  'TEXT/RFC822-HEADERS; charset=utf-8',
  'text/rfc822-header',
  'message/rfc822',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
  'text/plain; name="headers.txt"\r\nContent-Disposition: attachment',
  'application/octet-stream; name="headers"\r\nContent-Disposition: attachment',
])('the reported message as %s tells the domain', async (type) => {
  const { report } = await one(feedbackMail({}, [`Content-Type: ${type}`, `${ORIGINAL}\r\n\r\n`]));
  expect(report.reportedDomain).toBe('shop.example');
  expect(report.originalHeaders).toContain('Subject: hello');
});

test('where the domain comes from: the field, the author of the reported message, what DMARC was evaluated for', async () => {
  const judged = { 'Authentication-Results': 'mx.receiver.example; dmarc=fail header.from=judged.example' };
  const domain = async (...plan: Parameters<typeof feedbackMail>) =>
    (await one(feedbackMail(...plan))).report.reportedDomain;
  expect(await domain({ 'Reported-Domain': 'Field.Example.' })).toBe('field.example');
  expect(await domain({ 'Reported-Domain': '<none>' })).toBe('shop.example');
  expect(await domain(judged)).toBe('shop.example');
  expect(await domain(judged, null)).toBe('judged.example');
  // The author is an address literal: there is no domain, whatever stands elsewhere
  expect(await domain(judged, ['Content-Type: text/rfc822-headers', 'From: x@[192.0.2.5]'])).toBe('');
  expect(await domain({}, null)).toBe('');
});

test('an original in windows-1252 keeps its domain', async () => {
  const mail = feedbackMail({}, [
    'Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable',
    'From: x@b=FCcher.example',
  ]);
  expect((await one(mail)).report.reportedDomain).toBe('xn--bcher-kva.example');
});

test('two feedback parts in one mail are two reports', async () => {
  const part = (address: string): [string, string] => [
    'Content-Type: message/feedback-report',
    `Feedback-Type: auth-failure\r\nSource-IP: ${address}\r\nReported-Domain: shop.example\r\nArrival-Date: Thu, 27 Nov 2025 10:00:00 +0000\r\n`,
  ];
  const results = (await readFile(
    failureMail({ parts: [part('192.0.2.1'), part('192.0.2.2')] }),
  )) as ReadReport[];
  expect(results.map(({ member, report }) => [member, (report as FailureReport).sourceIp])).toEqual([
    [1, '192.0.2.1'],
    [2, '192.0.2.2'],
  ]);
  expect(new Set(results.map((result) => result.id)).size).toBe(2);
});

test('a feedback part saved by itself is read, a mail with one odd field is not', async () => {
  const bare = 'Feedback-Type: auth-failure\nSource-IP: 192.0.2.77\nReported-Domain: shop.example\n';
  expect((await one(new TextEncoder().encode(bare))).report.reportedDomain).toBe('shop.example');
  const mail = failureMail({ header: ['Auth-Failure: dmarc'], text: 'hello' });
  expect(await readFile(mail)).toMatchObject([{ outcome: 'not-a-report' }]);
});
