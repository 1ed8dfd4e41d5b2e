import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { randomOf } from '../../support/random.ts';
import { type Zone, zoneResolver } from '../../support/zone-resolver.ts';

const judge = async (record: string, zone: Zone = {}, ip = '192.0.2.1') =>
  checkHost({ ip, domain: 'd.example' }, zoneResolver({ 'd.example': { TXT: [record] }, ...zone }).resolve);

/* What a report does not carry */

test.each([
  ['v=spf1 exists:%{l}.u.example -all', 'undecided', 'exists:%{l}.u.example', 'needs-local-part'],
  ['v=spf1 include:%{h}.u.example -all', 'undecided', 'include:%{h}.u.example', 'needs-helo'],
  ['v=spf1 a:%{s}.u.example -all', 'undecided', 'a:%{s}.u.example', 'needs-local-part'],
  ['v=spf1 redirect=%{l}.u.example', 'undecided', 'redirect=%{l}.u.example', 'needs-local-part'],
  [
    'v=spf1 ?exists:%{l}.u.example ip4:192.0.2.1 -all',
    'undecided',
    '?exists:%{l}.u.example',
    'needs-local-part',
  ],
  // Never reached.
  ['v=spf1 ip4:192.0.2.1 exists:%{l}.u.example -all', 'pass', 'ip4:192.0.2.1', ''],
  ['v=spf1 -all exists:%{l}.u.example', 'fail', '-all', ''],
  // Reached, but no pass is possible.
  ['v=spf1 -exists:%{l}.u.example -all', 'fail', '-all', ''],
  ['v=spf1 ~exists:%{l}.u.example ?a:%{h}.u.example -all', 'fail', '-all', ''],
  [
    'v=spf1 exists:%{l}.u.example -all exp=%{l}.why.example',
    'undecided',
    'exists:%{l}.u.example',
    'needs-local-part',
  ],
  ['v=spf1 -all exp=%{l}.why.example', 'fail', '-all', ''],
  // Reached, but a pass is certain.
  ['v=spf1 exists:%{l}.u.example ip4:192.0.2.1 -all', 'pass', 'ip4:192.0.2.1', ''],
  // An include of it may be a permerror as well, so nothing is certain.
  [
    'v=spf1 include:%{l}.u.example ip4:192.0.2.1 -all',
    'undecided',
    'include:%{l}.u.example',
    'needs-local-part',
  ],
  // So may an mx, of more than ten hosts; `a` may not.
  ['v=spf1 mx:%{l}.u.example ip4:192.0.2.1 -all', 'undecided', 'mx:%{l}.u.example', 'needs-local-part'],
  ['v=spf1 a:%{l}.u.example ip4:192.0.2.1 -all', 'pass', 'ip4:192.0.2.1', ''],
  // The address has no reverse name, whatever the domain is.
  ['v=spf1 ptr:%{l}.u.example -all', 'fail', '-all', ''],
  // Known letters only.
  ['v=spf1 exists:%{i}.%{d}.%{o}.%{v}.u.example -all', 'fail', '-all', ''],
])('%s is %s', async (record, result, term, problem) => {
  expect(await judge(record)).toMatchObject({ result, term, problem });
});

test('a ptr of an unknown domain hangs on the reverse names that the address has', async () => {
  const zone: Zone = {
    '1.2.0.192.in-addr.arpa': { PTR: ['mail.u.example'] },
    'mail.u.example': { A: ['192.0.2.1'] },
  };
  expect(await judge('v=spf1 ptr:%{h} -all', zone)).toMatchObject({
    result: 'undecided',
    problem: 'needs-helo',
  });
  expect(await judge('v=spf1 ptr:%{h} ip4:192.0.2.1 -all', zone)).toMatchObject({
    result: 'pass',
    lookups: 1,
  });
});

test('%{p} beside an unknown letter costs its look-up all the same', async () => {
  expect(await judge('v=spf1 -exists:%{l}.%{p}.u.example -all')).toMatchObject({
    result: 'fail',
    lookups: 2,
    voids: 1,
  });
});

test('inside an include with another qualifier a pass is no pass of the whole', async () => {
  const zone = { 'i.example': { TXT: ['v=spf1 exists:%{l}.u.example -all'] } };
  expect(await judge('v=spf1 -include:i.example -all', zone)).toMatchObject({ result: 'fail' });
  expect(await judge('v=spf1 include:i.example -all', zone)).toMatchObject({
    result: 'undecided',
    path: ['d.example', 'i.example'],
    lookups: 2,
  });
});

test('an unknown term that would be the third void look-up leaves a pass uncertain', async () => {
  const record = 'v=spf1 a:v1.example a:v2.example exists:%{l}.u.example ip4:192.0.2.1 -all';
  expect(await judge(record)).toMatchObject({ result: 'undecided', voids: 2, lookups: 3 });
});

test('decided verdicts hold for every sender there could be [SPF-2]', async () => {
  const random = randomOf(99);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const seen: Record<string, number> = {};
  for (let round = 0; round < 400; round++) {
    const term = (): string =>
      pick(['', '', '-', '~', '?']) +
      pick([
        'exists:%{l}.u.example',
        'exists:%{h}.u.example',
        'a:%{l}.u.example',
        `ip4:192.0.2.${random(3)}`,
        'include:i.example',
        'exists:v.example',
        'a:u.example',
      ]);
    const record = (last: string): string =>
      `v=spf1 ${Array.from({ length: 1 + random(4) }, term)
        .filter((t) => !last || !t.includes('include'))
        .join(' ')} ${pick(['-all', '~all', '+all', ''])}`;
    const zone: Zone = {
      'd.example': { TXT: [record('')] },
      'i.example': { TXT: [record('inner')] },
      'u.example': { A: [`192.0.2.${random(3)}`] },
      'alice.u.example': { A: ['192.0.2.1'] },
      'mx1.u.example': { A: ['192.0.2.9'] },
    };
    const { resolve } = zoneResolver(zone);
    const open = await checkHost({ ip: '192.0.2.1', domain: 'd.example' }, resolve);
    seen[open.result] = (seen[open.result] ?? 0) + 1;
    const worlds: string[] = [];
    for (const local of ['alice', 'bob']) {
      for (const helo of ['mx1', 'mx2']) {
        const known = { ip: '192.0.2.1', domain: 'd.example', sender: `${local}@d.example`, helo };
        worlds.push((await checkHost(known, resolve)).result);
      }
    }
    const passes = worlds.filter((result) => result === 'pass').length;
    const where = `${zone['d.example']!.TXT![0]} | ${zone['i.example']!.TXT![0]} | ${worlds}`;
    if (open.result === 'pass') expect(passes, where).toBe(4);
    else if (open.result !== 'undecided') expect(passes, where).toBe(0);
  }
  for (const result of ['pass', 'fail', 'undecided', 'softfail'])
    expect(seen[result], result).toBeGreaterThan(15);
});

/* Limits, RFC 7208 section 4.6.4 */

test('more than ten mail hosts are a permerror, even where one of the first ten matches [SPF-3]', async () => {
  const zone = (count: number): Zone => ({
    'd.example': {
      TXT: ['v=spf1 mx -all'],
      MX: Array.from({ length: count }, (_, i) => [i, `m${i}.example`] as [number, string]),
    },
    ...Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`m${i}.example`, { A: [`192.0.2.${i + 1}`] }]),
    ),
  });
  expect(await judge('', zone(10), '192.0.2.10')).toMatchObject({ result: 'pass', lookups: 1 });
  expect(await judge('', zone(11), '192.0.2.1')).toMatchObject({
    result: 'permerror',
    problem: 'too-many-mx',
  });
});

test('mail hosts without an address cost no void look-up', async () => {
  const zone: Zone = {
    'm.example': {
      MX: [
        [1, 'a.example'],
        [2, 'b.example'],
        [3, 'c.example'],
      ],
    },
  };
  expect(await judge('v=spf1 mx:m.example -all', zone)).toMatchObject({ result: 'fail', voids: 0 });
});

test('of more than ten reverse names the rest is ignored', async () => {
  const zone = (wanted: string): Zone => ({
    '1.2.0.192.in-addr.arpa': {
      PTR: [...Array.from({ length: 10 }, (_, i) => `h${i}.other.example`), wanted],
    },
    [wanted]: { A: ['192.0.2.1'] },
  });
  expect(await judge('v=spf1 ptr -all', zone('aaa.d.example'))).toMatchObject({
    result: 'pass',
    term: 'ptr',
  });
  expect(await judge('v=spf1 ptr -all', zone('zzz.d.example'))).toMatchObject({ result: 'fail' });
});

test('%{p} costs a look-up of its own', async () => {
  expect(await judge('v=spf1 exists:%{p}.l.example -all')).toMatchObject({
    result: 'fail',
    lookups: 2,
    voids: 2,
  });
});

/* Evidence */

test('wide networks and +all are marked, only where they let someone in [SPF-5]', async () => {
  expect(await judge('v=spf1 +all')).toMatchObject({ result: 'pass', overBroad: true });
  expect(await judge('v=spf1 ip4:192.0.0.0/7 -all')).toMatchObject({ overBroad: true });
  expect(await judge('v=spf1 ip4:192.0.0.0/8 -all')).toMatchObject({ overBroad: false });
  expect(await judge('v=spf1 ip6:2001::/16 -all', {}, '2001:db8::1')).toMatchObject({ overBroad: true });
  expect(await judge('v=spf1 -ip4:0.0.0.0/0 -all')).toMatchObject({ result: 'fail', overBroad: false });
  const zone: Zone = { 'i.example': { TXT: ['v=spf1 +all'] } };
  expect(await judge('v=spf1 include:i.example', zone)).toMatchObject({
    result: 'pass',
    overBroad: true,
    term: '+all',
  });
  expect(await judge('v=spf1 -include:i.example', zone)).toMatchObject({ result: 'fail', overBroad: false });
});

test('what is no address is not judged; an IPv4-mapped one is IPv4; a U-label is asked as its A-label', async () => {
  expect(await judge('v=spf1 +all', {}, 'unknown')).toMatchObject({
    result: 'undecided',
    problem: 'not-an-address',
  });
  expect(await judge('v=spf1 ip4:192.0.2.1 -all', {}, '::ffff:192.0.2.1')).toMatchObject({ result: 'pass' });
  const { resolve, asked } = zoneResolver({ 'xn--bcher-kva.example': { TXT: ['v=spf1 -all'] } });
  expect(await checkHost({ ip: '192.0.2.1', domain: 'bücher.example' }, resolve)).toMatchObject({
    result: 'fail',
  });
  expect(asked).toEqual(['xn--bcher-kva.example TXT']);
});

test('an explanation is text of a stranger: expanded, and cut', async () => {
  const { resolve } = zoneResolver({
    'd.example': { TXT: ['v=spf1 -all exp=why.d.example'] },
    'why.d.example': { TXT: ['%{c} may not; ask %{r} at %{t}'.padEnd(3_000, '!')] },
  });
  const verdict = await checkHost(
    { ip: '192.0.2.1', domain: 'd.example', receiver: 'mx.example', time: 12 },
    resolve,
  );
  expect(verdict.explanation).toMatch(/^192\.0\.2\.1 may not; ask mx\.example at 12!/);
  expect(verdict.explanation).toHaveLength(1_000);
});
