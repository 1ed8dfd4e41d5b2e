/** The table of the installed packages, beside a direct scan of their other files: text, not numbers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { formatIp, formatIpv4, formatIpv6, parseIp } from '../../../core/lib/ip.ts';
import { loadIpTable } from '../../../core/lib/ip-table.ts';
import { lookupAddress } from '../../../core/lib/lookup-address.ts';
import { splitCsv } from '../../../pwa/build/ip-sources.ts';
import { correctApnic } from '../../../pwa/build/ip-table-content.ts';
import { ipTableBytes } from '../../../pwa/build/ip-table-plugin.ts';

const require = createRequire(import.meta.url);
const ADDRESSES = 2_000;

/** A repeatable source of numbers from 0 to below `limit` (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  return (limit) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

function linesOf(name: string, family: 4 | 6): string[] {
  const path = require.resolve(`@ip-location-db/${name}/${name}-ipv${family}.csv`);
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

/** An address as text whose order is that of addresses of its family. */
function sortable(address: string): string {
  return [...parseIp(address)!.words].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** For each of the sorted addresses, the columns after the range of the last line that covers it. */
function scan(lines: string[], addresses: string[]): (string[] | null)[] {
  const keys = addresses.map(sortable);
  const found: (string[] | null)[] = addresses.map(() => null);
  for (const line of lines) {
    const [first, last, ...values] = splitCsv(line);
    const from = sortable(first!);
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! < from) low = middle + 1;
      else high = middle;
    }
    if (low === keys.length) continue;
    const to = sortable(last!);
    for (let i = low; i < keys.length && keys[i]! <= to; i++) found[i] = values;
  }
  return found;
}

/** Half anywhere in the family's space, half at or near the start of a range. */
function sample(family: 4 | 6, lines: string[]): string[] {
  const random = seeded(family);
  const addresses = Array.from({ length: ADDRESSES }, (_, i) => {
    if (i % 2 === 0) {
      const line = lines[random(lines.length)]!;
      const words = parseIp(line.split(',')[random(2)]!)!.words.slice();
      words[family === 4 ? 0 : 1]! += random(3) - 1;
      return formatIp({ family, words });
    }
    if (family === 4) return formatIpv4(random(2 ** 32));
    return formatIpv6(Uint32Array.of(0x20000000 + random(2 ** 28), random(2 ** 32), random(2 ** 32), 1));
  });
  // A /64 has the answer of its first address: both sides are asked for that.
  const asked = addresses.map((it) => (family === 6 ? startOf64(it) : it));
  return [...new Set(asked)].sort((a, b) => (sortable(a) < sortable(b) ? -1 : 1));
}

function startOf64(address: string): string {
  const { words } = parseIp(address)!;
  return formatIpv6(Uint32Array.of(words[0]!, words[1]!, 0, 0));
}

test.each([4, 6] as const)('IPv%i: the table says what the files say', { timeout: 120_000 }, (family) => {
  const table = loadIpTable(ipTableBytes());
  if ('fault' in table) throw new Error(table.fault);
  const countryLines = linesOf('geo-whois-asn-country', family);
  const addresses = sample(family, countryLines);
  const systems = scan(linesOf('asn', family), addresses);
  const countries = scan(countryLines, addresses);
  const registry = family === 6 ? scan(linesOf('asn-country', 6), addresses) : [];

  let known = 0;
  let corrected = 0;
  addresses.forEach((address, i) => {
    let country = countries[i]?.[0] ?? '';
    if (country === 'AU' && address.startsWith('2001:') && registry[i]) {
      corrected += registry[i][0] === 'AU' ? 0 : 1;
      country = registry[i][0]!;
    }
    const found = lookupAddress(table, address) ?? { asn: 0, organisation: '', country: '' };
    const [asn = '0', organisation = ''] = systems[i] ?? [];
    expect({ address, ...found }).toEqual({ address, asn: Number(asn), organisation, country });
    if (found.asn > 0) known++;
    if (family === 6) {
      const [high, low] = parseIp(address)!.words;
      const other = formatIpv6(Uint32Array.of(high!, low!, 0xffffffff, 25));
      expect(lookupAddress(table, other)).toEqual(lookupAddress(table, address));
    }
  });
  expect(addresses.length).toBeGreaterThan(ADDRESSES * 0.9);
  expect(known).toBeGreaterThan(ADDRESSES / 5);
  if (family === 6) expect(corrected).toBeGreaterThan(0);
});

test('what is left of the registry’s blocks gets the registry’s country', () => {
  const at = (text: string) => BigInt(`0x${text.padEnd(16, '0')}`);
  const segments = [
    { start: at('20010200'), value: 'AU' },
    { start: at('20010400'), value: 'AU2' },
    { start: at('24000000'), value: 'AU' },
  ];
  const registry = [
    { start: at('20010100'), value: 'JP' },
    { start: at('20010210'), value: null },
    { start: at('20010220'), value: 'CN' },
    { start: at('20010500'), value: 'SG' },
  ];
  expect(correctApnic(segments, registry)).toEqual([
    { start: at('20010200'), value: 'JP' },
    { start: at('20010210'), value: 'AU' },
    { start: at('20010220'), value: 'CN' },
    { start: at('20010400'), value: 'AU2' },
    { start: at('24000000'), value: 'AU' },
    { start: 1n << 64n, value: null },
  ]);
});
