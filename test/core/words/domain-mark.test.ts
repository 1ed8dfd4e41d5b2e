import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainMark } from '../../../core/words/domain-mark.ts';
import { DOMAIN_MARKS, SENDER_MARKS } from '../../../core/words/marks.ts';
import { FAKE_DOMAINS } from '../../support/fake-data.ts';

const [row] = FAKE_DOMAINS;
const force = (current: 'none' | 'quarantine' | 'reject' | 'unknown') => ({
  ...{ current, old: current, pct: 100, testing: false },
});

test('green stands only where receivers are asked to hold failing mail back [NEED-8]', () => {
  const totals = fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([messages, failed]) => ({
    ...row!.totals,
    messages,
    passed: Math.max(0, messages - failed),
  }));
  const drawn = fc.record({
    status: fc.constantFrom(...(Object.keys(DOMAIN_MARKS) as (keyof typeof DOMAIN_MARKS)[])),
    statusReason: fc.constantFrom('delegated-by-ns', 'no-record', 'inherits', 'not-looked-up', 'no-answer'),
    inForce: fc.constantFrom(null, ...(['none', 'quarantine', 'reject', 'unknown'] as const).map(force)),
    problems: fc.constantFrom(
      [],
      [{ code: 'drifted', detail: '' }],
      [{ code: 'removed-tag', detail: 'pct' }],
    ),
    totals,
  });
  fc.assert(
    fc.property(drawn, (change) => {
      const { tone } = domainMark({ ...row!, ...change } as never);
      const held = change.inForce?.current === 'quarantine' || change.inForce?.current === 'reject';
      if (tone === 'good') expect(held).toBe(true);
      if (change.inForce?.current === 'none' && change.totals.messages > change.totals.passed) {
        expect(['warn', 'bad', 'quiet', 'doubt']).toContain(tone);
      }
    }),
  );
});

test('what was not asked and what was not answered have marks of their own', () => {
  const none = { ...row!, status: 'none' as const, inForce: null };
  expect(domainMark({ ...none, statusReason: 'not-looked-up' })).toBe(SENDER_MARKS.unchecked);
  expect(domainMark({ ...none, statusReason: 'no-answer' })).toBe(SENDER_MARKS.undecided);
  expect(domainMark({ ...none, statusReason: 'no-record' })).toMatchObject({ tone: 'bad' });
});
