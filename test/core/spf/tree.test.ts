import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import { evaluateSpf } from '../../../core/spf/evaluate.ts';
import { expandSpf } from '../../../core/spf/expand.ts';
import {
  compileSnapshot,
  recordText,
  sameSnapshot,
  snapshotAt,
  snapshotFaults,
  takeSnapshot,
  verdictInSnapshot,
} from '../../../core/spf/snapshot.ts';
import { compareSnapshots } from '../../../core/spf/snapshot-difference.ts';
import { termUse } from '../../../core/spf/term-use.ts';
import { branchesOf, buildSpfTree } from '../../../core/spf/tree.ts';
import { branchFigures, namedRanges, treeProblems } from '../../../core/spf/tree-facts.ts';
import { tryRecord } from '../../../core/spf/try-record.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const ZONE: Zone = {
  'shop.example': {
    TXT: [
      'v=spf1 a mx include:_spf.mailer.example include:_spf.old.example exists:%{i}.l.shop.example ~all ip4:203.0.113.1',
    ],
    A: ['192.0.2.10'],
    MX: [[10, 'mx1.shop.example']],
  },
  'mx1.shop.example': { A: ['192.0.2.25'], AAAA: ['2001:db8::25'] },
  '_spf.mailer.example': {
    TXT: [
      'v=spf1 ip4:198.51.100.0/24 ip4:198.51.100.0/25 ip6:2001:db8:1::/48 include:_b.mailer.example ?all',
    ],
  },
  '_b.mailer.example': { TXT: ['v=spf1 ip4:203.0.113.64/26 ptr -all'] },
  '_spf.old.example': { TXT: ['v=spf1 a:gone.old.example -all'] },
};

test('each branch tells its cost, its networks and how many addresses they hold', async () => {
  const tree = await buildSpfTree('shop.example', zoneResolver(ZONE).resolve);
  expect(branchesOf(tree).map((b) => [b.domain, b.state])).toEqual([
    ['shop.example', 'record'],
    ['_spf.mailer.example', 'record'],
    ['_b.mailer.example', 'record'],
    ['_spf.old.example', 'record'],
  ]);
  expect(branchFigures(tree)).toMatchObject([
    // a, mx, include, include, ptr, include, a, exists; the domain has no AAAA.
    {
      lookups: 8,
      voids4: 1,
      voids6: 2,
      ranges: 7,
      addresses4: 1 + 1 + 256 + 64,
      networks6: 65_536 + 1 / 2 ** 64,
    },
    { lookups: 3, voids4: 0, ranges: 4, addresses4: 256 + 64, networks6: 65_536 },
    { lookups: 2, ranges: 1, addresses4: 64 },
    { lookups: 2, voids4: 1, voids6: 1, ranges: 0, addresses4: 0 },
  ]);
  expect(namedRanges(tree).find((n) => n.range === '203.0.113.64/26')).toEqual({
    range: '203.0.113.64/26',
    path: ['shop.example', '_spf.mailer.example', '_b.mailer.example'],
    term: 'ip4:203.0.113.64/26',
  });
});

test('the figures are those of an address that matches nothing', async () => {
  const { resolve } = zoneResolver(ZONE);
  const [root] = branchFigures(await buildSpfTree('shop.example', resolve));
  const direct = await checkHost({ ip: '192.0.2.99', domain: 'shop.example' }, resolve);
  expect(direct).toMatchObject({ result: 'permerror', problem: 'too-many-voids' });
  // Without the reverse name and the list entry that this address lacks as well.
  expect([root?.lookups, root?.voids4]).toEqual([8, 1]);
});

test('problems: what to mend, with its place', async () => {
  const problems = async (zone: Zone) =>
    treeProblems(await buildSpfTree('d.example', zoneResolver(zone).resolve)).map((p) => [
      p.code,
      p.path.join('>'),
      p.term,
      p.at,
      p.figure,
    ]);
  const one = (record: string, more: Zone = {}) => problems({ 'd.example': { TXT: [record] }, ...more });
  expect(await one('v=spf1 ptr +all ip4:192.0.2.1 redirect=x.example')).toEqual([
    ['deprecated-ptr', 'd.example', 'ptr', 7, 0],
    ['plus-all', 'd.example', '+all', 11, 0],
    ['behind-all', 'd.example', 'ip4:192.0.2.1', 16, 0],
    ['redirect-beside-all', 'd.example', 'redirect=x.example', 30, 0],
  ]);
  expect(await one('v=spf1 ip4:1.2.3 -all')).toEqual([['bad-ip4', 'd.example', 'ip4:1.2.3', 10, 0]]);
  expect(await one('v=spf1 ip4:10.0.0.0/7')).toEqual([
    ['over-broad', 'd.example', 'ip4:10.0.0.0/7', 7, 0],
    ['no-all', 'd.example', '', -1, 0],
  ]);
  expect(await one('v=spf1 include:none.example -all')).toEqual([
    ['none', 'd.example>none.example', '', -1, 0],
  ]);
  expect(await one('v=spf1 include:d.example -all')).toEqual([['loop', 'd.example>d.example', '', -1, 0]]);
  expect(await one('v=spf1 include:t.example -all', { 't.example': { fails: 'servfail' } })).toEqual([
    ['dns-servfail', 'd.example>t.example', '', -1, 0],
  ]);
  expect(await problems({ 'd.example': { TXT: ['v=spf1 -all', 'v=spf1 ~all'] } })).toEqual([
    ['several-records', 'd.example', '', -1, 0],
  ]);
  const includes = (count: number): [string, Zone] => [
    `v=spf1 ${Array.from({ length: count }, (_, i) => `include:i${i}.example`).join(' ')} -all`,
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`i${i}.example`, { TXT: ['v=spf1 ?all'] }])),
  ];
  expect(await one(...includes(7))).toEqual([]);
  expect(await one(...includes(9))).toEqual([['near-lookup-limit', 'd.example', '', -1, 9]]);
  expect(await one(...includes(11))).toEqual([['too-many-lookups', 'd.example', '', -1, 11]]);
});

test('terms that no sender matches, or even reaches, are told', async () => {
  const { resolve } = zoneResolver(ZONE);
  const { compiled, tree } = await expandSpf('shop.example', resolve);
  const use = (...ips: string[]) =>
    termUse(
      tree,
      ips.map((ip) => evaluateSpf(compiled, ip)),
    ).map((u) => [u.term, u.matched, u.reached]);
  expect(use('192.0.2.25', '198.51.100.7', '198.51.100.200').slice(0, 6)).toEqual([
    ['a', 0, true],
    ['mx', 1, true],
    ['include:_spf.mailer.example', 0, true],
    ['ip4:198.51.100.0/24', 2, true],
    ['ip4:198.51.100.0/25', 0, false],
    ['ip6:2001:db8:1::/48', 0, false],
  ]);
  expect(use('192.0.2.10').filter(([, , reached]) => reached)).toEqual([['a', 1, true]]);
});

test('a record typed in is judged against the senders seen', async () => {
  const { resolve } = zoneResolver(ZONE);
  const senders = ['192.0.2.10', '192.0.2.25', '198.51.100.7', '203.0.113.1', '203.0.113.200'];
  const tried = await tryRecord(
    'shop.example',
    'v=spf1 mx ip4:203.0.113.0/28 include:_spf.mailer.example -all',
    senders,
    resolve,
  );
  expect(tried).toMatchObject({ isRecord: true, stayIn: 2, tree: { state: 'record' } });
  expect(tried.becomeIn.map((a) => [a.address, a.after.term])).toEqual([
    ['203.0.113.1', 'ip4:203.0.113.0/28'],
  ]);
  expect(tried.dropOut.map((a) => [a.address, a.before.term, a.after.result])).toEqual([
    ['192.0.2.10', 'a', 'fail'],
  ]);
  const wrong = await tryRecord('shop.example', 'spf -all', senders, resolve);
  expect(wrong).toMatchObject({ isRecord: false, stayIn: 0 });
  expect(wrong.dropOut.map((a) => a.after.result)).toEqual(['none', 'none', 'none']);
});

test('snapshots: JSON that judges addresses as on its day, without DNS', async () => {
  const take = async (zone: Zone, time: number) => {
    const snapshot = takeSnapshot(
      (await expandSpf('shop.example', zoneResolver(zone).resolve)).compiled,
      time,
    );
    if (!snapshot) throw new Error('no snapshot was taken');
    return JSON.parse(JSON.stringify(snapshot)) as typeof snapshot;
  };
  const changed: Zone = {
    ...ZONE,
    '_b.mailer.example': { TXT: ['v=spf1 ip4:203.0.113.128/26 ptr -all'] },
    'mx1.shop.example': { A: ['192.0.2.26'], AAAA: ['2001:db8::25'] },
  };
  const [first, again, second] = [await take(ZONE, 100), await take(ZONE, 200), await take(changed, 300)];
  expect([sameSnapshot(first, again), sameSnapshot(first, second)]).toEqual([true, false]);
  expect([50, 100, 299, 300].map((time) => snapshotAt([first, second], time)?.time)).toEqual([
    undefined,
    100,
    100,
    300,
  ]);

  const then = await compileSnapshot(first);
  const now = await compileSpf('shop.example', zoneResolver(changed).resolve);
  expect(evaluateSpf(then, '192.0.2.25')).toMatchObject({ result: 'pass', term: 'mx' });
  expect(evaluateSpf(now, '192.0.2.25').result).not.toBe('pass');
  expect(evaluateSpf(then, '203.0.113.5')).toMatchObject({ result: 'undecided', problem: 'needs-dns' });

  const mailer = ['shop.example', '_spf.mailer.example', '_b.mailer.example'];
  expect(await compareSnapshots(first, second)).toEqual({
    came: [
      { range: '192.0.2.26', path: ['shop.example'], term: 'mx' },
      { range: '203.0.113.128/26', path: mailer, term: 'ip4:203.0.113.128/26' },
    ],
    went: [
      { range: '192.0.2.25', path: ['shop.example'], term: 'mx' },
      { range: '203.0.113.64/26', path: mailer, term: 'ip4:203.0.113.64/26' },
    ],
    records: [
      {
        path: mailer,
        before: 'v=spf1 ip4:203.0.113.64/26 ptr -all',
        after: 'v=spf1 ip4:203.0.113.128/26 ptr -all',
      },
    ],
  });
});

test('an expansion with a temporary error is no evidence', async () => {
  const zone: Zone = { ...ZONE, '_b.mailer.example': { fails: 'timeout' } };
  const { compiled } = await expandSpf('shop.example', zoneResolver(zone).resolve);
  expect(compiled.temporary).toBe(true);
  expect(takeSnapshot(compiled, 1)).toBe(null);
  // A resolver out of reach says nothing of the record, however long that lasts.
  expect(takeSnapshot(compiled, 1, { withFaults: true })).toBe(null);
});

test('an error that lasts is kept as such: what stands behind it neither came nor went', async () => {
  const take = async (zone: Zone, time: number) => {
    const { compiled } = await expandSpf('shop.example', zoneResolver(zone).resolve);
    const snapshot = takeSnapshot(compiled, time, { withFaults: true });
    if (!snapshot) throw new Error('no snapshot was taken');
    return snapshot;
  };
  const record = 'v=spf1 a mx include:_spf.mailer.example ip4:203.0.113.9 -all';
  const dark: Zone = {
    ...ZONE,
    'shop.example': { ...ZONE['shop.example'], TXT: [record] },
    '_b.mailer.example': { fails: 'servfail' },
    'mx1.shop.example': { fails: { A: 'refused' }, AAAA: ['2001:db8::25'] },
  };
  const [before, after] = [await take(ZONE, 1), await take(dark, 2)];
  expect(snapshotFaults(after).map(({ name, type, kind }) => `${name} ${type} ${kind}`)).toEqual([
    '_b.mailer.example TXT servfail',
    'mx1.shop.example A refused',
  ]);
  const { came, went, records } = await compareSnapshots(before, after);
  expect(came).toEqual([{ range: '203.0.113.9', path: ['shop.example'], term: 'ip4:203.0.113.9' }]);
  expect(went).toEqual([]);
  expect(records.map((each) => each.path.at(-1))).toEqual(['shop.example', '_spf.old.example']);
  expect(await verdictInSnapshot(after, '192.0.2.10')).toMatchObject({ result: 'pass', term: 'a' });
  expect(await verdictInSnapshot(after, '203.0.113.65')).toMatchObject({
    result: 'temperror',
    problem: 'dns-refused',
  });
  const back = await compareSnapshots(after, before);
  expect([back.came, back.went.map((each) => each.range)]).toEqual([[], ['203.0.113.9']]);
});

test('a past verdict that hangs on a question of that address is not known, and says why', async () => {
  const { compiled } = await expandSpf('shop.example', zoneResolver(ZONE).resolve);
  const snapshot = takeSnapshot(compiled, 1);
  if (!snapshot) throw new Error('no snapshot was taken');
  // `ptr` in the include is reached before the terms behind it.
  expect(await verdictInSnapshot(snapshot, '203.0.113.5')).toMatchObject({
    result: 'undecided',
    problem: 'not-kept',
    term: 'ptr',
  });
  expect(await verdictInSnapshot(snapshot, '198.51.100.7')).toMatchObject({ result: 'pass', problem: '' });
  const local = zoneResolver({ 'l.example': { TXT: ['v=spf1 exists:%{l}.u.example -all'] } });
  const other = takeSnapshot((await expandSpf('l.example', local.resolve)).compiled, 1);
  if (!other) throw new Error('no snapshot was taken');
  expect(await verdictInSnapshot(other, '192.0.2.1')).toMatchObject({
    result: 'undecided',
    problem: 'needs-local-part',
  });
  expect(recordText(snapshot, '_SPF.old.example')).toBe('v=spf1 a:gone.old.example -all');
  expect(recordText(snapshot, 'gone.old.example')).toBe('');
});

const problemsOf = async (zone: Zone) =>
  treeProblems(await buildSpfTree('a.example', zoneResolver(zone).resolve)).map(({ code, term }) => [
    code,
    term,
  ]);

const MANY = Array.from({ length: 11 }, (_, i) => `192.0.2.${i + 1}`);

test.each<[string, Zone, string[][]]>([
  [
    'a name that is the same for every machine',
    { 'a.example': { TXT: ['v=spf1 exists:b.example -all'] }, 'b.example': { A: ['192.0.2.1'] } },
    [['over-broad', 'exists:b.example']],
  ],
  [
    'the same name where it turns away',
    { 'a.example': { TXT: ['v=spf1 -exists:b.example -all'] }, 'b.example': { A: ['192.0.2.1'] } },
    [],
  ],
  ['a large network that is turned away', { 'a.example': { TXT: ['v=spf1 -ip4:0.0.0.0/1 -all'] } }, []],
  [
    'a large network that passes',
    { 'a.example': { TXT: ['v=spf1 ip4:0.0.0.0/1 -all'] } },
    [['over-broad', 'ip4:0.0.0.0/1']],
  ],
  [
    'all behind an include that turns away',
    { 'a.example': { TXT: ['v=spf1 -include:b.example -all'] }, 'b.example': { TXT: ['v=spf1 +all'] } },
    [],
  ],
  [
    'an include in other letters',
    { 'a.example': { TXT: ['v=spf1 include:A.Example -all'] } },
    [['loop', '']],
  ],
  [
    'a mechanism with an equals sign',
    { 'a.example': { TXT: ['v=spf1 include=b.example x=1 -all'] } },
    [['equals-for-colon', 'include=b.example']],
  ],
  [
    'a mail server of eleven addresses',
    {
      'a.example': { TXT: ['v=spf1 mx -all'], MX: [[10, 'm.example']] },
      'm.example': { A: MANY, AAAA: ['2001:db8::1'] },
    },
    [['many-mx-addresses', 'mx']],
  ],
])('%s [SPF-6]', async (_, zone, expected) => {
  expect(await problemsOf(zone)).toEqual(expected);
});

test('with eleven look-ups the terms up to the eleventh are reached [SPF-4]', async () => {
  const includes = Array.from({ length: 11 }, (_, i) => `include:i${i}.example`);
  const zone: Zone = {
    'a.example': { TXT: [`v=spf1 ip4:192.0.2.1 ${includes.join(' ')} ip4:192.0.2.3 -all`] },
  };
  for (let i = 0; i < 11; i++) zone[`i${i}.example`] = { TXT: ['v=spf1 ip4:198.51.100.1 -all'] };
  const { resolve } = zoneResolver(zone);
  const [tree, compiled] = [await buildSpfTree('a.example', resolve), await compileSpf('a.example', resolve)];
  const uses = termUse(
    tree,
    ['192.0.2.1', '192.0.2.9'].map((each) => evaluateSpf(compiled, each)),
  );
  const reached = uses.filter((each) => each.path.length === 1).map((each) => [each.term, each.reached]);
  expect(reached).toEqual([
    ['ip4:192.0.2.1', true],
    ...includes.map((each) => [each, true]),
    ['ip4:192.0.2.3', false],
    ['-all', false],
  ]);
});

test('an include of nothing is itself reached, what stands behind it is not', async () => {
  const { resolve } = zoneResolver({ 'a.example': { TXT: ['v=spf1 include:gone.example a -all'] } });
  const [tree, compiled] = [await buildSpfTree('a.example', resolve), await compileSpf('a.example', resolve)];
  const uses = termUse(tree, [evaluateSpf(compiled, '192.0.2.9')]);
  expect(uses.map((each) => each.reached)).toEqual([true, false, false]);
});

test('names out of thousands of macros, and lists of delimiters, are made in a bounded time', async () => {
  const values = '%{i}'.repeat(16_000);
  const spread = `%{i${'.-+,/_='.repeat(8_000)}}`;
  const { resolve } = zoneResolver({
    'a.example': { TXT: [`v=spf1 exists:${values}.b.example exists:${spread}.b.example ip4:192.0.2.1 -all`] },
  });
  const compiled = await compileSpf('a.example', resolve);
  const begin = performance.now();
  const found = await checkHost({ ip: '192.0.2.1', domain: 'a.example' }, resolve);
  expect(found.result).toBe('pass');
  expect(evaluateSpf(compiled, '192.0.2.1').problem).toBe('needs-dns');
  expect(performance.now() - begin).toBeLessThan(2_000);
});
