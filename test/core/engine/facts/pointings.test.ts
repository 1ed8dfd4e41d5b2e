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

test('where DNS does not say whether the name exists, and np would differ, the policy is not known [FORCE-3]', async () => {
  const { resolve } = zoneResolver({ ...ZONE, 'dark.example.com': { fails: { A: 'servfail' } } });
  const found = await assessPointing('dark.example.com', resolve, 1_800_000_000, null);
  expect(found.inForce).toMatchObject({
    current: 'unknown',
    old: 'none',
    noAnswer: { why: 'servfail', at: null },
  });
});
