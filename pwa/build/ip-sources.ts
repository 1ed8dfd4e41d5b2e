/** Reads the CSV files that the local table is built from. Node only, at build time. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An inclusive range. IPv4 addresses are numbers below 2^32, IPv6 addresses the first 64 bits. */
export interface SourceRange {
  first: bigint;
  last: bigint;
  /** Columns after the range: AS number and organisation, or the country code. */
  values: string[];
}

export type SourcePackage = 'asn' | 'geo-whois-asn-country' | 'asn-country';

const SCOPE = '@ip-location-db';
const require = createRequire(import.meta.url);

/** Version of an installed source package. */
export function sourceVersion(name: SourcePackage): string {
  const manifest = JSON.parse(readFileSync(require.resolve(`${SCOPE}/${name}/package.json`), 'utf8'));
  return (manifest as { version: string }).version;
}

/**
 * The ranges of a package in the order of its file: by first address, the wider first.
 *
 * The table knows IPv6 by /64, as senders are counted: a /64 gets what its first address has, since mail
 * servers have low interface numbers. A range without the first address of any /64 is left out.
 */
export function readSource(name: SourcePackage, family: 4 | 6): SourceRange[] {
  const folder = dirname(require.resolve(`${SCOPE}/${name}/package.json`));
  const text = readFileSync(join(folder, `${name}-ipv${family}-num.csv`), 'utf8');
  const ranges: SourceRange[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const range = readLine(line, family);
    if (range.first <= range.last) ranges.push(range);
  }
  return ranges;
}

function readLine(line: string, family: 4 | 6): SourceRange {
  const [first, last, ...values] = splitCsv(line);
  if (first === undefined || last === undefined) throw new Error(`no range in "${line}"`);
  if (family === 4) return { first: BigInt(first), last: BigInt(last), values };
  return { first: (BigInt(first) + 0xffff_ffff_ffff_ffffn) >> 64n, last: BigInt(last) >> 64n, values };
}

/** Fields of one CSV line; a quoted field may hold commas and doubled quotes, never a line end. */
export function splitCsv(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (field) => field[1]?.replaceAll('""', '"') ?? field[2] ?? '',
  );
}
