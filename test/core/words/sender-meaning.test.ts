import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressStatus } from '../../../core/model/sender.ts';
import { STATUS_CODE, statusOfSender } from '../../../core/senders/status.ts';
import { type SenderFacts, senderStatusMeaning } from '../../../core/words/sender-meaning.ts';

const WORDS: AddressStatus[] = ['in', 'not', 'ignored', 'undecided', 'unchecked'];
const facts = (statuses: AddressStatus[], change: Partial<SenderFacts> = {}): SenderFacts => ({
  status: statusOfSender(
    statuses.map((each) => STATUS_CODE[each]),
    'service',
  ),
  addresses: statuses.map((status) => ({ status })),
  split: [],
  unchecked: null,
  ...change,
});

test('why a sender has its status is told with how many of its addresses it rests on, in both languages [SENDER-6]', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 40 }), (statuses) => {
      const given = facts(statuses);
      const deciding = given.status === 'partially' ? 'in' : given.status;
      const count = statuses.filter((each) => each === deciding).length;
      expect(senderStatusMeaning(given, 'en')).toContain(`${count} of ${statuses.length} addresses`);
      expect(senderStatusMeaning(given, 'de')).toContain(`${count} von ${statuses.length} Adressen`);
    }),
  );
});

test.each([
  ['in, beside an ignored one', facts(['in', 'ignored']), '1 of 2 addresses pass', '1 not in it is ignored'],
  ['partially', facts(['in', 'in', 'not']), '2 of 3 addresses pass', '1 does not'],
  ['not, of one address', facts(['not']), 'Its address does not pass', 'a forwarder'],
  [
    'not for one of two domains',
    facts(['not'], { split: [{ status: 'not' }, { status: 'in' }] }),
    'not pass the SPF record of each domain',
    '1 of 2 domains are not covered',
  ],
  ['ignored, all of it', facts(['ignored', 'ignored']), '2 of 2 addresses are not in', 'harmless by you'],
])('%s: the sentence says no more than the addresses show [SENDER-6]', (_, given, ...parts) => {
  for (const part of parts) expect(senderStatusMeaning(given, 'en')).toContain(part);
});
