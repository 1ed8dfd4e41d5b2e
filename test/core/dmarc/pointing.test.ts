import { expect, test } from 'vitest';
import { readPointing } from '../../../core/dmarc/pointing.ts';
import { askZone } from '../../support/zone-questions.ts';
import type { Zone } from '../../support/zone-resolver.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

const NOW = 1_800_000_000;
const TEXT = 'v=DMARC1; p=none';
const OWNER = '_dmarc.example.com';

const cases: [string, Zone, object][] = [
  ['txt', { [OWNER]: { TXT: [TEXT] } }, { kind: 'txt', targets: [], ttl: 300, seen: NOW }],
  [
    'cname',
    { [OWNER]: { CNAME: 'policy.host.test' }, 'policy.host.test': { TXT: [TEXT] } },
    { kind: 'cname', targets: ['policy.host.test'] },
  ],
  [
    'ns, several servers',
    { [OWNER]: { SOA: true, NS: ['ns2.host.test', 'ns1.host.test'], TXT: [TEXT] } },
    { kind: 'ns', targets: ['ns1.host.test', 'ns2.host.test'] },
  ],
  ['a zone that lists no servers', { [OWNER]: { SOA: true } }, { kind: 'empty', via: 'ns', targets: [] }],
  [
    'delegated and empty',
    { [OWNER]: { SOA: true, NS: ['ns1.host.test'] } },
    { kind: 'empty', via: 'ns', targets: ['ns1.host.test'], record: null },
  ],
  [
    'alias to nothing',
    { [OWNER]: { CNAME: 'policy.host.test' } },
    { kind: 'empty', via: 'cname', targets: ['policy.host.test'] },
  ],
  [
    'alias to a name that is itself delegated: the alias decides',
    {
      [OWNER]: { CNAME: 'policy.host.test' },
      'policy.host.test': { SOA: true, NS: ['ns1.host.test'], TXT: [TEXT] },
    },
    { kind: 'cname', targets: ['policy.host.test'] },
  ],
  [
    'alias over two steps',
    { [OWNER]: { CNAME: 'a.test' }, 'a.test': { CNAME: 'b.test' }, 'b.test': { TXT: [TEXT] } },
    { kind: 'cname', targets: ['a.test'] },
  ],
  [
    'none',
    { 'example.com': { SOA: true, TXT: ['v=spf1 -all'] } },
    { kind: 'none', targets: [], record: null },
  ],
  ['a wildcard’s other text is no record', { [OWNER]: { TXT: ['v=spf1 -all'] } }, { kind: 'none' }],
  [
    'several',
    { [OWNER]: { TXT: [TEXT, 'v=DMARC1; p=reject'] } },
    { kind: 'several', texts: [TEXT, 'v=DMARC1; p=reject'], record: null },
  ],
  [
    'several behind a delegation',
    { [OWNER]: { SOA: true, NS: ['ns1.host.test'], TXT: [TEXT, `${TEXT};`] } },
    { kind: 'several', via: 'ns', targets: ['ns1.host.test'] },
  ],
  ['one record and another text', { [OWNER]: { TXT: [TEXT, 'hello'] } }, { kind: 'txt' }],
  ['servfail', { [OWNER]: { fails: 'servfail' } }, { kind: 'broken', fault: 'servfail', seen: NOW }],
  [
    'lame, no reachable authority',
    { [OWNER]: { fails: 'servfail', ede: 22 } },
    { kind: 'broken', fault: 'lame' },
  ],
  ['lame, network error', { [OWNER]: { fails: 'servfail', ede: 23 } }, { kind: 'broken', fault: 'lame' }],
  ['bogus', { [OWNER]: { fails: 'servfail', ede: 7 } }, { kind: 'broken', fault: 'bogus' }],
  [
    'another extended error',
    { [OWNER]: { fails: 'servfail', ede: 13 } },
    { kind: 'broken', fault: 'servfail' },
  ],
  [
    'alias into a broken zone',
    { [OWNER]: { CNAME: 'x.test' }, 'x.test': { fails: 'servfail', ede: 22 } },
    { kind: 'broken', fault: 'lame' },
  ],
  ['refused', { [OWNER]: { fails: 'refused' } }, { kind: 'unknown', seen: null }],
  ['offline', { [OWNER]: { fails: 'offline' } }, { kind: 'unknown', seen: null }],
];

test.each(cases)('%s [POINT-1] [POINT-4] [POINT-5]', async (_, zone, expected) => {
  expect(await readPointing('Example.COM.', askZone(zone), NOW)).toMatchObject(expected);
});

test('record text of several strings is joined without a separator', async () => {
  const pointing = await readPointing(
    'example.com',
    askZone({ [OWNER]: { TXT: [['v=DMARC1; p=rej', 'ect']] } }),
    NOW,
  );
  expect(pointing.record?.p).toBe('reject');
});

test('a name that DNS cannot carry is not asked', async () => {
  const asked: string[] = [];
  const long = `${'a'.repeat(64)}.example`;
  expect((await readPointing(long, askZone({}, asked), NOW)).kind).toBe('unknown');
  expect((await readPointing('a..b', askZone({}, asked), NOW)).kind).toBe('unknown');
  expect(asked).toEqual([]);
});

test('a name in another script is asked in its ASCII form', async () => {
  const asked: string[] = [];
  await readPointing('M\u00fcller.example', askZone({}, asked), NOW);
  expect(asked).toContain('_dmarc.xn--mller-kva.example TXT');
});

test('behind an alias the name at its end is told, where the record stands [POINT-1]', async () => {
  const { resolve } = zoneResolver({
    'a.example': { SOA: true },
    '_dmarc.a.example': { CNAME: 'one.test' },
    'one.test': { CNAME: 'two.test' },
    'two.test': { TXT: ['v=DMARC1; p=none'] },
    'b.example': { SOA: true },
    '_dmarc.b.example': { TXT: ['v=DMARC1; p=none'] },
  });
  expect(await readPointing('a.example', resolve)).toMatchObject({ targets: ['one.test'], at: 'two.test' });
  expect((await readPointing('b.example', resolve)).at).toBeUndefined();
});
