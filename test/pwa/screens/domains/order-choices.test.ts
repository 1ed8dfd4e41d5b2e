import { expect, test } from 'vitest';
import { orderChoices } from '../../../../pwa/screens/domains/order-choices.ts';

test('own names stand first, look-alikes next, all others as they came', () => {
  const names = [
    'zeta.test',
    'exarnple-shop.com',
    'mail.example-shop.com',
    'alpha.test',
    'example-shop.com.evil.net',
  ];
  const ordered = orderChoices(
    names.map((domain) => ({ domain })),
    ['example-shop.com'],
  );
  expect(ordered.map(({ domain }) => domain)).toEqual([
    'mail.example-shop.com',
    'exarnple-shop.com',
    'example-shop.com.evil.net',
    'zeta.test',
    'alpha.test',
  ]);
});
