import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import {
  formatIp,
  inNetwork,
  isCanonicalIpv6,
  normalizeIp,
  parseIp,
  parseIpv4,
  parseIpv6,
  prefix64,
  reverseName,
} from '../../../core/lib/ip.ts';

const word = fc.integer({ min: 0, max: 0xffff });

test('IPv4: every address reads back as ipaddr.js writes it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (value) => {
      const text = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
      expect(parseIpv4(text)).toBe(value);
      expect(formatIp(parseIp(text) as never)).toBe(ipaddr.parse(text).toString());
    }),
  );
});

test('IPv6: every way to write an address reads as ipaddr.js reads it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), word), { minLength: 8, maxLength: 8 }),
      fc.constantFrom('full', 'short', 'upper', 'padded', 'dotted'),
      (parts, style) => {
        const hex = parts.map((p) => (style === 'padded' ? p.toString(16).padStart(4, '0') : p.toString(16)));
        const dotted = `${parts[6]! >> 8}.${parts[6]! & 255}.${parts[7]! >> 8}.${parts[7]! & 255}`;
        let text = style === 'dotted' ? [...hex.slice(0, 6), dotted].join(':') : hex.join(':');
        if (style === 'short') text = new ipaddr.IPv6(parts).toRFC5952String();
        if (style === 'upper') text = text.toUpperCase();
        const words = new Uint32Array(4);
        expect(parseIpv6(text, words), text).toBe(true);
        expect([...words].flatMap((w) => [w >>> 16, w & 0xffff])).toEqual(parts);
        if (parts.slice(0, 5).some((p) => p !== 0) || parts[5] !== 0xffff) {
          expect(normalizeIp(text)).toBe(new ipaddr.IPv6(parts).toRFC5952String());
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a canonical IPv6 address is told without reading it: never wrongly, and nearly always', () => {
  const part = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: word });
  const missed = new Set<string>();
  fc.assert(
    fc.property(fc.array(part, { minLength: 8, maxLength: 8 }), fc.boolean(), (parts, full) => {
      const canonical = new ipaddr.IPv6(parts).toRFC5952String();
      const text = full ? parts.map((p) => p.toString(16)).join(':') : canonical;
      if (isCanonicalIpv6(text)) expect(normalizeIp(text)).toBe(text);
      else if (text === canonical) missed.add(text);
    }),
    { numRuns: 2_000 },
  );
  // What it leaves to the reader: a gap at an end, or more than one run of zeros
  for (const text of missed) expect(text).toMatch(/^::|::$|:0:0(:|$)|^0:0:/);
  for (const text of ['2001:db8::1', '2001:db8:0:1:2:3:4:5', '2001:db8:f::ffd1:ae2f'])
    expect(isCanonicalIpv6(text), text).toBe(true);
  for (const text of [
    '2001:db8::0:1',
    '2001:DB8::1',
    '2001:db8::01',
    '1:2:3:4:5:6:7::',
    '1:2:3:4:5:6::7:8',
    ':::',
    'a',
    '',
  ])
    expect(isCanonicalIpv6(text), text).toBe(false);
});

test('random text is an address only where ipaddr.js says so', () => {
  const text = fc.string({
    unit: fc.constantFrom('0', '1', '9', 'a', 'F', ':', '::', '.', '255', '2001', 'g', ' '),
  });
  fc.assert(
    fc.property(text, (candidate) => {
      const ours = parseIp(candidate) !== null;
      // ipaddr.js also takes octal, hexadecimal and short IPv4, and a `::` that stands for nothing.
      const theirs = candidate.includes(':')
        ? ipaddr.IPv6.isValid(candidate)
        : ipaddr.IPv4.isValidFourPartDecimal(candidate);
      if (ours) expect(theirs, candidate).toBe(true);
      else if (theirs) expect(candidate, candidate).toMatch(/(^|\D)0\d|::/);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  '192.0.2.010',
  '1.2.3',
  '1.2.3.4.',
  '256.1.1.1',
  '::1%eth0',
  '1::2::3',
  '1:2:3:4:5:6:7',
  ':1',
  '1:',
  '12345::',
  '::1.2.3',
  '',
])('%j is no address', (text) => expect(parseIp(text)).toBe(null));

test('an IPv4-mapped address is IPv4', () => {
  expect(normalizeIp('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(normalizeIp(' ::FFFF:C000:201 ')).toBe('192.0.2.1');
  expect(normalizeIp('::192.0.2.1')).toBe('::c000:201');
});

test('networks, /64 and reverse names', () => {
  const ip = (text: string) => parseIp(text) as never;
  expect(inNetwork(ip('192.0.2.200'), ip('192.0.2.129'), 25)).toBe(true);
  expect(inNetwork(ip('192.0.2.100'), ip('192.0.2.129'), 25)).toBe(false);
  expect(inNetwork(ip('8.8.8.8'), ip('192.0.2.1'), 0)).toBe(true);
  expect(inNetwork(ip('2001:db8::1'), ip('2001:db8::2'), 127)).toBe(false);
  expect(inNetwork(ip('2001:db8::3'), ip('2001:db8::2'), 127)).toBe(true);
  expect(inNetwork(ip('192.0.2.1'), ip('::'), 0)).toBe(false);
  expect(prefix64('2001:DB8:1:2:3::4')).toBe('2001:db8:1:2::/64');
  expect(prefix64('192.0.2.1')).toBe(null);
  expect(reverseName(ip('192.0.2.33'))).toBe('33.2.0.192.in-addr.arpa');
  expect(reverseName(ip('2001:db8::1'))).toBe(
    '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
  );
});
