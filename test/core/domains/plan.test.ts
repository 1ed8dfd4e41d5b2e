import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockedCheck } from '../../../core/domains/blocked-check.ts';
import { delegationSteps } from '../../../core/domains/delegation.ts';
import { planState, readBack, sameTexts, TTL_SLACK, type Written } from '../../../core/domains/plan.ts';
import { recommendFor } from '../../../core/domains/recommendations.ts';
import type { DnsResult } from '../../../core/model/dns.ts';
import type { HostPlace, HostState } from '../../../core/model/host.ts';
import { pointing } from '../../support/pointings.ts';
import { askZone } from '../../support/zone-questions.ts';
import type { Zone } from '../../support/zone-resolver.ts';

const NOW = 1_800_000_000;
const OWNER = '_dmarc.example.com';
const wanted = { name: OWNER, texts: ['v=DMARC1; p=reject'], ttl: 60 };
const written = (change: Partial<Written> = {}): Written => ({
  wanted,
  before: ['v=DMARC1; p=none'],
  beforeTtl: 300,
  at: NOW,
  ...change,
});
const state = (zone: Zone, it: Written, now = NOW) => readBack(it, askZone(zone), now);
const txt = (...texts: string[]): Zone => ({ [OWNER]: { TXT: texts } });

test('a record is published once DNS says the same, however it is spaced [WANT-2]', async () => {
  expect(await state(txt('v=DMARC1;p=reject;'), written())).toEqual({ state: 'published' });
  expect(await state(txt('v=DMARC1; p=reject', 'other text'), written())).toEqual({ state: 'published' });
});

test('while DNS shows the old text it is pending for the old TTL, then drifted [WANT-1]', async () => {
  const old = txt('v=DMARC1; p=none');
  expect(await state(old, written())).toEqual({ state: 'pending', wait: 300, found: ['v=DMARC1; p=none'] });
  expect(await state(old, written(), NOW + 200)).toMatchObject({ state: 'pending', wait: 100 });
  expect(await state(old, written(), NOW + 300 + TTL_SLACK - 1)).toMatchObject({ state: 'pending', wait: 0 });
  expect(await state(old, written(), NOW + 300 + TTL_SLACK)).toMatchObject({ state: 'drifted' });
  expect(await state({}, written({ before: [] }))).toMatchObject({ state: 'pending' });
});

test('anything else is drifted, with the tags that differ', async () => {
  expect(await state(txt('v=DMARC1; p=quarantine; sp=none'), written())).toEqual({
    state: 'drifted',
    found: ['v=DMARC1; p=quarantine; sp=none'],
    difference: [
      { tag: 'p', wanted: 'reject', found: 'quarantine' },
      { tag: 'sp', wanted: '', found: 'none' },
    ],
  });
  expect(await state({}, written())).toMatchObject({ state: 'drifted', found: [] });
  expect(await state(txt('v=DMARC1; p=reject', 'v=DMARC1; p=none'), written())).toMatchObject({
    state: 'drifted',
  });
  // The order of tags says nothing.
  expect(await state(txt('v=DMARC1; p=reject'), written())).toEqual({ state: 'published' });
});

test('what is loaded by hand is pending until it was seen once; from then on another text is drift', async () => {
  const byHand = written({ at: null });
  expect(await state(txt('v=DMARC1; p=none'), byHand)).toMatchObject({ state: 'pending', wait: 0 });
  expect(await state({}, byHand)).toMatchObject({ state: 'pending' });
  const seen = written({ at: null, seen: NOW });
  expect(await state(txt('v=DMARC1; p=none'), seen)).toMatchObject({ state: 'drifted' });
});

test('tags in another order are the same record [WANT-2]', () => {
  const pieces = ['p=none', 'rua=mailto:d@example.com', 'sp=reject', 'adkim=s'];
  fc.assert(
    fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), (order) => {
      expect(sameTexts([`v=DMARC1; ${order.join('; ')}`], [`v=DMARC1;${pieces.join(';')}`])).toBe(true);
      expect(sameTexts([`v=DMARC1; ${order.join('; ')}`], ['v=DMARC1; p=none'])).toBe(false);
    }),
  );
});

test('DNS that does not answer leaves it unknown', async () => {
  expect(await state({ [OWNER]: { fails: 'timeout' } }, written())).toEqual({
    state: 'unknown',
    reason: 'timeout',
  });
});

test('records of other kinds at the same name are not compared', () => {
  const answer: DnsResult = {
    kind: 'answer',
    records: ['v=spf1 -all', 'site-verification=1'].map((text) => ({
      type: 'TXT',
      name: 'example.com',
      ttl: 60,
      data: [text],
    })),
    chain: [],
    ttl: 60,
    age: 0,
    stale: false,
  };
  const it = { ...written(), wanted: { name: 'example.com', texts: ['v=spf1 -all'], ttl: 60 }, before: [] };
  expect(planState(it, answer, NOW)).toEqual({ state: 'published' });
});

const byNs: HostPlace = { by: 'ns', owner: OWNER, nameServers: ['ns1.host.test', 'ns2.host.test'] };
const byCname: HostPlace = { by: 'cname', owner: OWNER, target: 'example.com._dmarc.policy.test' };
const holds = (text: string | null): HostState => ({
  exists: text !== null,
  txt: text === null ? null : { name: OWNER, texts: [text], ttl: 60 },
  serial: null,
});
const steps = (change: Partial<Parameters<typeof delegationSteps>[0]>) =>
  delegationSteps({
    place: byNs,
    pointing: pointing('txt'),
    host: holds(null),
    signed: false,
    ds: null,
    ...change,
  });
const states = (change: Parameters<typeof steps>[0]) =>
  steps(change).map((step) => `${step.code} ${step.state}`);
const noDs: DnsResult = { kind: 'nodata', chain: [], soaOwner: 'example.com', ttl: 60, age: 0, stale: false };

test('nothing goes on before the host holds the very record that is in force', () => {
  const waiting = [
    'lower-ttl waiting',
    'remove-txt waiting',
    'add-ns waiting',
    'no-ds unknown',
    'seen-in-dns waiting',
  ];
  expect(states({ host: holds(null) })).toEqual(['fill-host open', ...waiting]);
  expect(states({ host: holds('v=DMARC1; p=reject') })[0]).toBe('fill-host open');
  expect(states({ host: null })[0]).toBe('fill-host unknown');
});

test('a host that nobody can look into lets the steps go on, unticked', () => {
  const byHand = { host: null, automatic: false };
  expect(states(byHand).slice(0, 2)).toEqual(['fill-host unknown', 'lower-ttl open']);
  expect(states({ ...byHand, pointing: pointing('txt', { ttl: 60 }) })).toContain('add-ns open');
  expect(states({ ...byHand, pointing: pointing('ns') })).toContain('fill-host done');
});

test('several records are all taken out', () => {
  const texts = ['v=DMARC1; p=none', 'v=DMARC1; p=reject'];
  const it = steps({ host: holds('v=DMARC1; p=none'), pointing: pointing('several', { texts, ttl: 60 }) });
  expect(it[2]).toMatchObject({ code: 'remove-txt', state: 'open' });
  expect(it[2]?.lines.map((line) => line.value)).toEqual(texts);
});

test('then the TTL is lowered, then TXT goes and NS comes in one edit, then DNS shows it', () => {
  const full = { host: holds('v=DMARC1;p=none'), ds: noDs };
  expect(states(full)).toEqual([
    'fill-host done',
    'lower-ttl open',
    'remove-txt waiting',
    'add-ns waiting',
    'no-ds done',
    'seen-in-dns waiting',
  ]);
  expect(steps(full)[1]).toMatchObject({
    wait: 3600,
    lines: [{ name: OWNER, type: 'TXT', value: 'v=DMARC1; p=none', ttl: 300 }],
  });
  const low = { ...full, pointing: pointing('txt', { ttl: 120 }) };
  expect(states(low)).toEqual([
    'fill-host done',
    'lower-ttl done',
    'remove-txt open',
    'add-ns open',
    'no-ds done',
    'seen-in-dns waiting',
  ]);
  expect(steps(low)[3]).toMatchObject({
    withPrevious: true,
    lines: [
      { name: OWNER, type: 'NS', value: 'ns1.host.test.', ttl: 300 },
      { name: OWNER, type: 'NS', value: 'ns2.host.test.', ttl: 300 },
    ],
  });
  expect(states({ ...full, pointing: pointing('ns') })).toEqual([
    'fill-host done',
    'lower-ttl done',
    'remove-txt done',
    'add-ns done',
    'no-ds done',
    'seen-in-dns done',
  ]);
});

test('half of the name servers, or an empty delegation, is not there yet', () => {
  const full = { host: holds('v=DMARC1; p=none'), ds: noDs };
  expect(states({ ...full, pointing: pointing('ns', { targets: ['ns1.host.test'] }) })).toContain(
    'add-ns open',
  );
  const empty = pointing('empty', { via: 'ns', targets: ['ns1.host.test', 'ns2.host.test'] });
  expect(states({ ...full, pointing: empty })).toEqual(
    expect.arrayContaining(['add-ns done', 'seen-in-dns waiting']),
  );
});

test('a DS in front of an unsigned zone is a step left open; CNAME has no such step', () => {
  const ds: DnsResult = {
    kind: 'answer',
    records: [{ type: 'DS', name: OWNER, ttl: 60, data: { keyTag: 1 } }],
    chain: [],
    ttl: 60,
    age: 0,
    stale: false,
  };
  expect(states({ ds })).toContain('no-ds open');
  expect(states({ ds, signed: true }).some((each) => each.startsWith('no-ds'))).toBe(false);
  const alias = steps({
    place: byCname,
    host: holds('v=DMARC1; p=none'),
    pointing: pointing('txt', { ttl: 60 }),
  });
  expect(alias.map((each) => each.code)).toEqual([
    'fill-host',
    'lower-ttl',
    'remove-txt',
    'add-cname',
    'seen-in-dns',
  ]);
  expect(alias[3]?.lines).toEqual([
    { name: OWNER, type: 'CNAME', value: 'example.com._dmarc.policy.test.', ttl: 300 },
  ]);
});

test.each<[string, Zone, boolean | null, string[]]>([
  ['nothing published', { 'example.com': { A: ['192.0.2.1'] } }, false, ['missing', 'missing', 'missing']],
  [
    'not asked whether it receives',
    { 'example.com': { A: ['192.0.2.1'] } },
    null,
    ['missing', 'missing', 'not-offered'],
  ],
  ['it receives', { 'example.com': { A: ['192.0.2.1'] } }, true, ['missing', 'missing', 'not-offered']],
  [
    'MX exists',
    { 'example.com': { MX: [[10, 'mx.example.com']] } },
    false,
    ['missing', 'missing', 'not-offered'],
  ],
  [
    'all published',
    {
      'example.com': { TXT: ['v=spf1 -all', 'x'], MX: [[0, '']] },
      '*._domainkey.example.com': { TXT: ['v=DKIM1; p='] },
    },
    false,
    ['published', 'published', 'published'],
  ],
  [
    'something else published',
    {
      'example.com': {
        TXT: ['v=spf1 ip4:192.0.2.1 -all'],
        MX: [
          [10, 'a.test'],
          [20, 'b.test'],
        ],
      },
      '*._domainkey.example.com': { TXT: ['v=DKIM1; p=abc'] },
    },
    false,
    ['differs', 'differs', 'not-offered'],
  ],
  ['DNS fails', { 'example.com': { fails: 'servfail' } }, false, ['unknown', 'missing', 'unknown']],
])('records for a domain that sends nothing: %s', async (_, zone, receives, expected) => {
  expect((await recommendFor('example.com', receives, askZone(zone))).map((each) => each.state)).toEqual(
    expected,
  );
});

test('before blocking, passing mail of 30 days is counted over the domain and what inherits [SEND-3]', () => {
  const row = (headerFrom: string, day: number, messages: number, passed: boolean) => ({
    headerFrom,
    day,
    messages,
    passed,
  });
  const rows = [
    row('example.com', 100, 5, true),
    row('Mail.Example.com', 99, 7, true),
    row('mail.example.com', 98, 2, false),
    row('own.example.com', 99, 40, true),
    row('deep.own.example.com', 99, 3, true),
    row('example.com', 70, 100, true),
    row('example.com', 71, 1, true),
    row('badexample.com', 99, 9, true),
    row('spoof.example.com', 99, 1000, false),
  ];
  expect(blockedCheck('example.com', rows, [70, 71, 99, 100], new Set(['own.example.com']), 100)).toEqual({
    known: true,
    firstDay: 71,
    lastDay: 100,
    daysWithReports: 3,
    passing: 16,
    names: [
      { name: 'mail.example.com', passing: 7, messages: 9 },
      { name: 'example.com', passing: 6, messages: 6 },
      { name: 'deep.own.example.com', passing: 3, messages: 3 },
    ],
    ownRecord: ['own.example.com'],
  });
  expect(blockedCheck('example.com', [], [], new Set(), 100)).toMatchObject({ known: false, passing: 0 });
});
