import { expect, test } from 'vitest';
import type { IgnoredDecision } from '../../../core/model/decisions.ts';
import {
  addressesToIgnore,
  endedAddresses,
  ignoredSet,
  partDecision,
} from '../../../core/senders/ignored.ts';

const DECISION: IgnoredDecision = {
  domain: 'example.com',
  senderKey: 'service:relay',
  senderName: 'Relay',
  addresses: ['192.0.2.1', '192.0.2.2', '2001:db8:1::/64'],
  by: 'Alex',
  at: 1_700_000_000,
  note: 'alumni forwarding',
  endedAt: null,
};

test('holds for its domain and addresses, an IPv6 /64 as one [IGNORE-1]', () => {
  const isIgnored = ignoredSet('example.com', [DECISION]);
  expect(isIgnored('192.0.2.1')).toBe(true);
  expect(isIgnored('192.0.2.3'), 'an address that joined later').toBe(false);
  expect(isIgnored('2001:db8:1::77')).toBe(true);
  expect(isIgnored('2001:db8:1:1::77')).toBe(false);
  expect(ignoredSet('other.example', [DECISION])('192.0.2.1')).toBe(false);
});

test('ends for good for the addresses that entered the record, and only for those [IGNORE-2]', () => {
  const ended = endedAddresses(DECISION, new Set(['192.0.2.2', '2001:db8:1::5', '192.0.2.9']), ['192.0.2.1']);
  expect(ended).toEqual(['192.0.2.2', '2001:db8:1::/64']);
  const parts = partDecision(DECISION, ended, 1_700_000_500);
  expect(parts.running).toEqual({ ...DECISION, addresses: ['192.0.2.1'] });
  expect(parts.ended).toEqual({ ...DECISION, addresses: ended, endedAt: 1_700_000_500 });
  const isIgnored = ignoredSet('example.com', [parts.running!, parts.ended!]);
  // Out of the record again: the decision does not come back to life.
  expect(isIgnored('192.0.2.2')).toBe(false);
  expect(isIgnored('192.0.2.1')).toBe(true);
  expect(endedAddresses(parts.ended!, new Set(['192.0.2.2']), [])).toEqual([]);
});

test('of a /64 nothing ends while an address seen in it is still outside the record [IGNORE-2]', () => {
  expect(endedAddresses(DECISION, new Set(['2001:db8:1::5']), ['2001:db8:1::6'])).toEqual([]);
  expect(endedAddresses(DECISION, new Set(['2001:db8:1::5']), ['2001:db8:1:1::6'])).toEqual([
    '2001:db8:1::/64',
  ]);
});

test('an IPv6 address is kept by its /64, unless its row is about it alone', () => {
  expect(addressesToIgnore('service:relay', ['2001:db8:1::5', '2001:db8:1::6', '192.0.2.1'])).toEqual([
    '2001:db8:1::/64',
    '192.0.2.1',
  ]);
  expect(addressesToIgnore('ip:2001:db8:1::5', ['2001:db8:1::5'])).toEqual(['2001:db8:1::5']);

  expect(addressesToIgnore('net:2001:db8:1::/64', ['2001:db8:1::5'])).toEqual(['2001:db8:1::/64']);
  expect(addressesToIgnore('ip:192.0.2.1', ['192.0.2.1'])).toEqual(['192.0.2.1']);
});
