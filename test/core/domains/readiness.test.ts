import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ReadinessOptions,
  type ReadinessRow,
  readiness,
  senderClass,
} from '../../../core/domains/readiness.ts';

const TODAY = 999;
const all = Array.from({ length: 30 }, (_, i) => TODAY - 29 + i);

function row(change: Partial<ReadinessRow>): ReadinessRow {
  return {
    day: 990,
    headerFrom: 'example.com',
    sender: 'ip:192.0.2.1',
    senderName: '192.0.2.1',
    senderClass: 'accepted',
    messages: 1,
    dkim: 'fail',
    spf: 'fail',
    adkim: 'r',
    aspf: 'r',
    dkimPassed: [],
    spfPassed: [],
    detailed: true,
    overrides: [],
    ...change,
  };
}

const options = (change: Partial<ReadinessOptions> = {}): ReadinessOptions => ({
  domain: 'example.com',
  policy: { p: 'reject' },
  adkim: 'r',
  aspf: 'r',
  today: TODAY,
  daysWithReports: all,
  ownRecord: new Set(),
  organizationalDomain: (name) => name.split('.').slice(-2).join('.'),
  ...change,
});

/* Counted by hand: 100 passing; hit are 6 of an accepted, 20 of an unknown and 3 of an ignored sender. */
const mixed = [
  row({ messages: 60, dkim: 'pass' }),
  row({ messages: 40, spf: 'pass', day: 991 }),
  row({ messages: 6, day: 980, sender: 'service:crm', senderName: 'CRM' }),
  row({ messages: 15, day: 995, sender: 'ip:198.51.100.7', senderClass: 'unknown' }),
  row({
    messages: 5,
    day: 996,
    sender: 'ip:198.51.100.7',
    senderClass: 'unknown',
    headerFrom: 'shop.example.com',
  }),
  row({ messages: 3, sender: 'ip:203.0.113.9', senderClass: 'ignored', overrides: ['mailing_list'] }),
  row({ messages: 1000, day: TODAY - 30 }),
  row({ messages: 1000, day: TODAY + 1 }),
  row({ messages: 1000, headerFrom: 'example.net' }),
];

test('N of M messages are hit, by class, sender and name', () => {
  const found = readiness(mixed, options());
  expect(found).toMatchObject({
    firstDay: 970,
    lastDay: 999,
    messages: 129,
    hit: 29,
    accepted: 6,
    unknown: 20,
    ignored: 3,
    overridden: 3,
    undecided: 0,
    missingDays: [],
  });
  expect(found.senders).toEqual([
    { sender: 'ip:198.51.100.7', name: '192.0.2.1', class: 'unknown', messages: 20, hit: 20 },
    { sender: 'service:crm', name: 'CRM', class: 'accepted', messages: 6, hit: 6 },
    { sender: 'ip:203.0.113.9', name: '192.0.2.1', class: 'ignored', messages: 3, hit: 3 },
  ]);
  expect(found.names).toEqual([
    {
      name: 'example.com',
      policy: 'reject',
      messages: 124,
      hit: 24,
      accepted: 6,
      unknown: 15,
      ignored: 3,
      classed: 0,
    },
    {
      name: 'shop.example.com',
      policy: 'reject',
      messages: 5,
      hit: 5,
      accepted: 0,
      unknown: 5,
      ignored: 0,
      classed: 0,
    },
  ]);
});

test('accepted senders that are hit mean not yet, with the day since which it would have been safe [READY-1]', () => {
  const { recommendation } = readiness(mixed, options());
  expect(recommendation.code).toBe('not-yet');
  expect(recommendation.safeSince).toBe(981);
  expect(recommendation.cleanSince).toBe(997);
  expect(recommendation.reasons).toEqual([
    { code: 'accepted-hit', count: 6, senders: 1 },
    { code: 'unknown-hit', count: 20, senders: 1 },
    { code: 'ignored-hit', count: 3, senders: 1 },
    { code: 'overridden', count: 3, senders: 0 },
  ]);
});

test('the window is that of lists: today counts, and is no gap while its reports are still to come [DAY-1]', () => {
  const mail = [row({ day: TODAY, dkim: 'pass' }), row({ day: TODAY - 29, dkim: 'pass' })];
  const early = readiness(mail, options({ daysWithReports: all.slice(0, -1) }));
  expect(early).toMatchObject({ firstDay: TODAY - 29, lastDay: TODAY, messages: 2, missingDays: [] });
  const hit = readiness([row({ day: TODAY - 1 })], options({ daysWithReports: all.slice(0, -1) }));
  expect(hit.recommendation.safeSince).toBeNull();
});

test('a hit on the last day leaves no safe day', () => {
  expect(readiness([row({ day: 999 })], options()).recommendation).toMatchObject({
    code: 'not-yet',
    safeSince: null,
  });
  expect(readiness([row({ day: 998 })], options()).recommendation).toMatchObject({ safeSince: 999 });
});

test('a day without reports is never told as safe [READY-3]', () => {
  // No hit at all, and reports from day 975 on; then a hit on 980 with 981 and 982 unreported.
  const from975 = all.filter((day) => day >= 975);
  const good = row({ messages: 10, dkim: 'pass' });
  expect(readiness([good], options({ daysWithReports: from975 })).recommendation.safeSince).toBe(975);
  const gap = all.filter((day) => day !== 981 && day !== 982);
  expect(readiness([row({ day: 980 })], options({ daysWithReports: gap })).recommendation.safeSince).toBe(
    983,
  );
  const end = all.filter((day) => day < 999);
  expect(
    readiness([row({ day: 998 })], options({ daysWithReports: end })).recommendation.safeSince,
  ).toBeNull();
});

test('without accepted hits: ready, or review first where unknown senders are many [READY-2]', () => {
  const good = row({ messages: 1000, dkim: 'pass' });
  const unknown = (messages: number) => row({ messages, senderClass: 'unknown', sender: 'ip:198.51.100.7' });
  const code = (rows: ReadinessRow[], change = {}) => readiness(rows, options(change)).recommendation.code;
  expect(code([good])).toBe('ready');
  expect(code([good, unknown(5)])).toBe('ready');
  expect(code([good, unknown(50)])).toBe('review');
  expect(code([good, row({ messages: 500, senderClass: 'ignored' })])).toBe('ready');
  expect(code([good], { daysWithReports: all.slice(0, 13) })).toBe('too-little-data');
  expect(code([good], { daysWithReports: all.slice(0, 14) })).toBe('ready');
  expect(readiness([], options({ daysWithReports: [] })).recommendation).toMatchObject({
    code: 'too-little-data',
    safeSince: null,
  });
});

test('thirty days of reports that tell of no mail allow no policy [READY-1] [READY-3]', () => {
  const outside = row({ headerFrom: 'own.example.com', dkim: 'pass' });
  for (const rows of [[], [outside]]) {
    const found = readiness(rows, options({ ownRecord: new Set(['own.example.com']) }));
    expect(found.recommendation.code).toBe('too-little-data');
  }
});

test('days without any report are named', () => {
  const found = readiness(
    mixed,
    options({ daysWithReports: all.filter((day) => day !== 975 && day !== 998) }),
  );
  expect(found.missingDays).toEqual([975, 998]);
  expect(found.recommendation.reasons).toContainEqual({ code: 'missing-days', count: 2, senders: 0 });
});

test('subdomains follow sp, and those with their own record stand outside', () => {
  const found = readiness(mixed, options({ policy: { p: 'reject', sp: 'none' } }));
  expect(found).toMatchObject({ hit: 24, messages: 129 });
  expect(found.names[1]).toMatchObject({ name: 'shop.example.com', policy: 'none', hit: 0 });
  const own = readiness(mixed, options({ ownRecord: new Set(['shop.example.com']) }));
  expect(own).toMatchObject({ hit: 24, messages: 124, outside: [{ name: 'shop.example.com', messages: 5 }] });
  expect(readiness(mixed, options({ policy: { p: 'none', sp: 'reject' } }))).toMatchObject({ hit: 5 });
});

/* Alignment asked for against what was published and seen; rows of one message each. */
test.each<[string, Partial<ReadinessRow>, Partial<ReadinessOptions>, 'hit' | 'passes' | 'undecided']>([
  ['same alignment: the receiver’s word', { dkim: 'pass', detailed: false }, {}, 'passes'],
  [
    'strict now: subdomain signature no longer counts',
    { dkim: 'pass', dkimPassed: ['mail.example.com'] },
    { adkim: 's' },
    'hit',
  ],
  [
    'strict now: exact signature still does',
    { dkim: 'pass', dkimPassed: ['mail.example.com', 'Example.com'] },
    { adkim: 's' },
    'passes',
  ],
  [
    'strict now, but SPF passes relaxed',
    { dkim: 'pass', spf: 'pass', dkimPassed: ['mail.example.com'] },
    { adkim: 's' },
    'passes',
  ],
  [
    'both strict: SPF of a subdomain fails',
    { spf: 'pass', spfPassed: ['bounce.example.com'] },
    { adkim: 's', aspf: 's' },
    'hit',
  ],
  [
    'relaxed now: subdomain signature begins to count',
    { adkim: 's', dkimPassed: ['mail.example.com'] },
    {},
    'passes',
  ],
  ['relaxed now: another organisation does not', { adkim: 's', dkimPassed: ['mail.example.net'] }, {}, 'hit'],
  [
    'strict now, no details: cannot be judged',
    { dkim: 'pass', detailed: false },
    { adkim: 's' },
    'undecided',
  ],
  [
    'strict now, failed before, no details: still fails',
    { detailed: false },
    { adkim: 's', aspf: 's' },
    'hit',
  ],
  ['loosened, passed before: passes', { dkim: 'pass', adkim: 's', detailed: false }, {}, 'passes'],
  ['evaluation missing: worked out', { dkim: 'unknown', dkimPassed: ['example.com'] }, {}, 'passes'],
  [
    'evaluation missing, nothing aligned',
    { dkim: 'unknown', spf: 'unknown', spfPassed: ['example.org'] },
    {},
    'hit',
  ],
])('%s', (_, change, wanted, expected) => {
  const found = readiness([row(change)], options(wanted));
  expect([found.hit, found.undecided]).toEqual([
    expected === 'hit' ? 1 : 0,
    expected === 'undecided' ? 1 : 0,
  ]);
});

test('sender classes', () => {
  expect(
    (['in', 'not', 'ignored', 'undecided', 'unchecked'] as const).map((status) => senderClass({ status })),
  ).toEqual(['accepted', 'unknown', 'ignored', 'unknown', 'unknown']);
});

test('ignoring addresses makes neither what would be hit nor the verdict smaller [READY-4]', () => {
  const verdicts = ['not-yet', 'too-little-data', 'review', 'ready'];
  const mail = fc.record({
    sender: fc.constantFrom('a', 'b', 'c'),
    senderClass: fc.constantFrom('accepted' as const, 'unknown' as const),
    messages: fc.integer({ min: 1, max: 5_000 }),
    spf: fc.constantFrom('pass' as const, 'fail' as const),
  });
  fc.assert(
    fc.property(fc.array(mail, { minLength: 1, maxLength: 8 }), (list) => {
      const rows = list.map((each) => row({ ...each, dkim: 'fail' }));
      const ignored = rows.map((each) =>
        each.senderClass === 'unknown' ? { ...each, senderClass: 'ignored' as const } : each,
      );
      const [before, after] = [readiness(rows, options()), readiness(ignored, options())];
      expect(after.hit).toBe(before.hit);
      expect(after.accepted).toBe(before.accepted);
      expect(after.ignored).toBe(before.unknown);
      expect(verdicts.indexOf(after.recommendation.code)).toBeGreaterThanOrEqual(
        verdicts.indexOf(before.recommendation.code),
      );
    }),
  );
});

test('what is called a forwarder or not theirs is told apart and holds no policy back; theirs is to arrive [READY-5]', () => {
  expect(senderClass({ status: 'not' }, 'ours')).toBe('accepted');
  expect(senderClass({ status: 'not' }, 'forwarder')).toBe('classed');
  expect(senderClass({ status: 'unchecked' }, 'not-ours')).toBe('classed');
  // SPF lets it through, whatever was said of it.
  expect(senderClass({ status: 'in' }, 'not-ours')).toBe('accepted');
});
