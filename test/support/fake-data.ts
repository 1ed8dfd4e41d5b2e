import type { DomainRow } from '../../core/engine/domains/face.ts';
import type { RecordRow, ReportView } from '../../core/engine/reports/face.ts';
import type { AddressRow, SenderDetails, SenderList, SenderRow } from '../../core/engine/senders/face.ts';
import type { Pointing } from '../../core/model/dmarc.ts';
import type { AddressStatus, SenderStatus } from '../../core/model/sender.ts';
import type { MessageTotals } from '../../core/model/totals.ts';

/** Invented view models for component tests and pictures; nothing here is computed by the project's core. */

export const NOW = Math.floor(Date.now() / 1000);
const DAY = 86_400;

export function totals(messages: number, passed: number): MessageTotals {
  return {
    messages,
    passed,
    dkimAligned: Math.round(passed * 0.93),
    spfAligned: Math.round(passed * 0.8),
    none: messages - Math.round((messages - passed) * 0.7),
    quarantine: Math.round((messages - passed) * 0.5),
    reject: Math.round((messages - passed) * 0.2),
  };
}

function pointing(kind: Pointing['kind'], targets: string[], text: string | null): Pointing {
  return {
    kind,
    targets,
    fault: null,
    record:
      text === null
        ? null
        : {
            text,
            p: 'reject',
            sp: null,
            np: null,
            adkim: 'r',
            aspf: 'r',
            pct: 100,
            testing: false,
            psd: 'u',
            fo: '0',
            rua: ['mailto:dmarc@example.com'],
            ruf: [],
            tags: [],
            problems: [],
          },
    texts: [],
    seen: NOW - 400,
    stale: false,
  };
}

function spark(messages: number, share: number, seed: number): DomainRow['spark'] {
  return Array.from({ length: 30 }, (_, i) => {
    const weekend = (i + seed) % 7 < 2 ? 0.3 : 1;
    const n = Math.round((messages / 30) * weekend * (0.8 + ((i * 37 + seed * 13) % 40) / 100));
    return { messages: n, passed: Math.round(n * share) };
  });
}

const NO_SENDERS: Record<SenderStatus, number> = {
  in: 0,
  partially: 0,
  not: 0,
  ignored: 0,
  undecided: 0,
  unchecked: 0,
};

function domain(change: Partial<DomainRow> & { domain: string }): DomainRow {
  const t = change.totals ?? totals(0, 0);
  return {
    listing: 'confirmed',
    status: 'active',
    statusReason: 'delegated-by-ns',
    inheritsFrom: null,
    pointing: pointing('ns', ['ns1.dmarc.example.net', 'ns2.dmarc.example.net'], 'v=DMARC1; p=reject'),
    host: { kind: 'foreign', names: ['ns1.dmarc.example.net'] },
    sending: 'sends',
    declared: null,
    locked: false,
    inForce: { current: 'reject', old: 'reject', pct: 100, testing: false },
    senders: { ...NO_SENDERS },
    totals: t,
    spark: t.messages ? spark(t.messages, t.passed / t.messages, change.domain.length) : [],
    lastReport: t.messages ? NOW - 30_000 : null,
    lastPassedDay: t.passed ? Math.floor(NOW / 86_400) - 1 : null,
    tags: [],
    problems: [],
    subdomains: 0,
    sample: false,
    ...change,
  };
}

export const FAKE_DOMAINS: DomainRow[] = [
  domain({
    domain: 'example.com',
    totals: totals(48_211, 46_930),
    senders: { ...NO_SENDERS, in: 6, partially: 1, not: 4, ignored: 2 },
    subdomains: 3,
    tags: ['shop'],
  }),
  domain({
    domain: 'example.org',
    status: 'reporting-only',
    statusReason: 'txt-in-own-zone',
    pointing: pointing('txt', [], 'v=DMARC1; p=none; rua=mailto:dmarc@example.com'),
    host: { kind: 'not-applicable' },
    inForce: { current: 'none', old: 'none', pct: 100, testing: false },
    totals: totals(3_120, 2_210),
    senders: { ...NO_SENDERS, in: 2, not: 3, undecided: 1 },
    problems: [{ code: 'spf-too-many-lookups', detail: '12' }],
  }),
  domain({
    domain: 'parked.example',
    status: 'blocked',
    statusReason: 'locked-and-rejecting',
    sending: 'no-passing-mail',
    locked: true,
    totals: totals(37, 0),
    senders: { ...NO_SENDERS, not: 5 },
  }),
  domain({
    domain: 'old-brand.example',
    status: 'blocked-not-in-force',
    statusReason: 'locked-not-rejecting',
    sending: 'no-passing-mail',
    locked: true,
    inForce: { current: 'none', old: 'none', pct: 100, testing: false },
  }),
  domain({
    domain: 'new.example',
    status: 'none',
    statusReason: 'no-record',
    pointing: pointing('none', [], null),
    host: { kind: 'not-applicable' },
    inForce: null,
    sending: 'unknown',
  }),
  domain({
    domain: 'id123.attacker.example',
    listing: 'unconfirmed',
    status: 'none',
    statusReason: 'not-looked-up',
    pointing: { ...pointing('unknown', [], null), seen: null },
    host: { kind: 'not-applicable' },
    inForce: null,
    totals: totals(2, 0),
    senders: { ...NO_SENDERS, unchecked: 1 },
    sending: 'unknown',
  }),
];

function sender(change: Partial<SenderRow> & { key: string; name: string; status: SenderStatus }): SenderRow {
  const t = change.totals ?? totals(1_000, 1_000);
  return {
    kind: change.key.startsWith('service:') ? 'service' : 'address',
    service: null,
    remarks: [],
    totals: t,
    addresses: 1,
    ignored: 0,
    firstSeen: NOW - 28 * DAY,
    lastSeen: NOW - DAY,
    isNew: false,
    trend: spark(t.messages, 1, change.name.length).map((d) => d.messages),
    originators: [],
    forwarder: false,
    headerFroms: ['example.com'],
    reporters: ['google.com', 'Yahoo'],
    need: needOfStatus(change.status),
    said: null,
    ...change,
  };
}

function needOfStatus(status: SenderStatus): SenderRow['need'] {
  if (status === 'in') return 'fine';
  if (status === 'not') return 'unknown';
  return status === 'undecided' || status === 'unchecked' ? 'open' : status;
}

export const FAKE_SENDERS: SenderRow[] = [
  sender({
    key: 'service:example-mail',
    name: 'Example Mail',
    status: 'in',
    service: { id: 'example-mail', kind: 'mailbox' },
    addresses: 41,
    totals: totals(31_200, 31_150),
  }),
  sender({
    key: 'service:newsletter',
    name: 'Invented Newsletter',
    status: 'partially',
    service: { id: 'newsletter', kind: 'marketing' },
    addresses: 8,
    totals: totals(11_020, 10_900),
  }),
  sender({
    key: 'ip:203.0.113.7',
    name: '203.0.113.7',
    status: 'not',
    totals: totals(812, 0),
    isNew: true,
    firstSeen: NOW - 2 * DAY,
  }),
  sender({
    key: 'ip:198.51.100.20',
    name: 'shop.example.com',
    status: 'not',
    remarks: ['passes-by-dkim'],
    totals: totals(3_900, 3_900),
  }),
  sender({
    key: 'service:forwarder',
    name: 'Invented Forwarder',
    status: 'ignored',
    service: { id: 'forwarder', kind: 'forwarder' },
    forwarder: true,
    addresses: 5,
    totals: totals(640, 610),
  }),
  sender({ key: 'ip:192.0.2.200', name: '192.0.2.200', status: 'undecided', totals: totals(31, 31) }),
  sender({ key: 'net:2001:db8:7::/64', name: '2001:db8:7::/64', status: 'unchecked', totals: totals(8, 0) }),
];

export function fakeSenderList(name: string, period: SenderList['period']): SenderList {
  return {
    domain: name,
    period,
    totals: totals(48_211, 46_930),
    days: spark(48_211, 0.97, 3).map((d, i) => ({
      day: Math.floor(NOW / DAY) - 29 + i,
      ...totals(d.messages, d.passed),
    })),
    senders: FAKE_SENDERS,
    reporters: [
      {
        reporter: 'google.com',
        reports: 30,
        messages: 40_000,
        lastDay: Math.floor(NOW / DAY) - 1,
        missingDays: [],
      },
      {
        reporter: 'Yahoo',
        reports: 26,
        messages: 8_211,
        lastDay: Math.floor(NOW / DAY) - 4,
        missingDays: [20_500],
      },
    ],
    pending: false,
  };
}

function address(ip: string, status: AddressStatus): AddressRow {
  return {
    address: ip,
    status,
    hostName: `mail.${ip.split('.').at(-1)}.example.net`,
    hostConfirmed: true,
    organisation: 'Example Networks',
    asn: 64_500,
    country: 'DE',
    verdicts: [
      {
        domain: 'example.com',
        result: status === 'in' ? 'pass' : 'softfail',
        term: status === 'in' ? 'ip4:192.0.2.0/24' : '~all',
        path: ['example.com', '_spf.example.net'],
        lookups: 3,
        voids: 0,
        problem: '',
        overBroad: false,
      },
    ],
    totals: totals(400, 390),
    reporters: ['google.com'],
    grouping: { by: 'published-range', spf: '_spf.example.net', term: 'ip4:192.0.2.0/24' },
  };
}

export function fakeDetails(row: SenderRow): SenderDetails {
  const status = row.status === 'partially' ? 'in' : row.status;
  return {
    row,
    addresses: [
      address('192.0.2.10', status),
      address('192.0.2.11', row.status === 'partially' ? 'not' : status),
    ],
    complete: true,
    split: [],
    dkim: [{ domain: 'example.com', selector: 's1', result: 'pass', aligned: true, messages: 900 }],
    spf: [{ domain: 'bounce.example.com', scope: 'mfrom', result: 'pass', aligned: true, messages: 980 }],
    days: [],
    reports: [
      { id: 'r1', reporter: 'google.com', begin: NOW - 2 * DAY, end: NOW - DAY, messages: 400, passed: 390 },
    ],
    ignored: null,
    unchecked: null,
    forwarderEvidence: [],
    nextSteps: [{ code: 'check-sender', detail: {} }],
    advice: [],
  };
}

function record(index: number): RecordRow {
  return {
    index,
    sourceIp: `192.0.2.${10 + index}`,
    messages: 100 - index,
    disposition: index % 4 === 3 ? 'quarantine' : 'none',
    dkimAligned: 'pass',
    spfAligned: index % 4 === 3 ? 'fail' : 'pass',
    headerFrom: 'example.com',
    envelopeFrom: 'bounce.example.com',
    envelopeTo: '',
    dkim: [{ domain: 'example.com', selector: 's1', result: 'pass', text: '' }],
    spf: [{ domain: 'bounce.example.com', scope: 'mfrom', result: 'pass', text: '' }],
    reasons: index % 4 === 3 ? [{ type: 'forwarded', comment: 'looks forwarded' }] : [],
    status: index % 4 === 3 ? 'not' : 'in',
  };
}

export function fakeReport(id: string): ReportView {
  const records = Array.from({ length: 14 }, (_, i) => record(i));
  return {
    id,
    header: {
      kind: 'aggregate',
      reporter: 'google.com',
      orgName: 'google.com',
      email: 'noreply-dmarc@example.net',
      extraContact: '',
      reportId: '1234567890',
      begin: NOW - 2 * DAY,
      end: NOW - DAY,
      errors: [],
      generator: '',
      dialect: 'rfc7489',
      policy: {
        domain: 'example.com',
        p: 'reject',
        sp: null,
        np: null,
        adkim: 'r',
        aspf: 'r',
        pct: 100,
        fo: null,
        testing: null,
        discoveryMethod: null,
      },
      extensions: [],
      totals: { records: records.length, strayPassed: 0, ...totals(1_309, 1_220) },
    },
    notes: [
      { code: 'count-not-a-number', path: 'feedback/record[3]/row/count', found: 'many', assumed: '0' },
    ],
    fileName: 'google.com!example.com!1700000000!1700086400.zip',
    imported: NOW - 3_600,
    mail: { fromDomain: 'example.net', fits: true },
    records,
    more: 0,
    stored: true,
  };
}
