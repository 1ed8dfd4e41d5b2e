import { expect, test } from 'vitest';
import { assessPointing } from '../../../../core/engine/facts/pointings.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const ZONE: Zone = {
  'example.com': { SOA: true, TXT: ['v=spf1 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=quarantine; sp=none; np=reject; rua=mailto:d@example.com'] },
  'shop.example.com': { A: ['192.0.2.1'] },
};

test.each([
  ['example.com', null, { current: 'quarantine', old: 'quarantine' }],
  ['shop.example.com', 'example.com', { current: 'none', old: 'none' }],
  // Receivers of RFC 7489 do not know np.
  ['nothing.example.com', 'example.com', { current: 'reject', old: 'none' }],
])('the policy in force at %s, inherited from %s', async (domain, inheritsFrom, inForce) => {
  const { resolve, asked } = zoneResolver(ZONE);
  const found = await assessPointing(domain, resolve, 1_800_000_000, null);
  expect(found).toMatchObject({ inheritsFrom, inForce });
  expect(asked.filter((question) => question.endsWith(' A'))).toEqual(
    inheritsFrom === null ? [] : [`${domain} A`],
  );
});

const R = 'v=DMARC1; p=reject; rua=mailto:d@example.com';

/** Where one kind of receiver finds a record and the other none, or one that it passes over. */
test.each<[string, Zone, { current: string | null; old: string | null; inherits: string | null }]>([
  ['none at all', {}, { current: null, old: null, inherits: null }],
  [
    'one between, which only a walk finds',
    { '_dmarc.b.example.com': { TXT: [R] } },
    { current: 'reject', old: null, inherits: 'b.example.com' },
  ],
  [
    'several of its own, and one above',
    { '_dmarc.a.b.example.com': { TXT: [R, 'v=DMARC1; p=none'] }, '_dmarc.example.com': { TXT: [R] } },
    { current: 'reject', old: null, inherits: 'example.com' },
  ],
  [
    'one above it, and one between that asks for nothing',
    { '_dmarc.b.example.com': { TXT: ['v=DMARC1; psd=n'] }, '_dmarc.example.com': { TXT: [R] } },
    { current: null, old: 'reject', inherits: 'b.example.com' },
  ],
  [
    'an np that only new receivers read, and cannot',
    { '_dmarc.a.b.example.com': { TXT: ['v=DMARC1; p=reject; np=foo'] } },
    { current: null, old: 'reject', inherits: null },
  ],
  [
    'one for both',
    { '_dmarc.example.com': { TXT: [R] } },
    { current: 'reject', old: 'reject', inherits: 'example.com' },
  ],
])(
  'with %s each kind of receiver has its own policy, and no record is not p=none [FORCE-1]',
  async (_, zone, expected) => {
    const { resolve } = zoneResolver({
      'a.b.example.com': { A: ['192.0.2.1'] },
      'example.com': { SOA: true },
      ...zone,
    });
    const { inForce, inheritsFrom } = await assessPointing('a.b.example.com', resolve, 1_800_000_000, null);
    const { current, old } = inForce ?? { current: null, old: null };
    expect({ current, old, inherits: inheritsFrom }).toEqual(expected);
  },
);

test('where DNS does not say whether the name exists, and np would differ, the policy is not known [FORCE-3]', async () => {
  const { resolve } = zoneResolver({ ...ZONE, 'dark.example.com': { fails: { A: 'servfail' } } });
  const found = await assessPointing('dark.example.com', resolve, 1_800_000_000, null);
  expect(found.inForce).toMatchObject({
    current: 'unknown',
    old: 'none',
    noAnswer: { why: 'servfail', at: null },
  });
});
