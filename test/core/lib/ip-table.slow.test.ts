import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIpv4, formatIpv6 } from '../../../core/lib/ip.ts';
import { loadIpTable } from '../../../core/lib/ip-table.ts';
import type { IpTable, IpTableLimits } from '../../../core/lib/ip-table-format.ts';
import { lookupAddress } from '../../../core/lib/lookup-address.ts';
import { encodeIpTable, type IpTableContent } from '../../../pwa/build/encode-ip-table.ts';
import { flattenRanges } from '../../../pwa/build/flatten-ranges.ts';

const small: IpTableContent = {
  version: '1.2.3',
  systems: new Map([
    [64496, 'Example Mail, Inc.'],
    [65551, 'Größe Netz'],
  ]),
  system4: [
    { start: 0xc0000200n, value: 64496 },
    { start: 0xc0000300n, value: null },
    { start: 0xcb007107n, value: 65551 },
    { start: 0xcb007108n, value: null },
  ],
  country4: [{ start: 0xc0000200n, value: 'DE' }],
  system6: [
    { start: 0x20010db8_00000000n, value: 64496 },
    { start: 0x20010db8_00010002n, value: 65551 },
    { start: 0x20010db8_00010003n, value: null },
  ],
  country6: [{ start: 0x20010db8_00010002n, value: 'FR' }],
};
const packed = encodeIpTable(small);

function load(bytes: Uint8Array, limits?: Partial<IpTableLimits>): IpTable {
  const table = loadIpTable(bytes, limits);
  if ('fault' in table) throw new Error(table.fault);
  return table;
}

test('answers at the borders of ranges', () => {
  const table = load(packed);
  const at = (address: string) => {
    const found = lookupAddress(table, address);
    return found && `${found.asn} ${found.organisation} ${found.country}`;
  };
  expect(table.version).toBe('1.2.3');
  expect(at('192.0.1.255')).toBeNull();
  expect(at('192.0.2.0')).toBe('64496 Example Mail, Inc. DE');
  expect(at('192.0.2.255')).toBe('64496 Example Mail, Inc. DE');
  expect(at('192.0.3.0')).toBe('0  DE');
  expect(at('203.0.113.7')).toBe('65551 Größe Netz DE');
  expect(at('::ffff:203.0.113.7')).toBe('65551 Größe Netz DE');
  expect(at(' 192.0.2.1 ')).toBe('64496 Example Mail, Inc. DE');
  expect(at('255.255.255.255')).toBe('0  DE');
  expect(at('2001:db7:ffff::')).toBeNull();
  expect(at('2001:db8::')).toBe('64496 Example Mail, Inc. ');
  expect(at('2001:db8:1:1:ffff:ffff:ffff:ffff')).toBe('64496 Example Mail, Inc. ');
  expect(at('2001:db8:1:2::25')).toBe('65551 Größe Netz FR');
  expect(at('2001:db8:1:3::')).toBe('0  FR');
  for (const text of ['', 'example.com', '192.0.2.256', '2001:db8::/64', '1:2']) expect(at(text)).toBeNull();
});

/** Ranges as sources hold them: sorted, and with the wider first where they start together. */
function rangesOf<T>(value: fc.Arbitrary<T>, bits: number) {
  const edge = fc.oneof(
    fc.bigInt({ min: 0n, max: 40n }),
    fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }),
    fc.bigInt({ min: 0n, max: 300n }).map((x) => (x << BigInt(bits - 9)) + (1n << BigInt(bits >> 1))),
  );
  const range = fc
    .tuple(edge, edge, value)
    .map(([a, b, value]) => (a < b ? { first: a, last: b, value } : { first: b, last: a, value }));
  return fc
    .array(range, { maxLength: 25 })
    .map((all) => all.sort((a, b) => Number(a.first - b.first) || Number(b.last - a.last)));
}

const scan = <T>(ranges: { first: bigint; last: bigint; value: T }[], address: bigint): T | null =>
  ranges.findLast((range) => range.first <= address && address <= range.last)?.value ?? null;

test('finds what a scan of random, overlapping ranges finds', () => {
  const asn = fc.constantFrom(1, 2, 64496, 4294967294);
  const code = fc.constantFrom('DE', 'FR', 'US');
  fc.assert(
    fc.property(
      rangesOf(asn, 32),
      rangesOf(code, 32),
      rangesOf(asn, 64),
      rangesOf(code, 64),
      (s4, c4, s6, c6) => {
        const table = load(
          encodeIpTable({
            version: '',
            systems: new Map([1, 2, 64496, 4294967294].map((n) => [n, `AS ${n}`])),
            system4: flattenRanges(s4),
            country4: flattenRanges(c4),
            system6: flattenRanges(s6),
            country6: flattenRanges(c6),
          }),
        );
        const check = (
          bits: bigint,
          systems: typeof s4,
          countries: typeof c4,
          format: (n: bigint) => string,
        ) => {
          for (const { first, last } of [...systems, ...countries]) {
            for (const address of [first - 1n, first, (first + last) / 2n, last, last + 1n]) {
              if (address < 0n || address >> bits > 0n) continue;
              const found = lookupAddress(table, format(address));
              const system = scan(systems, address);
              expect(found?.asn || null).toBe(system);
              expect(found?.organisation || null).toBe(system === null ? null : `AS ${system}`);
              expect(found?.country || null).toBe(scan(countries, address));
            }
          }
        };
        check(32n, s4, c4, (n) => formatIpv4(Number(n)));
        // The lower half is all ones, so that no address of the test is an IPv4-mapped one.
        check(64n, s6, c6, (n) =>
          formatIpv6(Uint32Array.of(Number(n >> 32n), Number(n & 0xffffffffn), 0xffffffff, 0xffffffff)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('a table cut short or changed anywhere is refused', () => {
  for (let length = 0; length < packed.length; length++) {
    expect(loadIpTable(packed.subarray(0, length)), `${length} bytes`).toHaveProperty('fault');
  }
  let refused = 0;
  // Bytes 3 to 9 are the header's flags and times, of which flags alone change the meaning.
  for (let at = 10; at < packed.length; at++) {
    const changed = Uint8Array.from(packed);
    changed[at]! ^= 0x10;
    const table = loadIpTable(changed);
    // Bits that fill the last byte of the compressed data mean nothing.
    if (!('fault' in table)) expect(table, `byte ${at}`).toEqual(load(packed));
    else refused++;
  }
  expect(refused).toBeGreaterThanOrEqual(packed.length - 11);
  expect(loadIpTable(new TextEncoder().encode('<!doctype html><title>Not found</title>'))).toEqual({
    fault: 'not-gzip',
  });
  expect(loadIpTable(gzipSync('another file'))).toEqual({ fault: 'other-format' });
});

test('hostile bytes in sound gzip are refused, or are a table that can be asked', () => {
  const unpacked = gunzipSync(packed);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(unpacked.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const bytes = Uint8Array.from(unpacked);
        for (const [at, value] of changes) bytes[at] = value;
        const table = loadIpTable(gzipSync(bytes, { level: 1 }));
        if ('fault' in table) return;
        for (const address of ['192.0.2.1', '203.0.113.7', '2001:db8:1:2::', '::']) {
          const found = lookupAddress(table, address);
          expect(typeof (found?.organisation ?? '') + typeof (found?.country ?? '')).toBe('stringstring');
          expect(Number.isInteger(found?.asn ?? 0)).toBe(true);
        }
      },
    ),
    { numRuns: 2_000 },
  );
  const tail = gzipSync(Uint8Array.from([...unpacked, 0]));
  expect(loadIpTable(tail)).toEqual({ fault: 'damaged' });
});

test('every cap holds', () => {
  const unpacked = gunzipSync(packed).length;
  const exact = { packedBytes: packed.length, unpackedBytes: unpacked, ranges: 4, systems: 2 };
  load(packed, exact);
  expect(loadIpTable(packed, { ...exact, packedBytes: packed.length - 1 })).toEqual({ fault: 'too-large' });
  expect(loadIpTable(packed, { ...exact, unpackedBytes: unpacked - 1 })).toEqual({ fault: 'damaged' });
  expect(loadIpTable(packed, { ...exact, ranges: 3 })).toEqual({ fault: 'damaged' });
  expect(loadIpTable(packed, { ...exact, systems: 1 })).toEqual({ fault: 'damaged' });
});

test('a bomb with a small size in its trailer is stopped', () => {
  const bomb = Uint8Array.from(gzipSync(new Uint8Array(50_000_000)));
  new DataView(bomb.buffer).setUint32(bomb.length - 4, 1000, true);
  expect(loadIpTable(bomb)).toEqual({ fault: 'damaged' });
});
