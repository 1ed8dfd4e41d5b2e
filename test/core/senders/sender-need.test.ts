import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SenderNeedFacts, senderNeed } from '../../../core/senders/sender-need.ts';

const facts = (change: Partial<SenderNeedFacts>): SenderNeedFacts => ({
  ...{ status: 'not', remarks: [], forwarder: false, said: null },
  ...{ messages: 1_000, passed: 0, delivered: 1_000, ...change },
});

test.each<[string, Partial<SenderNeedFacts>]>([
  ['unknown', {}],
  ['unknown', { passed: 300, delivered: 0 }],
  ['spoofed', { delivered: 0 }],
  ['spoofed', { said: 'not-ours' }],
  ['by-dkim', { remarks: ['passes-by-dkim'], passed: 1_000, delivered: 0 }],
  ['forwarder', { forwarder: true, passed: 900, delivered: 100 }],
  ['forwarder', { said: 'forwarder' }],
  ['failing', { said: 'ours' }],
  ['failing', { status: 'in', passed: 100 }],
  ['fine', { status: 'in', passed: 990 }],
  ['partially', { status: 'partially', passed: 990 }],
  ['open', { status: 'undecided' }],
  ['open', { status: 'unchecked', said: 'not-ours' }],
  ['ignored', { status: 'ignored', said: 'ours' }],
])('%s: %o [NEED-10]', (need, change) => {
  expect(senderNeed(facts(change))).toBe(need);
});

test('what the user called theirs stays open until its mail passes, whatever else is seen [NEED-11]', () => {
  const drawn = fc.record({
    status: fc.constantFrom<SenderNeedFacts['status']>('in', 'partially', 'not'),
    remarks: fc.constantFrom<SenderNeedFacts['remarks']>([], ['passes-by-dkim']),
    forwarder: fc.boolean(),
    passed: fc.nat(1_000),
    delivered: fc.nat(1_000),
  });
  fc.assert(
    fc.property(drawn, (change) => {
      const need = senderNeed(facts({ ...change, said: 'ours' }));
      if (change.passed < 950) expect(need).toBe('failing');
      else expect(['fine', 'partially', 'by-dkim']).toContain(need);
    }),
  );
});
