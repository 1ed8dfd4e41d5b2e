import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookup4, lookup6 } from '../../../core/lib/interval-map.ts';
import {
  countAddresses,
  firstCovering,
  joined,
  network4,
  network6,
  SPACE4,
  SPACE6,
  splitBy,
  toBigInt,
} from '../../../core/lib/intervals.ts';
import { parseIp } from '../../../core/lib/ip.ts';

/** Networks in a corner of the space small enough to try every address, at either end of it. */
const networks = fc.array(
  fc.record({ host: fc.integer({ min: 0, max: 63 }), prefix: fc.integer({ min: 26, max: 32 }) }),
  { maxLength: 12 },
);

test.each([0, 0xffffffc0])('the first network that covers an address has it (from %d)', (base) => {
  fc.assert(
    fc.property(networks, (list) => {
      const intervals = list.map(({ host, prefix }) => network4(base + host, prefix));
      const pieces = firstCovering(SPACE4, intervals);
      for (let i = 1; i < pieces.length; i++) expect(pieces[i]!.start).toBeGreaterThan(pieces[i - 1]!.end);
      for (let address = base; address < base + 64; address++) {
        const wanted = intervals.findIndex((n) => n.start <= address && address <= n.end);
        const piece = pieces.find((p) => p.start <= address && address <= p.end);
        expect(piece?.item ?? -1).toBe(wanted);
      }
    }),
  );
});

test('the whole space twice, and IPv6, are cut like any network', () => {
  expect(firstCovering(SPACE4, [network4(0, 0), network4(0x80000000, 1)])).toEqual([
    { start: 0, end: 0xffffffff, item: 0 },
  ]);
  expect(firstCovering(SPACE4, [network4(0x80000000, 1), network4(0, 0)])).toEqual([
    { start: 0, end: 0x7fffffff, item: 1 },
    { start: 0x80000000, end: 0xffffffff, item: 0 },
  ]);
  const words = parseIp('2001:db8::5')!.words;
  const net = network6(words, 126);
  expect([net.start, net.end]).toEqual([toBigInt(words) - 1n, toBigInt(words) + 2n]);
  expect(firstCovering(SPACE6, [network6(words, 0)])).toEqual([{ start: 0n, end: SPACE6.max, item: 0 }]);
});

test('splitting a set loses no address and doubles none', () => {
  fc.assert(
    fc.property(networks, networks, (a, b) => {
      const set = joined(
        SPACE4,
        firstCovering(
          SPACE4,
          a.map(({ host, prefix }) => network4(host, prefix)),
        ),
      );
      const pieces = firstCovering(
        SPACE4,
        b.map(({ host, prefix }) => network4(host, prefix)),
      );
      const { covered, rest } = splitBy(SPACE4, set, pieces);
      const has = (list: readonly { start: number; end: number }[], x: number): boolean =>
        list.some((i) => i.start <= x && x <= i.end);
      for (let x = 0; x < 64; x++) {
        const item = pieces.find((p) => p.start <= x && x <= p.end)?.item ?? -1;
        const holders = [...covered].filter(([, list]) => has(list, x)).map(([key]) => key);
        expect(holders).toEqual(has(set, x) && item >= 0 ? [item] : []);
        expect(has(rest, x)).toBe(has(set, x) && item < 0);
      }
      const total =
        countAddresses(rest) + [...covered.values()].reduce((n, list) => n + countAddresses(list), 0);
      expect(total).toBe(countAddresses(set));
    }),
  );
});

test('look-up finds the interval at its bounds', () => {
  const map4 = { starts: Uint32Array.of(0, 10, 0x80000000, 0xffffffff), values: Uint32Array.of(7, 8, 9, 3) };
  expect([0, 9, 10, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff].map((a) => lookup4(map4, a))).toEqual([
    7, 7, 8, 8, 9, 9, 3,
  ]);
  const map6 = {
    starts: Uint32Array.of(0, 0, 0, 0, 0x20010db8, 0, 0, 5, 0x20010db8, 0, 1, 0),
    values: Uint32Array.of(1, 2, 3),
  };
  const at = (text: string): number => lookup6(map6, parseIp(text)!.words);
  expect(
    ['::', '2001:db8::4', '2001:db8::5', '2001:db8::ffff:ffff', '2001:db8::1:0:0', 'ffff::'].map(at),
  ).toEqual([1, 1, 2, 2, 3, 3]);
});
