import { expect, test } from 'vitest';
import { addressRange } from '../../../core/lib/address-range.ts';

test('an address or CIDR of either family becomes a test; everything else is none', () => {
  const within = (range: string, address: string) => addressRange(range)?.(address);
  expect(within('192.0.2.0/24', '192.0.2.255')).toBe(true);
  expect(within('192.0.2.77/24', '192.0.2.1')).toBe(true);
  expect(within('192.0.2.0/24', '192.0.3.0')).toBe(false);
  expect(within(' 192.0.2.7 ', '192.0.2.7')).toBe(true);
  expect(within('0.0.0.0/0', '203.0.113.1')).toBe(true);
  expect(within('2001:db8::/32', '2001:db8:1::1')).toBe(true);
  expect(within('2001:db8::/32', '192.0.2.1')).toBe(false);
  expect(within('192.0.2.0/24', 'no address')).toBe(false);
  for (const text of [
    '',
    'example.com',
    '192.0.2',
    '192.0.2.0/33',
    '2001:db8::/129',
    '192.0.2.0/-1',
    '192.0.2.0/',
  ]) {
    expect(addressRange(text), text).toBeNull();
  }
});
