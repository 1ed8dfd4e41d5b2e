import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import type { MadeRow } from '../support/aggregate-xml.ts';
import { everyDay, type JudgedState, judgedState } from '../support/judged-state.ts';
import type { Zone } from '../support/zone-resolver.ts';
import type { Judged, JudgedDomain } from './judge-rows.ts';
import { JUDGED } from './judge-schema.ts';

// Each state opens a store of its own.
vi.setConfig({ testTimeout: 60_000 });

const NAME = 'x.example';
const DMARC = '_dmarc.x.example';
const SPF = 'v=spf1 ip4:192.0.2.0/24 -all';
const OWN = { ip: '192.0.2.1', count: 100, dkim: 'pass', spf: 'pass' } as const;
const STRANGER = { ip: '203.0.113.5', count: 50 };
const zone = (more: Zone): Zone => ({ [NAME]: { SOA: true, TXT: [SPF] }, ...more });
const dmarc = (text: string): Zone => zone({ [DMARC]: { TXT: [text] } });
const mail = everyDay(20, { domain: NAME, rows: [OWN] });

async function judged(state: JudgedState): Promise<Judged & { told: string[] }> {
  const found = await judgedState(state);
  const { told: _, ...printed } = found;
  const shape = v.safeParse(JUDGED, JSON.parse(JSON.stringify(printed)));
  expect(shape.success ? [] : v.flatten(shape.issues)).toEqual([]);
  return found;
}

type Expected = [name: string, zone: Zone | null, domain: Partial<JudgedDomain>];
const none = { current: 'none', older: 'none' } as const;
const nothing = { current: null, older: null };
const silent = { current: 'unknown', older: 'unknown' } as const;

/** What DNS says, and what is said of the domain. */
const DOMAINS: Expected[] = [
  [
    'a TXT record',
    dmarc('v=DMARC1; p=none; rua=mailto:d@x.example'),
    { status: 'reporting-only', policy: none, problems: [] },
  ],
  [
    'NS',
    zone({
      [DMARC]: { NS: ['ns1.h.example'], SOA: true, TXT: ['v=DMARC1; p=reject; rua=mailto:d@x.example'] },
    }),
    { status: 'active', reason: 'delegated-by-ns', pointing: 'ns' },
  ],
  [
    'CNAME',
    zone({ [DMARC]: { CNAME: 'd.h.example' }, 'd.h.example': { TXT: ['v=DMARC1; p=reject'] } }),
    { status: 'active', pointing: 'cname', policy: { current: 'reject', older: 'reject' } },
  ],
  [
    'NS fails, TXT answers',
    zone({ [DMARC]: { TXT: ['v=DMARC1; p=none'], fails: { NS: 'servfail' } } }),
    { status: 'unknown', pointing: 'unknown', policy: none, next: ['look-again'] },
  ],
  [
    'NS is refused, TXT answers',
    zone({ [DMARC]: { TXT: ['v=DMARC1; p=none'], fails: { NS: 'refused' } } }),
    { status: 'unknown', pointing: 'unknown', policy: none },
  ],
  [
    'TXT fails behind NS',
    zone({ [DMARC]: { NS: ['ns1.h.example'], SOA: true, fails: { TXT: 'servfail' } } }),
    { status: 'unknown', policy: silent, next: ['look-again'] },
  ],
  [
    'delegated, and empty',
    zone({ [DMARC]: { NS: ['ns1.h.example'], SOA: true } }),
    { status: 'not-configured', pointing: 'empty', policy: nothing, problems: ['empty-delegation'] },
  ],
  [
    'several records',
    zone({ [DMARC]: { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } }),
    { status: 'not-configured', pointing: 'several', policy: nothing, problems: ['several-records'] },
  ],
  ['none', zone({}), { status: 'not-configured', reason: 'no-record', pointing: 'none', policy: nothing }],
  [
    'a version in lower case',
    dmarc('v=dmarc1; p=none'),
    { status: 'not-configured', policy: nothing, problems: ['near-miss-case'] },
  ],
  [
    'quotes in the text',
    dmarc('"v=DMARC1; p=none"'),
    { status: 'not-configured', policy: nothing, problems: ['near-miss-quoted'] },
  ],
  [
    'a space before the version',
    dmarc(' v=DMARC1; p=none; rua=mailto:d@x.example'),
    { problems: ['leading-space'] },
  ],
  ['neither p nor rua', dmarc('v=DMARC1; sp=none'), { policy: nothing }],
  [
    'a bad p with rua acts as none',
    dmarc('v=DMARC1; p=foo; rua=mailto:d@x.example'),
    { policy: none, problems: ['p-invalid'] },
  ],
  [
    'test mode and half of the mail',
    dmarc('v=DMARC1; p=reject; t=y; pct=50'),
    { policy: { current: 'quarantine', older: 'reject' } },
  ],
  [
    'no mail of a hundred',
    dmarc('v=DMARC1; p=reject; pct=0'),
    { policy: { current: 'reject', older: 'quarantine' } },
  ],
  [
    'an invalid SPF record',
    {
      ...dmarc('v=DMARC1; p=none; rua=mailto:d@x.example'),
      [NAME]: { SOA: true, TXT: ['v=spf1 ipv4:1 -all'] },
    },
    { problems: ['spf-permerror'] },
  ],
  [
    'nobody answers',
    null,
    {
      status: 'unknown',
      reason: 'no-answer',
      pointing: 'unknown',
      policy: silent,
      problems: [],
      next: ['look-again'],
    },
  ],
];

test.each(DOMAINS)(
  'of a domain with %s the judge says that, and its answer has the one shape [STATUS-2] [UNK-1]',
  async (_, dns, expected) => {
    const { domains, alerts } = await judged({ zone: dns, reports: mail });
    expect(domains).toHaveLength(1);
    expect(domains[0]).toMatchObject({
      domain: NAME,
      messages: 2000,
      passed: 2000,
      sending: 'sends',
      ...expected,
    });
    expect(alerts).toEqual([]);
  },
);

const DELEGATED = (text: string): Zone =>
  zone({ [DMARC]: { NS: ['ns1.h.example'], SOA: true, TXT: [text] } });
const REJECT = 'v=DMARC1; p=reject; rua=mailto:d@x.example';
const LOCK = { domain: NAME, lock: true };

/** A locked domain, and on how many days its passing mail alarms. */
const LOCKS: [string, Zone | null, Partial<JudgedDomain>, number][] = [
  ['rejecting behind NS', DELEGATED(REJECT), { status: 'blocked', reason: 'locked-and-rejecting' }, 5],
  [
    'not rejecting yet',
    DELEGATED('v=DMARC1; p=none'),
    {
      status: 'blocked',
      reason: 'locked-not-rejecting',
      problems: expect.arrayContaining(['locked-not-rejecting']) as string[],
    },
    5,
  ],
  ['with a TXT record', dmarc(REJECT), { status: 'reporting-only', reason: 'locked-but-txt' }, 0],
  [
    'with an alias to a foreign host',
    zone({ [DMARC]: { CNAME: 'd.h.example' }, 'd.h.example': { TXT: [REJECT] } }),
    { status: 'active', reason: 'locked-but-not-ours' },
    0,
  ],
  ['of which DNS never told', null, { status: 'unknown' }, 0],
  ['whose server fails', zone({ [DMARC]: { fails: 'servfail' } }), { status: 'unknown' }, 0],
];

test.each(LOCKS)(
  'a locked domain %s: its status, and an alarm only where it is Blocked [STATUS-1] [ALERT-5]',
  async (_, dns, expected, alarms) => {
    const reports = everyDay(5, { domain: NAME, rows: [OWN] });
    const { domains, alerts } = await judged({ zone: dns, reports, said: [LOCK] });
    expect(domains[0]).toMatchObject(expected);
    expect(alerts.filter(({ kind }) => kind === 'mail-from-blocked')).toHaveLength(alarms);
  },
);

test('with no resolver that answers nothing is said of what only DNS knows [UNK-1]', async () => {
  const reports = everyDay(20, { domain: NAME, rows: [OWN, STRANGER] });
  const { domains, senders, alerts, readiness, unknown } = await judged({ zone: null, reports });
  expect(domains.map(({ status, problems }) => [status, problems])).toEqual([['unknown', []]]);
  expect(senders.flatMap(({ advice }) => advice.map(({ code }) => code))).toEqual([
    'wait-for-dns',
    'wait-for-dns',
  ]);
  expect(new Set(senders.map(({ status }) => status))).toEqual(new Set(['unchecked']));
  expect(alerts).toEqual([]);
  expect(readiness.map(({ accepted, unknown: open }) => [accepted, open])).toEqual([
    [0, 1000],
    [0, 1000],
  ]);
  expect(unknown.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'pointing',
      'policy of current receivers',
      'policy of older receivers',
      `spf ${NAME}`,
    ]),
  );
});

test('a line of decisions that cannot be followed is told and stops nothing else', async () => {
  const { senders, told } = await judged({
    zone: dmarc('v=DMARC1; p=none'),
    reports: everyDay(3, { domain: NAME, rows: [STRANGER] }),
    said: [
      { domain: NAME, ignore: ['nowhere', '203.0.113.5'] },
      { domain: 'nodot', lock: true },
      { domain: NAME, declare: 'perhaps', lock: 'yes' },
      { service: { name: '' } },
      { service: { name: 'A', ranges: ['300.0.0.0/8'] } },
      {},
    ],
  });
  expect(senders[0]).toMatchObject({ status: 'ignored', addresses: [{ status: 'ignored' }] });
  expect(told.map((line) => line.replace(/^--decisions(:| line \d:) /, ''))).toEqual([
    'not an address: "nowhere"',
    'domain is no domain name: "nodot"',
    'declare is neither sends nor non-sending',
    'lock is neither true nor false',
    'has none of ignore, declare, lock, service',
    expect.stringContaining('name-missing'),
    expect.stringContaining('the service "A" is refused'),
  ]);
});

test('of a /64 the very address is ignored that was named, or all of it where it was named [IGNORE-1]', async () => {
  const rows = [
    { ip: '2001:db8::2', count: 40 },
    { ip: '2001:db8::3', count: 10 },
  ];
  const state = (address: string): JudgedState => ({
    zone: dmarc('v=DMARC1; p=none'),
    reports: everyDay(20, { domain: NAME, rows }),
    said: [{ domain: NAME, ignore: [address] }],
  });
  const one = await judged(state('2001:db8::2'));
  expect(one.senders.map(({ key, status }) => [key, status])).toEqual([
    ['ip:2001:db8::2', 'ignored'],
    ['ip:2001:db8::3', 'not'],
  ]);
  expect(one.readiness[0]).toMatchObject({ hit: 1000, unknown: 200, ignored: 800, verdict: 'review' });
  const all = await judged(state('2001:db8::/64'));
  expect(all.senders.map(({ key, status }) => [key, status])).toEqual([['net:2001:db8::/64', 'ignored']]);
});

test('signs of forwarding are a share: a new server that signs shows none [FWD-1]', async () => {
  const reports = everyDay(20, {
    domain: NAME,
    rows: [{ ip: '203.0.113.5', count: 500, dkim: 'pass', spf: 'fail' }],
  });
  const { senders } = await judged({ zone: dmarc('v=DMARC1; p=none'), reports });
  expect(senders[0]).toMatchObject({ status: 'not', forwarder: { share: 0 }, remarks: ['passes-by-dkim'] });
  expect(senders[0]?.advice.map(({ code }) => code)).toEqual(['check-once-dkim-is-enough']);
});

test('reports that tell of no mail end no reporting: silence is days without a report [ALERT-6]', async () => {
  const silent = async (empty: number) => {
    const reports = [
      ...everyDay(empty, { domain: NAME, rows: [] }),
      ...[...Array(8).keys()].map((i) => ({ domain: NAME, daysAgo: 8 + i, rows: [OWN] })),
    ];
    const { alerts } = await judged({ zone: dmarc('v=DMARC1; p=none'), reports });
    return alerts.filter(({ kind }) => kind === 'reports-stopped').length;
  };
  expect(await silent(7)).toBe(0);
  expect(await silent(0)).toBe(1);
});

type Odd = [string, JudgedState, { domains?: object[]; senders?: object[]; readiness?: object[] }];
const rowsOf = (rows: MadeRow[]) => everyDay(20, { domain: NAME, rows });
const plain = dmarc('v=DMARC1; p=none; rua=mailto:d@x.example');
const spf = (...texts: string[]): Zone => ({ ...plain, [NAME]: { SOA: true, TXT: texts } });

/** Odd inputs; what is said of each was worked out by hand from the rules. */
const ODD: Odd[] = [
  [
    'an IPv4 address written as IPv6 [SPF-1]',
    { zone: plain, reports: rowsOf([OWN, { ...OWN, ip: '::ffff:192.0.2.1', count: 10 }]) },
    { senders: [{ key: 'ip:192.0.2.1', status: 'in', messages: 2200 }] },
  ],
  [
    'a /64 of which one address is in the record [SENDER-3]',
    {
      zone: spf('v=spf1 ip6:2001:db8::1 -all'),
      reports: rowsOf([
        { ip: '2001:db8::1', count: 9, spf: 'pass' },
        { ip: '2001:db8::2', count: 5 },
      ]),
    },
    {
      senders: [
        { key: 'ip:2001:db8::1', status: 'in', service: null },
        { key: 'ip:2001:db8::2', status: 'not', service: null },
      ],
    },
  ],
  [
    'two SPF records [ADVICE-7]',
    { zone: spf(SPF, 'v=spf1 -all'), reports: rowsOf([OWN]) },
    {
      domains: [{ problems: ['spf-permerror'] }],
      senders: [{ status: 'not', advice: [{ code: 'repair-spf-record' }] }],
    },
  ],
  [
    'a match that is no authorization [SPF-1]',
    { zone: spf('v=spf1 ?ip4:192.0.2.0/24 -all'), reports: rowsOf([OWN]) },
    { senders: [{ status: 'not', remarks: ['passes-by-dkim'] }] },
  ],
  [
    'a term that needs the local part [SPF-2]',
    { zone: spf('v=spf1 ip4:192.0.2.1 exists:%{l}.x.example -all'), reports: rowsOf([OWN, STRANGER]) },
    {
      senders: [{ status: 'in' }, { status: 'undecided' }],
      readiness: [{ accepted: 0, unknown: 1000 }, { verdict: 'review' }],
    },
  ],
  [
    'an include that DNS does not answer, behind a match [UNK-1]',
    {
      zone: {
        ...spf('v=spf1 ip4:192.0.2.1 include:dark.example -all'),
        'dark.example': { fails: 'servfail' },
      },
      reports: rowsOf([OWN, STRANGER]),
    },
    { senders: [{ status: 'in' }, { status: 'undecided', advice: [{ code: 'wait-for-dns' }] }] },
  ],
  [
    'a name below with a record of its own [READY-6]',
    {
      zone: {
        ...plain,
        'shop.x.example': { A: ['192.0.2.1'], TXT: [SPF] },
        '_dmarc.shop.x.example': { TXT: ['v=DMARC1; p=reject'] },
      },
      reports: rowsOf([OWN, { ...OWN, ip: '192.0.2.7', headerFrom: 'shop.x.example' }]),
    },
    { readiness: [{ of: 2000, hit: 0, verdict: 'ready' }, { of: 2000 }] },
  ],
  [
    'what is no name of a domain [PRIV-1]',
    {
      zone: plain,
      reports: ['localhost', '192.0.2.1', 'com', 'a..b', 'x.example/../y'].map((domain) => ({
        domain,
        rows: [OWN],
      })),
    },
    { domains: Array(5).fill({ status: 'unknown', reason: 'not-a-name', next: [] }), readiness: [] },
  ],
  [
    'a report of the day after tomorrow beside one of yesterday [SEND-2]',
    {
      zone: plain,
      reports: [
        { domain: NAME, daysAgo: -2, rows: [OWN] },
        { domain: NAME, daysAgo: 1, rows: [STRANGER] },
      ],
    },
    { domains: [{ sending: 'no-passing-mail' }] },
  ],
  [
    'mail that passes and a word that nothing is sent [SEND-1]',
    { zone: plain, reports: rowsOf([OWN]), said: [{ domain: NAME, declare: 'non-sending' }] },
    { domains: [{ sending: 'sends', status: 'reporting-only' }] },
  ],
  [
    'a service with a stray that is ignored [IGNORE-3]',
    {
      zone: plain,
      reports: rowsOf([OWN, { ip: '192.0.3.1', count: 3 }]),
      said: [
        { service: { name: 'Suite', ranges: ['192.0.2.0/23'] } },
        { domain: NAME, ignore: ['192.0.3.1'] },
      ],
    },
    {
      senders: [{ name: 'Suite', status: 'in', remarks: ['some-ignored'] }],
      readiness: [
        { hit: 60, ignored: 60, of: 2060 },
        { hit: 60, ignored: 60 },
      ],
    },
  ],
  [
    'the same name of a report with other rows [DUP-1]',
    {
      zone: plain,
      reports: [1, 7].map((count) => ({ domain: NAME, daysAgo: 1, id: 'same', rows: [{ ...OWN, count }] })),
    },
    { domains: [{ messages: 8 }] },
  ],
];

test.each(ODD)('of %s no more is said than the rules allow', async (_, state, expected) => {
  expect(await judged(state)).toMatchObject(expected);
});

test('a report without a policy domain has no name, and nobody is asked about it [READ-9]', async () => {
  const reports = [{ domain: '', daysAgo: 1, rows: [{ ...OWN, headerFrom: NAME }] }];
  const { domains, senders, unknown } = await judged({ zone: dmarc('v=DMARC1; p=none'), reports });
  expect(domains).toMatchObject([
    { domain: '', status: 'unknown', reason: 'no-policy-domain', next: [], messages: 100 },
  ]);
  expect(senders[0]?.advice).toEqual([{ code: 'not-asked-yet', detail: { domain: '', why: 'not-a-name' } }]);
  expect(unknown).toEqual([{ domain: '', what: 'all of DNS', reason: 'no-policy-domain' }]);
});

test('two spellings are one domain, also in --mine and decisions [READ-3]', async () => {
  const { domains, senders } = await judged({
    zone: {
      'xn--bcher-kva.example': { SOA: true, TXT: [SPF] },
      '_dmarc.xn--bcher-kva.example': { TXT: ['v=DMARC1; p=none'] },
    },
    reports: [
      { domain: 'bücher.example', daysAgo: 1, rows: [OWN, STRANGER] },
      { domain: 'XN--BCHER-KVA.example', daysAgo: 2, rows: [OWN] },
    ],
    mine: ['Bücher.example.'],
    said: [{ domain: 'BÜCHER.example', ignore: ['203.0.113.5'] }],
  });
  expect(domains.map(({ domain, status, messages }) => [domain, status, messages])).toEqual([
    ['xn--bcher-kva.example', 'reporting-only', 250],
  ]);
  expect(senders.map(({ status }) => status)).toEqual(['in', 'ignored']);
});

test('mail of no address has a name for people, and is told as that', async () => {
  const reports = everyDay(3, { domain: NAME, rows: [{ ...OWN, ip: '' }] });
  const { senders } = await judged({ zone: dmarc('v=DMARC1; p=none'), reports });
  expect(senders).toMatchObject([{ name: 'no address', status: 'undecided', messages: 300 }]);
  expect(senders[0]?.advice).toEqual([{ code: 'no-address', detail: { messages: 300 } }]);
});
