import { expect, test } from 'vitest';
import { domainsSharing, matchHost } from '../../../core/domains/host-match.ts';
import { modeOffers } from '../../../core/domains/modes.ts';
import { sendingState } from '../../../core/domains/sending-state.ts';
import { domainStatus, type StatusFacts } from '../../../core/domains/status.ts';
import { writeProblem } from '../../../core/domains/write-permission.ts';
import type { HostProblemCode } from '../../../core/model/codes.ts';
import type { HostMatch, Pointing } from '../../../core/model/dmarc.ts';
import { hostSettings } from '../../support/host-settings.ts';
import { pointing } from '../../support/pointings.ts';

const ours: HostMatch = { kind: 'ours', hostId: 'host-1' };
const away: HostMatch = { kind: 'foreign', names: ['x.test'] };
const facts = (it: Pointing, change: Partial<StatusFacts> = {}): StatusFacts => ({
  pointing: it,
  host: it.kind === 'ns' || it.kind === 'cname' ? ours : { kind: 'not-applicable' },
  locked: false,
  declared: null,
  inheritsFrom: null,
  ...change,
});
const reject = 'v=DMARC1; p=reject; rua=mailto:d@example.com';
const locked = { locked: true };

test.each<[string, StatusFacts, string, string]>([
  ['NS', facts(pointing('ns')), 'active', 'delegated-by-ns'],
  ['NS of others is Active as well', facts(pointing('ns'), { host: away }), 'active', 'delegated-by-ns'],
  ['CNAME', facts(pointing('cname')), 'active', 'aliased-by-cname'],
  ['TXT', facts(pointing('txt')), 'reporting-only', 'txt-in-own-zone'],
  ['nothing', facts(pointing('none')), 'none', 'no-record'],
  [
    'a subdomain without its own',
    facts(pointing('none'), { inheritsFrom: 'example.com' }),
    'none',
    'inherits',
  ],
  [
    'without its own, and a parent that DNS did not tell of',
    facts(pointing('none'), { parentUnknown: true }),
    'none',
    'parent-unknown',
  ],
  ['empty delegation', facts(pointing('empty', { via: 'ns' })), 'none', 'empty-delegation'],
  ['several', facts(pointing('several')), 'none', 'several-records'],
  ['broken', facts(pointing('broken')), 'none', 'broken-servfail'],
  ['lame', facts(pointing('broken', { fault: 'lame' })), 'none', 'broken-lame'],
  ['not looked up', facts(pointing('unknown')), 'none', 'not-looked-up'],
  ['locked, NS, reject', facts(pointing('ns', { text: reject }), locked), 'blocked', 'locked-and-rejecting'],
  ['locked, NS, none', facts(pointing('ns'), locked), 'blocked-not-in-force', 'locked-not-rejecting'],
  [
    'locked, NS, reject but subdomains open',
    facts(pointing('ns', { text: `${reject}; sp=none` }), locked),
    'blocked-not-in-force',
    'locked-not-rejecting',
  ],
  [
    'locked, NS, empty',
    facts(pointing('empty', { via: 'ns' }), locked),
    'blocked-not-in-force',
    'locked-not-rejecting',
  ],
  [
    'locked, NS, several',
    facts(pointing('several', { via: 'ns' }), locked),
    'blocked-not-in-force',
    'locked-not-rejecting',
  ],
  [
    'locked, our CNAME, reject',
    facts(pointing('cname', { text: reject }), locked),
    'blocked',
    'locked-and-rejecting',
  ],
  [
    'locked, shared CNAME',
    facts(pointing('cname', { text: reject }), { ...locked, sharedWith: ['b.example'] }),
    'active',
    'locked-but-shared-target',
  ],
  [
    'locked, foreign CNAME',
    facts(pointing('cname', { text: reject }), { ...locked, host: away }),
    'active',
    'locked-but-not-ours',
  ],
  [
    'locked, back to TXT',
    facts(pointing('txt', { text: reject }), locked),
    'reporting-only',
    'locked-but-txt',
  ],
  ['locked, gone', facts(pointing('none'), locked), 'none', 'no-record'],
  [
    'declared non-sending, NS',
    facts(pointing('ns'), { declared: 'non-sending' }),
    'none',
    'declared-non-sending',
  ],
  [
    'declared non-sending, then chosen Active',
    facts(pointing('ns'), { declared: 'non-sending', chosenActive: true }),
    'active',
    'delegated-by-ns',
  ],
  [
    'declared non-sending, TXT',
    facts(pointing('txt'), { declared: 'non-sending' }),
    'reporting-only',
    'txt-in-own-zone',
  ],
  [
    'declared non-sending and locked',
    facts(pointing('ns', { text: reject }), { declared: 'non-sending', locked: true }),
    'blocked',
    'locked-and-rejecting',
  ],
])('%s [STATUS-1] [STATUS-2]', (_, input, status, reason) => {
  expect(domainStatus(input)).toEqual({ status, reason });
});

const NOW = 1_800_000_000;
const today = Math.floor(NOW / 86_400);
test.each([
  ['said so, no reports', { declared: 'sends' as const, lastPassedDay: null, lastReport: null }, 'sends'],
  [
    'passing mail 89 days ago: the first of 90 days',
    { declared: null, lastPassedDay: today - 89, lastReport: NOW },
    'sends',
  ],
  [
    'passing mail 90 days ago',
    { declared: null, lastPassedDay: today - 90, lastReport: NOW },
    'no-passing-mail',
  ],
  [
    'only failing mail: spoofed, not sending',
    { declared: null, lastPassedDay: null, lastReport: NOW },
    'no-passing-mail',
  ],
  ['no reports', { declared: null, lastPassedDay: null, lastReport: null }, 'unknown'],
  [
    'one report of 80 days ago says nothing of today',
    { declared: null, lastPassedDay: null, lastReport: NOW - 80 * 86_400 },
    'unknown',
  ],
  [
    'what is dated nine months ahead proves nothing',
    { declared: null, lastPassedDay: today + 270, lastReport: NOW + 270 * 86_400 },
    'unknown',
  ],
  [
    'reports ended long ago',
    { declared: null, lastPassedDay: null, lastReport: NOW - 100 * 86_400 },
    'unknown',
  ],
  [
    'declared non-sending, yet mail passes',
    { declared: 'non-sending' as const, lastPassedDay: today, lastReport: NOW },
    'sends',
  ],
])('sending state: %s [SEND-1] [SEND-2]', (_, input, expected) => {
  expect(sendingState({ ...input, now: NOW })).toBe(expected);
});

const pdns = hostSettings({ id: 'pdns', nameServers: ['NS1.host.test', 'ns2.host.test'] });
const cloud = hostSettings({ id: 'cloud', kind: 'cloudflare', zone: 'policy.test' });
const servers = (...targets: string[]) => pointing('ns', { targets });

test.each<[string, Pointing, HostMatch]>([
  ['the same set', servers('ns2.host.test', 'ns1.host.test'), { kind: 'ours', hostId: 'pdns' }],
  ['one of ours missing', servers('ns1.host.test'), { kind: 'mixed', names: ['ns1.host.test'] }],
  [
    'ours and another',
    servers('ns1.host.test', 'ns2.host.test', 'ns.other.test'),
    { kind: 'mixed', names: ['ns.other.test', 'ns1.host.test', 'ns2.host.test'] },
  ],
  ['none of ours', servers('ns.other.test'), { kind: 'foreign', names: ['ns.other.test'] }],
  ['our alias for this domain', pointing('cname'), { kind: 'ours', hostId: 'cloud' }],
  [
    'our alias for another domain',
    pointing('cname', { targets: ['b.example._dmarc.policy.test'] }),
    { kind: 'foreign', names: ['b.example._dmarc.policy.test'] },
  ],
  [
    'empty, but our servers',
    pointing('empty', { via: 'ns', targets: ['ns1.host.test', 'ns2.host.test'] }),
    { kind: 'ours', hostId: 'pdns' },
  ],
  ['txt', pointing('txt'), { kind: 'not-applicable' }],
])('host match: %s', (_, it, expected) => {
  expect(matchHost('example.com', it, [pdns, cloud])).toEqual(expected);
});

test('a target that another known domain shares is found and never written [STATUS-1]', () => {
  const mine = pointing('cname');
  const others = [
    { domain: 'example.com', pointing: mine },
    { domain: 'b.example', pointing: mine },
    { domain: 'c.example', pointing: pointing('cname', { targets: ['c.test'] }) },
  ];
  const sharedWith = domainsSharing('example.com', mine, others);
  expect(sharedWith).toEqual(['b.example']);
  const match = matchHost('example.com', mine, [cloud]);
  expect(
    writeProblem({ domain: 'example.com', pointing: mine, match, host: cloud, sharedWith }),
  ).toMatchObject({ code: 'shared-target', detail: 'b.example' });
  expect(
    writeProblem({ domain: 'example.com', pointing: mine, match, host: cloud, sharedWith: [] }),
  ).toBeNull();
});

const offers = (it: Pointing, change: Partial<Parameters<typeof modeOffers>[0]> = {}) =>
  modeOffers({
    ...facts(it),
    sending: 'no-passing-mail',
    hostsConfigured: true,
    writeProblem: null,
    ...change,
  }).map(({ mode, open, current, reason, way, warning }) => ({ mode, open, current, reason, way, warning }));
const closed = (reason: string, way: string) => ({ open: false, current: false, reason, way });

test('an Active domain may be blocked, and stays off Reporting Only while delegated', () => {
  expect(offers(pointing('ns'))).toMatchObject([
    { mode: 'active', current: true, open: false },
    { mode: 'reporting-only', ...closed('pointing-decides', 'put-txt-back') },
    { mode: 'blocked', open: true, reason: 'allowed', warning: '' },
  ]);
  expect(offers(pointing('ns'), { sending: 'sends' })[2]).toMatchObject({ open: true, warning: 'sends' });
  expect(offers(pointing('ns'), { sending: 'unknown' })[2]).toMatchObject({ open: true, warning: 'unknown' });
  expect(offers(pointing('ns'), { declared: 'sends' })[2]).toMatchObject({
    open: true,
    warning: 'declared-sends',
  });
});

test('a Blocked domain may go back to Active; one not in force may be blocked again', () => {
  expect(offers(pointing('ns', { text: reject }), locked)).toMatchObject([
    { mode: 'active', open: true, current: false },
    { mode: 'reporting-only', open: false },
    { mode: 'blocked', current: true, open: false },
  ]);
  expect(offers(pointing('ns'), locked)[2]).toMatchObject({ current: true, open: true });
});

test('closed modes say why and the way there', () => {
  expect(offers(pointing('txt'))).toMatchObject([
    closed('needs-delegation', 'delegate'),
    { current: true, reason: 'current' },
    closed('needs-delegation', 'delegate'),
  ]);
  expect(offers(pointing('txt'), { hostsConfigured: false })[0]).toMatchObject(
    closed('needs-delegation', 'set-up-host'),
  );
  expect(offers(pointing('none'), { inheritsFrom: 'example.com' })[2]).toMatchObject(
    closed('inherits', 'go-to-parent'),
  );
  expect(offers(pointing('several'))[2]).toMatchObject(closed('fault', 'fix-dns'));
  expect(offers(pointing('broken'))[0]).toMatchObject(closed('fault', 'fix-dns'));
  expect(offers(pointing('unknown')).map((each) => each.way)).toEqual(Array(3).fill('choose-resolver'));
  const silent = offers(pointing('unknown', { noAnswer: 'timeout' }));
  expect(silent.map(({ reason, way }) => [reason, way])).toEqual(Array(3).fill(['no-answer', 'look-again']));
  const spent = offers(pointing('unknown', { noAnswer: 'budget' }));
  expect(spent.map(({ reason }) => reason)).toEqual(Array(3).fill('not-looked-up'));
  const problem = (code: HostProblemCode) => ({ writeProblem: { code, detail: 'x.test', status: null } });
  expect(offers(pointing('ns'), problem('foreign'))[2]).toMatchObject(closed('host-foreign', 'set-up-host'));
  expect(offers(pointing('cname'), problem('shared-target'))[2]).toMatchObject(
    closed('host-shared-target', 'use-one-name'),
  );
  expect(offers(pointing('ns'), problem('mixed'))[2]).toMatchObject(closed('host-mixed', 'fix-dns'));
  expect(offers(pointing('ns'), { hostsConfigured: false })[2]).toMatchObject(
    closed('no-host', 'set-up-host'),
  );
  expect(offers(pointing('empty', { via: 'ns' }), { host: ours })[2]).toMatchObject({ open: true });
  expect(offers(pointing('several', { via: 'ns' }), { host: ours })[2]).toMatchObject({ open: true });
  expect(offers(pointing('empty', { via: 'ns' }), { host: away })[2]).toMatchObject(
    closed('fault', 'fix-dns'),
  );
});

test('a declared non-sending domain that is delegated asks: lock it, or set it Active [STATUS-3]', () => {
  expect(offers(pointing('ns'), { declared: 'non-sending' })).toMatchObject([
    { mode: 'active', open: true, current: false },
    { mode: 'reporting-only', open: false },
    { mode: 'blocked', open: true, warning: '' },
  ]);
});
