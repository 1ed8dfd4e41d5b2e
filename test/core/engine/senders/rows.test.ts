import { expect, test } from 'vitest';
import { chartDays, trendBins } from '../../../../core/engine/judge/chart-days.ts';
import { redactFailure } from '../../../../core/engine/reports/redact-failure.ts';
import { exportRecord, toCsv, toJson } from '../../../../core/engine/senders/export-csv.ts';
import { reporterRows } from '../../../../core/engine/senders/reporters.ts';
import { SenderScan } from '../../../../core/engine/senders/sender-scan.ts';
import { recordAt } from '../../../../core/lib/columns/block-cursor.ts';
import type { FailureReport } from '../../../../core/model/report.ts';
import type { DomainDay } from '../../../../core/model/stored.ts';
import { blockOf, DAY, headerOf, scanned } from '../../../support/traffic.ts';

const totals = {
  passed: 0,
  strayPassed: 0,
  dkimAligned: 0,
  spfAligned: 0,
  none: 0,
  quarantine: 0,
  reject: 0,
};
const day = (number: number, reporters: [string, number][]): DomainDay => ({
  day: number,
  messages: reporters.reduce((sum, [, messages]) => sum + messages, 0),
  ...totals,
  reports: reporters.length,
  reporters: reporters.map(([reporter, messages]) => ({ reporter, reports: 1, messages })),
});

test('reporters show their gaps between first and last, and who stopped', () => {
  const rows = reporterRows([
    day(10, [
      ['a.example', 5],
      ['b.example', 1],
    ]),
    day(11, [['a.example', 5]]),
    day(14, [
      ['a.example', 5],
      ['b.example', 90],
    ]),
  ]);
  expect(rows).toEqual([
    { reporter: 'b.example', reports: 2, messages: 91, lastDay: 14, missingDays: [11, 12, 13] },
    { reporter: 'a.example', reports: 3, messages: 15, lastDay: 14, missingDays: [12, 13] },
  ]);
});

test('the chart has each day of the period; an open period spans the data, and one forged date is no flood', () => {
  const days = [day(10, [['a.example', 5]]), day(12, [['a.example', 7]])];
  const chart = chartDays(days, { begin: 9 * DAY, end: 13 * DAY });
  expect(chart.map((each) => [each.day, each.messages])).toEqual([
    [9, 0],
    [10, 5],
    [11, 0],
    [12, 7],
  ]);
  const open = { begin: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  expect(chartDays(days, open).map((each) => each.day)).toEqual([10, 11, 12]);
  expect(chartDays([], open)).toEqual([]);
  expect(chartDays([...days, day(900_000, [['x.example', 1]])], open).length).toBeLessThanOrEqual(7_305);
  expect(trendBins(days, { begin: 0, end: 365 * DAY })).toEqual({ begin: 0, seconds: 5 * DAY, count: 73 });
});

test('records are exported under the columns of parsedmarc; formulas of strangers do not run', () => {
  const header = headerOf({ orgName: '=cmd|x', email: 'a@b.example', reportId: 'r,1' });
  const block = blockOf([
    {
      ip: '192.0.2.1',
      n: 3,
      dkimPass: true,
      envelope: 'bounce.example.com',
      dkim: ['example.com pass', 'other.example fail'],
      spf: ['bounce.example.com pass mfrom'],
      reasons: ['local_policy arc=pass'],
    },
  ]);
  const source = { country: 'DE', reverseName: '', baseDomain: '', name: 'Say "hi"', type: '' };
  const rows = [exportRecord(header, recordAt(block, 0), source)];
  const [head, line] = toCsv(rows).split('\r\n');
  expect(head).toBe(
    'xml_schema,org_name,org_email,org_extra_contact_info,report_id,begin_date,end_date,normalized_timespan,errors,domain,adkim,aspf,p,sp,pct,fo,source_ip_address,source_country,source_reverse_dns,source_base_domain,source_name,source_type,count,spf_aligned,dkim_aligned,dmarc_aligned,disposition,policy_override_reasons,policy_override_comments,envelope_from,header_from,envelope_to,dkim_domains,dkim_selectors,dkim_results,spf_domains,spf_scopes,spf_results',
  );
  expect(line).toBe(
    'rfc7489,\'=cmd|x,a@b.example,,"r,1",2024-10-04 00:00:00,2024-10-04 23:59:59,False,,example.com,r,r,none,none,100,,192.0.2.1,DE,,,"Say ""hi""",,3,False,True,True,none,local_policy,arc=pass,bounce.example.com,example.com,,"example.com,other.example","s1,s1","pass,fail",bounce.example.com,mfrom,pass',
  );
  expect(JSON.parse(toJson(rows))[0].dkim_results).toEqual(['pass', 'fail']);
  expect(toCsv([])).toBe('');
});

test("a second look at a sender's records sums its results, days and reports, and no one else's", () => {
  const scan = new SenderScan(new Set(['192.0.2.1']), (from, domain) => from === domain);
  const records = [
    { ip: '192.0.2.1', n: 3, dkimPass: true, dkim: ['example.com pass'], disposition: 'reject' as const },
    { ip: '203.0.113.9', n: 50, dkim: ['example.com fail'] },
    { ip: '192.0.2.1', n: 1, dkim: ['example.com pass'], spf: ['b.example fail mfrom'] },
  ];
  scan.add(scanned(headerOf({ day: 20, reportId: 'one' }), records));
  scan.add(scanned(headerOf({ day: 19, reportId: 'two' }), [{ ip: '203.0.113.9' }]));
  const found = scan.finish();
  expect(found.dkim).toEqual([
    { domain: 'example.com', selector: 's1', result: 'pass', aligned: true, messages: 4 },
  ]);
  expect(found.spf).toEqual([
    { domain: 'b.example', scope: 'mfrom', result: 'fail', aligned: false, messages: 1 },
  ]);
  expect(found.days).toEqual([
    { day: 20, messages: 4, passed: 3, dkimAligned: 3, spfAligned: 0, none: 1, quarantine: 0, reject: 3 },
  ]);
  expect(found.reports.map((each) => [each.id, each.messages])).toEqual([['one', 4]]);
});

test('a failure report is shown without local parts, names and subject [PRIV-3]', () => {
  const report = {
    originalMailFrom: 'jane.doe@example.com',
    originalRcptTo: '<bob@receiver.example>',
    authResults: 'mx; spf=fail smtp.mailfrom=jane.doe@example.com',
    originalHeaders:
      'From: "Jane Doe" <jane.doe@example.com>\r\nTo: bob@receiver.example\r\nSubject: salary\r\n of Bob\r\nDate: Mon, 1 Jun 2026 10:00:00 +0000\r\nX-Note: Bob',
  } as FailureReport;
  const redacted = JSON.stringify(redactFailure(report));
  for (const word of ['jane', 'Jane', 'bob', 'Bob', 'salary']) expect(redacted).not.toContain(word);
  expect(redacted).toContain('@example.com');
  expect(redacted).toContain('Mon, 1 Jun 2026');
});
