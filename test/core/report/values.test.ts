import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { ReadReport } from '../../../core/model/document.ts';
import type { AggregateHeader, TlsReport } from '../../../core/model/report.ts';
import { normaliseAddress } from '../../../core/report/aggregate/normalise-address.ts';
import { readTime } from '../../../core/report/aggregate/read-time.ts';
import { readDocument } from '../../../core/report/read-document.ts';
import { unpack } from '../../../core/unpack/unpack.ts';
import { recordOf, reportOf } from '../../support/report-of.ts';
import { readFile } from '../../support/unpacked.ts';

const NEW_YEAR = 1_735_689_600;

test.each([
  ['1735689600', NEW_YEAR],
  ['1735689600.75', NEW_YEAR],
  ['"1735689600"', NEW_YEAR],
  ['1.7356896E9', NEW_YEAR],
  ['1735689600000', NEW_YEAR],
  ['1735689600000000', NEW_YEAR],
  ['1735689600000000000', NEW_YEAR],
  ['20250101', NEW_YEAR],
  ['20250101T000000Z', NEW_YEAR],
  ['2025-01-01', NEW_YEAR],
  ['2025-01-01 00:00:00', NEW_YEAR],
  ['2025-01-01T01:00:00+01:00', NEW_YEAR],
  ['Wed, 01 Jan 2025 00:00:00 +0000 (UTC)', NEW_YEAR],
  ['0', 0],
  ['', null],
  ['yesterday', null],
  ['-5', null],
  ['2025-13-45', null],
  ['99999999999999999999999', null],
])('the time %j', (raw, expected) => {
  expect(readTime(raw)).toBe(expected);
});

test.each([
  ['192.0.2.1', '192.0.2.1', 'address'],
  ['2001:DB8:0:0::1', '2001:db8::1', 'address'],
  ['::ffff:192.0.2.9', '192.0.2.9', 'address'],
  ['::FFFF:C000:0209', '192.0.2.9', 'address'],
  [' 192.0.2.1\t', '192.0.2.1', 'address'],
  ['[2001:db8::1]', '2001:db8::1', 'odd'],
  ['[2001:db8::1]:25', '2001:db8::1', 'odd'],
  ['192.0.2.1:25', '192.0.2.1', 'odd'],
  ['IPv6:2001:db8::1', '2001:db8::1', 'odd'],
  ['fe80::1%eth0', 'fe80::1', 'odd'],
  ['192.000.002.001', '192.0.2.1', 'odd'],
  ['192.0.2.1/32', '192.0.2.1', 'odd'],
  ['mail.host.example [192.0.2.1]', '192.0.2.1', 'odd'],
  ['192.0.2.1 (mail.host.example)', '192.0.2.1', 'odd'],
  ['"192.0.2.1",', '192.0.2.1', 'odd'],
  ['mail.host.example', 'mail.host.example', 'none'],
  ['192.0.2', '192.0.2', 'none'],
  ['10.10.10.10::330', '10.10.10.10::330', 'none'],
  ['192.0.2.1, 192.0.2.2', '192.0.2.1, 192.0.2.2', 'none'],
  ['unknown', 'unknown', 'none'],
])('the address %j', (raw, text, found) => {
  expect(normaliseAddress(raw)).toEqual({ text, found });
});

async function one(xml: string) {
  const results = await readFile(strToU8(xml));
  expect(results).toHaveLength(1);
  return results[0] as ReadReport & { report: AggregateHeader };
}

test('metadata in two pieces are one; of each value the first counts, and a second policy is passed over', async () => {
  const second =
    '<report_metadata><org_name>b</org_name><email>r@host.example</email></report_metadata><policy_published><domain>other.example</domain></policy_published>';
  const result = await one(
    reportOf()
      .replace('<policy_published>', `${second.split('<policy')[0]}<policy_published>`)
      .replace('</feedback>', `${second.slice(second.indexOf('<policy'))}</feedback>`),
  );
  expect(result).toMatchObject({
    outcome: 'repaired',
    report: { orgName: 'Höst', email: 'r@host.example', begin: NEW_YEAR, policy: { domain: 'example.com' } },
  });
  expect(new Set(result.notes.map((note) => note.code))).toEqual(new Set(['repeated-element']));
});

test('counts that are no whole numbers are 0 with a note, and no row is lost [READ-4]', async () => {
  const odd = ['1,000', '1 000', '1e3', '-1', 'many', '0x10', '1.5', '999999999999999999', ''];
  const result = await one(
    reportOf({ records: [...odd, '+1', '2.0', ' 4 '].map((n) => recordOf(n)).join('') }),
  );
  expect(result.report.totals).toMatchObject({ records: 12, messages: 7 });
  const noted = result.notes.filter((note) => note.path.endsWith('/count'));
  expect(noted.map((note) => [note.found, note.assumed])).toEqual(odd.map((n) => [n, '0']));
});

const TLS = { 'organization-name': 'Host', 'report-id': 'a', policies: [] };

test.each<[string, string, number]>([
  ['one after the other', `${JSON.stringify(TLS)}\n${JSON.stringify(TLS)}`, 2],
  ['in a list', JSON.stringify([TLS, { ...TLS, 'report-id': 'b' }]), 2],
  ['wrapped', JSON.stringify({ report: TLS }), 1],
  ['with underscores and capitals', '{"Organization_Name":"Host","REPORT-ID":"a"}', 1],
])('TLS reports %s', async (_, text, count) => {
  const results = (await readFile(strToU8(text))) as (ReadReport & { report: TlsReport })[];
  expect(results.map((it) => it.report.orgName)).toEqual(Array(count).fill('Host'));
  expect(new Set(results.map((it) => it.id)).size).toBe(count);
});

test('odd types in a TLS report cost no value; more policies than allowed refuse it with the figure', async () => {
  const policy = {
    policy: {
      'policy-type': 'STS',
      'policy-domain': 'Example.COM.',
      'policy-string': 'version: STSv1',
      'mx-host': 'mx.example.com',
    },
    summary: { 'total-successful-session-count': '5', 'total-failure-session-count': -1 },
    'failure-details': {
      'result-type': 'Certificate-Expired',
      'failed-session-count': '2',
      'sending-mta-ip': null,
    },
  };
  const range = { 'start-datetime': NEW_YEAR * 1000, 'end-datetime': '2025-01-01T23:59:59' };
  const odd = { ...TLS, 'report-id': 7, 'date-range': range, 'contact-info': null, policies: policy };
  const [result] = (await readFile(strToU8(JSON.stringify(odd)))) as (ReadReport & { report: TlsReport })[];
  expect(result!.report).toMatchObject({
    reportId: '7',
    begin: NEW_YEAR,
    end: NEW_YEAR + 86_399,
    policies: [
      {
        type: 'sts',
        domain: 'example.com',
        strings: ['version: STSv1'],
        mxHosts: ['mx.example.com'],
        successful: 5,
        failed: 0,
        failures: [{ resultType: 'certificate-expired', sessions: 2 }],
      },
    ],
  });
  expect(result!.notes.map((note) => note.code)).toContain('count-not-a-number');
  const many = JSON.stringify({ ...TLS, policies: [policy, policy, policy] });
  for await (const item of unpack({ name: 'f', blob: new Blob([many]) })) {
    if (item.kind !== 'document') continue;
    expect(await readDocument(item, { limits: { tlsEntries: 2 } })).toMatchObject([
      { outcome: 'rejected', refusal: { code: 'too-many-entries', detail: { limit: 2, found: 3 } } },
    ]);
    expect(await readDocument(item, { limits: { tlsEntries: 3 } })).toMatchObject([{ outcome: 'repaired' }]);
  }
});

test('a feedback part saved by itself is a failure report', async () => {
  const text =
    'Feedback-Type: auth-failure\r\nUser-Agent: X/1\r\nVersion: 1\r\nAuth-Failure: dmarc\r\nSource-IP: 192.0.2.9\r\nReported-Domain: example.com\r\n';
  expect(await readFile(strToU8(text))).toMatchObject([
    {
      report: {
        kind: 'failure',
        feedbackType: 'auth-failure',
        authFailure: ['dmarc'],
        sourceIp: '192.0.2.9',
        reportedDomain: 'example.com',
      },
    },
  ]);
});
