import { expect, test } from 'vitest';
import {
  domainOfAddress,
  isReportSubject,
  mayHoldReport,
  parseReportName,
} from '../../../core/lib/report-name.ts';

test.each([
  ['bigmail.example!shop.example!1772409600!1772495999.zip', 'bigmail.example', 'shop.example'],
  ['bigmail.example!Shop.Example!1772409600!1772495999!u1.xml.gz', 'bigmail.example', 'shop.example'],
  ['folder/x.example!shop.example!1772409600!1772495999.json.gz', 'x.example', 'shop.example'],
])('%s is a report’s name', (name, reporter, domain) => {
  expect(parseReportName(name)).toEqual({ reporter, domain, begin: 1_772_409_600, end: 1_772_495_999 });
});

test.each(['holiday.zip', 'a!b!c!d.zip', 'Wow! Great! 1772409600!1772495999 numbers!', 'a!b!17!18.zip'])(
  '%s is none',
  (name) => {
    expect(parseReportName(name)).toBeNull();
  },
);

test('files that may hold a report are read, others are not', () => {
  for (const [name, type] of [
    ['x.zip', ''],
    ['x.XML.GZ', ''],
    ['x', 'application/zip'],
    ['fwd.eml', 'message/rfc822'],
    ['x', 'application/tlsrpt+gzip'],
  ] as const)
    expect(mayHoldReport(name, type), name).toBe(true);
  for (const [name, type] of [
    ['notes.pdf', 'application/pdf'],
    ['a.jpg', ''],
    ['x.docx', ''],
    ['signature.asc', 'application/pgp-signature'],
  ] as const)
    expect(mayHoldReport(name, type), name).toBe(false);
});

test('subjects that tell of a report', () => {
  for (const subject of [
    'Report domain: shop.example Submitter: bigmail.example Report-ID: 1',
    '[Preview] Report Domain: shop.example',
    'Fwd: Report domain: shop.example',
    'DMARC Aggregate Report for shop.example',
    'TLS-RPT for shop.example',
  ])
    expect(isReportSubject(subject), subject).toBe(true);
  for (const subject of ['Lunch on Friday?', 'Quarterly report', 'Domain report 2026'])
    expect(isReportSubject(subject), subject).toBe(false);
});

test('the domain of an address in any text', () => {
  expect(domainOfAddress('mailto:noreply@Big.Example Big <noreply@big.example>')).toBe('big.example');
  expect(domainOfAddress('no address here')).toBe('');
});
