import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpfResult } from '../../../core/model/spf.ts';
import { catalogueOf } from '../../../core/senders/find-service.ts';
import { groupAddresses } from '../../../core/senders/group.ts';
import { ignoredSet } from '../../../core/senders/ignored.ts';
import { judgeSenders } from '../../../core/senders/judge-senders.ts';
import {
  countStatuses,
  judgeTraffic,
  STATUS_CODE,
  splitByHeaderFrom,
  statusOfSender,
  statusOfVerdicts,
} from '../../../core/senders/status.ts';
import { headerOf, POLICY, type ShortRecord, trafficOf, verdict, verdicts } from '../../support/traffic.ts';

const CATALOGUE = catalogueOf([
  {
    id: 'news',
    name: 'News',
    kind: 'marketing',
    url: 'https://news.example',
    ptr: ['news.example'],
    spf: [],
    dkim: [],
    envelope: [],
    forwards: 'no',
  },
]);

/** Judges records in which every `192.0.2.x` belongs to the service News. */
function judge(
  records: ShortRecord[],
  table: Record<string, Record<string, SpfResult>>,
  ignored: string[] = [],
  header = headerOf(),
) {
  const traffic = trafficOf([[header, records]]);
  const isIgnored = ignoredSet('example.com', [
    {
      domain: 'example.com',
      senderKey: '',
      senderName: '',
      addresses: ignored,
      by: '',
      at: 0,
      note: '',
      endedAt: null,
    },
  ]);
  const judgement = judgeTraffic(traffic, { verdictOf: verdicts(table), isIgnored });
  const grouping = groupAddresses(traffic.addresses, {
    catalogue: CATALOGUE,
    reverseName: (address) =>
      address.startsWith('192.0.2.') ? { name: 'a.news.example', confirmed: true } : undefined,
    passes: () => [],
    corrections: [],
  });
  const senders = judgeSenders(traffic, grouping, judgement, CATALOGUE);
  return { traffic, judgement, grouping, senders };
}
const A = '192.0.2.1';
const B = '192.0.2.2';
const C = '192.0.2.3';

test.each([
  [['pass'], 'in'],
  [['fail', 'pass'], 'in'],
  [['temperror', 'pass'], 'in'],
  [['neutral'], 'not'],
  [['softfail'], 'not'],
  [['none'], 'not'],
  [['permerror'], 'not'],
  [['temperror'], 'undecided'],
  [['fail', 'undecided'], 'undecided'],
  [[null], 'unchecked'],
  [['fail', null], 'unchecked'],
  [['undecided', null], 'unchecked'],
  [[], 'unchecked'],
] as [(SpfResult | null)[], string][])('a row with verdicts %j is %s', (results, status) => {
  const list = results.map((result) => (result === null ? undefined : verdict('example.com', result)));
  expect(statusOfVerdicts(list)).toBe(status);
});

test.each([
  [['in', 'in'], 'in'],
  [['in', 'not'], 'partially'],
  [['in', 'not', 'undecided', 'unchecked', 'ignored'], 'partially'],
  [['in', 'undecided'], 'undecided'],
  [['not', 'undecided'], 'undecided'],
  [['not', 'unchecked'], 'unchecked'],
  [['not', 'not'], 'not'],
  [['not', 'ignored'], 'not'],
  [['in', 'ignored'], 'in'],
  [['undecided', 'ignored'], 'undecided'],
  [['ignored', 'ignored'], 'ignored'],
] as [(keyof typeof STATUS_CODE)[], string][])('a sender of addresses %j is %s', (codes, status) => {
  expect(
    statusOfSender(
      codes.map((code) => STATUS_CODE[code]),
      'service',
    ),
  ).toBe(status);
});

test('the order of addresses does not matter; Ignored hides no address it was not said of, and no In one [IGNORE-1]', () => {
  const statuses = fc.constantFrom('in', 'not', 'undecided', 'unchecked', 'ignored' as const);
  fc.assert(
    fc.property(fc.array(statuses, { minLength: 1 }), (list) => {
      const codes = list.map((status) => STATUS_CODE[status]);
      const status = statusOfSender(codes, 'service');
      expect(statusOfSender([...codes].reverse(), 'service')).toBe(status);
      expect(status === 'ignored').toBe(list.every((each) => each === 'ignored'));
      const rest = list.filter((each) => each !== 'ignored');
      if (rest.length > 0) {
        expect(status).toBe(
          statusOfSender(
            rest.map((each) => STATUS_CODE[each]),
            'service',
          ),
        );
      }
      expect(statusOfSender(codes, 'address')).not.toBe('partially');
    }),
  );
});

test('the aligned envelope domain counts as well; an unaligned one, and HELO beside an envelope, do not [SENDER-1]', () => {
  const table = {
    'example.com': { '*': 'fail' },
    'bounce.example.com': { '*': 'pass' },
    'other.example': { '*': 'pass' },
  } satisfies Record<string, Record<string, SpfResult>>;
  const status = (record: ShortRecord, strict = false): string =>
    judge(
      [{ ...record, ip: '198.51.100.1' }],
      table,
      [],
      headerOf({ policy: { ...POLICY, aspf: strict ? 's' : 'r' } }),
    ).senders[0]!.status;
  const ip = '';
  expect(status({ ip, spf: ['bounce.example.com fail mfrom'] })).toBe('in');
  expect(status({ ip, spf: ['bounce.example.com fail mfrom'] }, true)).toBe('not');
  expect(status({ ip, envelope: 'x@bounce.example.com' })).toBe('in');
  expect(status({ ip, spf: ['other.example pass mfrom'] })).toBe('not');
  expect(status({ ip, spf: ['other.example pass mfrom'], envelope: 'bounce.example.com' })).toBe('not');
  expect(status({ ip, spf: ['bounce.example.com pass helo'], envelope: 'a@other.example' })).toBe('not');
  expect(status({ ip, spf: ['bounce.example.com pass helo'], envelope: '' })).toBe('in');
  expect(status({ ip, spf: ['bounce.example.com pass helo'], envelope: null })).toBe('not');
});

test('SPF is not inherited: a subdomain without a record is Not although its parent passes [SENDER-1]', () => {
  const table = { 'example.com': { '*': 'pass' }, 'shop.example.com': { '*': 'none' } } as const;
  const { senders } = judge([{ ip: A, from: 'shop.example.com' }], table);
  expect(senders[0]?.status).toBe('not');
});

test('the worst header-from is the headline, and the split is listed [SENDER-2]', () => {
  const records: ShortRecord[] = [
    { ip: A, n: 90, from: 'example.com' },
    { ip: A, n: 10, from: 'shop.example.com' },
  ];
  const { senders, traffic, judgement } = judge(records, {
    'example.com': { '*': 'pass' },
    'shop.example.com': { '*': 'softfail' },
  });
  expect(senders[0]?.status).toBe('not');
  expect(splitByHeaderFrom(traffic, judgement, () => true, 'address')).toEqual([
    { headerFrom: 'shop.example.com', status: 'not', messages: 10 },
    { headerFrom: 'example.com', status: 'in', messages: 90 },
  ]);
});

test('a service is Partially in SPF record; Ignored takes its Not addresses and no new one', () => {
  const records: ShortRecord[] = [{ ip: A }, { ip: B }];
  const table = { 'example.com': { [A]: 'pass', '*': 'fail' } } as const;
  expect(judge(records, table).senders[0]?.status).toBe('partially');
  const stray = judge(records, table, [B]).senders[0];
  expect([stray?.status, stray?.remarks, stray?.ignored]).toEqual(['in', ['some-ignored'], 1]);
  expect(judge([...records, { ip: C }], table, [B]).senders[0]?.status).toBe('partially');
  const all = judge([{ ip: B }, { ip: C }], table, [B]);
  expect(all.senders[0]?.status).toBe('not');
  expect(countStatuses(all.grouping, all.judgement)).toMatchObject({ not: 1, ignored: 0 });
});

test('remarks: passes by DKIM only where all mail is, a permerror of the domain, an over-broad pass [SENDER-5]', () => {
  const fail = { 'example.com': { '*': 'fail' } } as const;
  expect(judge([{ ip: A, dkimPass: true }], fail).senders[0]?.remarks).toEqual(['passes-by-dkim']);
  expect(judge([{ ip: A, dkimPass: true }, { ip: A }], fail).senders[0]?.remarks).toEqual([]);
  const broken = judge([{ ip: A }], { 'example.com': { '*': 'permerror' } }).senders[0];
  expect([broken?.status, broken?.remarks]).toEqual(['not', ['domain-permerror']]);
  const traffic = trafficOf([[headerOf(), [{ ip: A }]]]);
  const judgement = judgeTraffic(traffic, {
    verdictOf: (domain) => verdict(domain, 'pass', { term: '+all', overBroad: true }),
    isIgnored: () => false,
  });
  expect(judgement.address[0]).toBe(STATUS_CODE.in);
  expect(judgement.remarks[0]).not.toBe(0);
});
