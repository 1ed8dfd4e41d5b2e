import { expect, test } from 'vitest';
import type { FailureReport, TlsPolicy, TlsReport } from '../../../../core/model/report.ts';
import type { NewReport } from '../../../../core/store/reports/report-store.ts';
import { newReport, testStore } from '../../../support/stored-reports.ts';

const BEGIN = 1_764_201_600;

function policy(domain: string): TlsPolicy {
  return { type: 'sts', strings: [], domain, mxHosts: [], successful: 1, failed: 0, failures: [] };
}

function tls(...domains: string[]): TlsReport {
  const policies = domains.map(policy);
  const common = {
    kind: 'tls' as const,
    reporter: 'r.example',
    orgName: 'r',
    contact: '',
    reportId: domains.join(),
  };
  return { ...common, begin: BEGIN, end: BEGIN + 86_399, policies };
}

test('a TLS report is listed under each of its policy domains, once', async () => {
  const store = await testStore();
  const put = async (number: number, report: NewReport['report']) => {
    const draft = await newReport(store, { number });
    await store.reports.put('one', [{ ...draft, report, blocks: [] }]);
  };
  await store.imports.start('one', { files: 3, bytes: 0 });
  await put(1, tls('mx.provider.example', 'shop.example', 'shop.example'));
  await put(2, tls('', 'shop.example'));
  await put(3, tls('other.example'));
  const listed = async (domain: string, extra = {}) =>
    (await store.reports.list({ domain, ...extra })).map((row) => Number.parseInt(row.id, 16)).sort();
  expect(await listed('shop.example')).toEqual([1, 2]);
  expect(
    await listed('shop.example', { kind: 'tls', period: { begin: BEGIN, end: BEGIN + 86_400 } }),
  ).toEqual([1, 2]);
  expect(await listed('shop.example', { kind: 'aggregate' })).toEqual([]);
  expect(await listed('shop.example', { period: { begin: 0, end: BEGIN - 86_400 } })).toEqual([]);
  expect(await listed('mx.provider.example')).toEqual([1]);
  expect(await listed('other.example')).toEqual([3]);
  expect(await store.reports.list({ kind: 'tls' })).toHaveLength(3);
});

const FAILURE: FailureReport = {
  kind: 'failure',
  reporter: 'r.example',
  userAgent: '',
  feedbackType: 'auth-failure',
  authFailure: [],
  arrival: null,
  sourceIp: '',
  reportedDomain: 'shop.example',
  identityAlignment: '',
  originalMailFrom: '',
  originalRcptTo: '',
  deliveryResult: '',
  authResults: '',
  dkimDomain: '',
  dkimSelector: '',
  spfDns: '',
  originalHeaders: '',
  incidents: 1,
};

test('a failure report that names no time has that of its mail, or none; never that of its import [READ-8]', async () => {
  const store = await testStore();
  await store.imports.start('one', { files: 2, bytes: 0 });
  const mail = { fromDomain: '', subject: '', date: BEGIN, messageId: '' };
  for (const [number, context] of [
    [1, mail],
    [2, null],
  ] as const) {
    const draft = await newReport(store, { number });
    await store.reports.put('one', [{ ...draft, report: FAILURE, blocks: [], mail: context }]);
  }
  const times = (await store.reports.list({ kind: 'failure' })).map((row) => [row.begin, row.end]);
  expect(times).toEqual([
    [BEGIN, BEGIN],
    [0, 0],
  ]);
});
