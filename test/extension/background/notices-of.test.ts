import { expect, test } from 'vitest';
import { noticesOf } from '../../../extension/background/notices-of.ts';

const alert = (n: number) => ({
  id: `rule|shop${n}.example|1`,
  kind: n % 2 ? 'non-compliant-mail' : 'mail-from-blocked',
  domain: `shop${n}.example`,
  data: { messages: 12, of: 40, passed: 1, failedDelivered: 2, held: 3 },
});

test('few alerts are told of one by one, with their figures', () => {
  expect(noticesOf([alert(1)], 'en-GB')).toEqual([
    {
      id: 'rule|shop1.example|1',
      title: 'Non-compliant mail',
      message: '12 of 40 messages of shop1.example failed DMARC.',
    },
  ]);
});

test('many are told of in one notice, in the user’s language', () => {
  expect(noticesOf([1, 2, 3, 4].map(alert), 'de')).toEqual([
    {
      id: 'alerts',
      title: 'Rualens: 4 neue Warnungen',
      message: 'Nicht konforme Mail, Mail von einer gesperrten Domain',
    },
  ]);
  expect(noticesOf([], 'en')).toEqual([]);
});
