import { expect, test } from 'vitest';
import { policyInForce } from '../../../core/dmarc/policy-in-force.ts';
import { parseDmarcRecord } from '../../../core/dmarc/record.ts';

const own = { inherited: false };
const exists = { inherited: true, exists: true };
const missing = { inherited: true, exists: false };

/* Record without v, where it is seen from, then what current and older receivers do, and the deciding tags. */
test.each([
  ['p=reject', own, 'reject', 'reject', 'p', 'p'],
  ['p=reject; sp=none; np=quarantine', own, 'reject', 'reject', 'p', 'p'],
  ['p=reject; sp=none; np=quarantine', exists, 'none', 'none', 'sp', 'sp'],
  ['p=reject; sp=none; np=quarantine', missing, 'quarantine', 'none', 'np', 'sp'],
  ['p=reject; np=none', missing, 'none', 'reject', 'np', 'p'],
  ['p=reject; np=none', { inherited: true, exists: null }, 'reject', 'reject', 'p', 'p'],
  ['p=reject; sp=none', missing, 'none', 'none', 'sp', 'sp'],
  ['p=reject; t=y', own, 'quarantine', 'reject', 'p', 'p'],
  ['p=quarantine; t=y', own, 'none', 'quarantine', 'p', 'p'],
  ['p=none; t=y', own, 'none', 'none', 'p', 'p'],
  ['p=bad; rua=mailto:a@example.com', own, 'none', 'none', 'rua', 'rua'],
  ['p=bad', own, null, null, 'nothing', 'nothing'],
  ['rua=mailto:a@example.com', own, 'none', 'none', 'rua', 'rua'],
  ['p=reject; sp=bad; rua=mailto:a@example.com', own, 'none', 'none', 'rua', 'rua'],
  // Older receivers do not know np, so a bad one does not hurt there.
  ['p=reject; np=bad', own, null, 'reject', 'nothing', 'p'],
  ['p=reject; p=none', own, null, null, 'nothing', 'nothing'],
] as const)('%s seen %j: %s, older %s [FORCE-2] [FORCE-9]', (tags, seen, current, old, byCurrent, byOld) => {
  const force = policyInForce(parseDmarcRecord(`v=DMARC1; ${tags}`), seen);
  expect(force).toMatchObject({ current, old, by: { current: byCurrent, old: byOld } });
});

test('pct is told beside the policy, for older receivers [FORCE-2]', () => {
  expect(policyInForce(parseDmarcRecord('v=DMARC1; p=reject; pct=10'))).toMatchObject({
    current: 'reject',
    old: 'reject',
    pct: 10,
  });
});

test.each([
  ['reject', 'quarantine'],
  ['quarantine', 'none'],
  ['none', 'none'],
] as const)(
  'of 0 %% of p=%s older receivers apply the next weaker policy to all mail, %s [FORCE-2]',
  (p, old) => {
    const force = policyInForce(parseDmarcRecord(`v=DMARC1; p=${p}; pct=0`));
    expect(force).toMatchObject({ current: p, old, pct: 100 });
  },
);
