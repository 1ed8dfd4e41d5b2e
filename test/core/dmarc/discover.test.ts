import fc from 'fast-check';
import mailauth from 'mailauth/lib/dmarc/get-dmarc-record.js';
import { expect, test } from 'vitest';
import { discover } from '../../../core/dmarc/discover.ts';
import { MAX_WALK_QUERIES, walkNames } from '../../../core/dmarc/tree-walk.ts';
import { askZone } from '../../support/zone-questions.ts';
import type { Zone } from '../../support/zone-resolver.ts';

const record = (text: string) => ({ TXT: [text] });

test('a long name is asked as RFC 9989 section 4.10 shows: itself, then its last seven labels and fewer', () => {
  expect(walkNames('a.b.c.d.e.f.g.h.i.j.mail.example.com')).toEqual([
    'a.b.c.d.e.f.g.h.i.j.mail.example.com',
    'g.h.i.j.mail.example.com',
    'h.i.j.mail.example.com',
    'i.j.mail.example.com',
    'j.mail.example.com',
    'mail.example.com',
    'example.com',
    'com',
  ]);
});

test('names of up to eight labels lose one label at a time or are cut to seven; never more than eight queries [FORCE-1]', () => {
  expect(walkNames('com')).toEqual(['com']);
  expect(walkNames('mail.example.com')).toEqual(['mail.example.com', 'example.com', 'com']);
  expect(walkNames('a.b.c.d.e.f.g.com')).toHaveLength(8);
  expect(walkNames('1.2.3.4.5.6.7.8.9.com')[1]).toBe('4.5.6.7.8.9.com');
  for (let n = 1; n < 60; n += 1) {
    const name = Array.from({ length: n }, (_, i) => `l${i}`).join('.');
    expect(walkNames(name).length).toBeLessThanOrEqual(MAX_WALK_QUERIES);
  }
});

/* Each case: zone, domain, then by tree walk and by list [organizational domain, place of the record]. */
const cases: [string, Zone, string, [string, string | null], [string, string | null]][] = [
  [
    'own record',
    { '_dmarc.example.com': record('v=DMARC1; p=none') },
    'example.com',
    ['example.com', 'example.com'],
    ['example.com', 'example.com'],
  ],
  [
    'inherited',
    { '_dmarc.example.com': record('v=DMARC1; p=none') },
    'a.mail.example.com',
    ['example.com', 'example.com'],
    ['example.com', 'example.com'],
  ],
  [
    'a record in between applies to nobody below it but itself',
    {
      '_dmarc.example.com': record('v=DMARC1; p=none'),
      '_dmarc.mail.example.com': record('v=DMARC1; p=reject'),
    },
    'a.mail.example.com',
    ['example.com', 'example.com'],
    ['example.com', 'example.com'],
  ],
  [
    'psd=n makes a part of the tree its own organisation',
    {
      '_dmarc.example.com': record('v=DMARC1; p=none'),
      '_dmarc.mail.example.com': record('v=DMARC1; p=reject; psd=n'),
    },
    'a.mail.example.com',
    ['mail.example.com', 'mail.example.com'],
    ['example.com', 'example.com'],
  ],
  [
    'psd=y above: the organisation is one label below, its record applies',
    {
      '_dmarc.bank.example': record('v=DMARC1; p=reject; psd=y'),
      '_dmarc.giant.bank.example': record('v=DMARC1; p=none'),
    },
    'mail.giant.bank.example',
    ['giant.bank.example', 'giant.bank.example'],
    ['bank.example', 'bank.example'],
  ],
  [
    'without one the public suffix domain’s own applies',
    { '_dmarc.bank.example': record('v=DMARC1; p=reject; psd=y') },
    'mail.giant.bank.example',
    ['giant.bank.example', 'bank.example'],
    ['bank.example', 'bank.example'],
  ],
  [
    'psd=y at the start is its own organisation',
    { '_dmarc.bank.example': record('v=DMARC1; p=reject; psd=y') },
    'bank.example',
    ['bank.example', 'bank.example'],
    ['bank.example', 'bank.example'],
  ],
  [
    'several records are discarded and the walk goes on; by the list they end the search',
    {
      '_dmarc.a.example.com': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      '_dmarc.example.com': record('v=DMARC1; p=quarantine'),
    },
    'a.example.com',
    ['example.com', 'example.com'],
    ['example.com', null],
  ],
  [
    'other TXT records at the name do not count',
    { '_dmarc.example.com': { TXT: ['v=spf1 -all', ['v=DMA', 'RC1; p=none']] } },
    'example.com',
    ['example.com', 'example.com'],
    ['example.com', 'example.com'],
  ],
  ['nothing anywhere', {}, 'a.example.co.uk', ['a.example.co.uk', null], ['example.co.uk', null]],
];

test.each(cases)('%s', async (_, zone, domain, walk, list) => {
  const found = await discover(domain, askZone(zone));
  expect([found.treewalk.organizationalDomain, found.treewalk.recordDomain]).toEqual(walk);
  expect([found.psl.organizationalDomain, found.psl.recordDomain]).toEqual(list);
  expect(found.differ).toBe(JSON.stringify(walk) !== JSON.stringify(list));
});

test('a DNS failure ends the walk; the Author Domain’s own record still holds [UNK-1]', async () => {
  const zone: Zone = {
    '_dmarc.a.example.com': record('v=DMARC1; p=reject'),
    '_dmarc.example.com': { fails: 'servfail' },
  };
  const own = await discover('a.example.com', askZone(zone));
  expect(own.treewalk).toMatchObject({
    organizationalDomain: null,
    recordDomain: 'a.example.com',
    failure: 'servfail',
  });
  const below = await discover('b.a.example.com', askZone(zone));
  expect(below.treewalk).toMatchObject({
    organizationalDomain: null,
    recordDomain: null,
    failure: 'servfail',
  });
  expect(below.differ).toBe(false);
});

test('both methods share their queries, and a record that ends the walk saves the rest [FORCE-1]', async () => {
  const asked: string[] = [];
  await discover(
    'a.example.com',
    askZone({ '_dmarc.example.com': record('v=DMARC1; p=none; psd=n') }, asked),
  );
  expect(asked).toEqual(['_dmarc.a.example.com TXT', '_dmarc.example.com TXT']);
});

test('the tree walk agrees with mailauth on random trees', async () => {
  const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'example', 'com'];
  const texts = fc.constantFrom<string[]>(
    ['v=DMARC1; p=none'],
    ['v=DMARC1; p=reject; psd=n'],
    ['v=DMARC1; p=reject; psd=y'],
    ['v=DMARC1; p=reject; psd=u'],
    ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
    ['v=DMARC1; p=none; p=reject'],
    ['v=spf1 -all'],
    ['v=DMARC1; p=none', 'other'],
  );
  const tree = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: labels.length }), texts), {
    selector: ([depth]) => depth,
    maxLength: 6,
  });
  const failing = fc.option(fc.integer({ min: 1, max: labels.length }), { freq: 3 });
  await fc.assert(
    fc.asyncProperty(
      tree,
      failing,
      fc.integer({ min: 1, max: labels.length }),
      async (nodes, fail, depth) => {
        const zone: Zone = {};
        const name = (count: number) => labels.slice(-count).join('.');
        for (const [at, TXT] of nodes) zone[`_dmarc.${name(at)}`] = { TXT };
        if (fail !== null) zone[`_dmarc.${name(fail)}`] = { fails: 'servfail' };
        const { treewalk } = await discover(name(depth), askZone(zone));
        const peer = await mailauth
          .discoverPolicy(name(depth), mailauth.createRecordLookup(peerResolver(zone), { strict: true }))
          .catch(() => null);
        if (peer === null) {
          expect(treewalk).toMatchObject({ record: null, organizationalDomain: null, failure: 'servfail' });
        } else {
          expect(treewalk.recordDomain).toBe(peer.recordDomain);
          expect(treewalk.organizationalDomain).toBe(peer.orgDomain);
        }
      },
    ),
    { numRuns: 500 },
  );
});

/** The zone as node:dns would answer it. */
function peerResolver(zone: Zone) {
  return async (name: string): Promise<string[][]> => {
    const node = zone[name];
    if (node?.fails !== undefined) throw Object.assign(new Error('failed'), { code: 'ESERVFAIL' });
    if (node?.TXT === undefined) throw Object.assign(new Error('no record'), { code: 'ENOTFOUND' });
    return node.TXT.map((text) => (Array.isArray(text) ? text : [text]));
  };
}
