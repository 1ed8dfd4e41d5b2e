/**
 * The local table: its size, the time to make it ready, and look-ups beside a binary search over the lines of
 * the same CSV files, which is what the packages give. The peer knows addresses as numbers already; the table
 * is given text.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatIp, parseIpv4 } from '../../../core/lib/ip.ts';
import { loadIpTable } from '../../../core/lib/ip-table.ts';
import type { IpTable } from '../../../core/lib/ip-table-format.ts';
import { lookupAddress } from '../../../core/lib/lookup-address.ts';
import { splitCsv } from '../../../pwa/build/ip-sources.ts';
import { ipTableBytes } from '../../../pwa/build/ip-table-plugin.ts';
import { type BenchResult, type BenchRow, median } from '../bench-row.ts';

const LOOKUPS = 100_000;
const RUNS = 5;

const row: BenchRow = async () => {
  const bytes = ipTableBytes();
  const decode = measure(() => void loadIpTable(bytes));
  const table = loadIpTable(bytes);
  if ('fault' in table) throw new Error(`the table is ${table.fault}`);

  const systems = csvLines('asn');
  const countries = csvLines('geo-whois-asn-country');
  const v4 = addressesFrom(table.system4.high, (high) => Uint32Array.of(high), 4);
  const lows = table.system6.low!;
  const v6 = addressesFrom(table.system6.high, (high, i) => Uint32Array.of(high, lows[i]!, 0, 25), 6);
  const numbers = v4.map(parseIpv4);

  const ours: number[] = [];
  const theirs: number[] = [];
  const ours6: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(timed(() => lookupAll(table, v4)));
    theirs.push(timed(() => searchAll(systems, countries, numbers)));
    ours6.push(timed(() => lookupAll(table, v6)));
  }
  const perSecond = (times: number[]) => LOOKUPS / (median(times) / 1000);
  const peer = perSecond(theirs);
  return [
    plain('local table: file', bytes.length / 1e6, 'MB gzip'),
    plain('local table: in memory', memory(table) / 1e6, 'MB'),
    plain('local table: unpack and check', median(decode), 'ms'),
    {
      ...plain('local table: IPv4 look-ups from text', perSecond(ours), '/s'),
      peer: 'binary search over CSV lines, /s',
      peerValue: peer,
      ratio: perSecond(ours) / peer,
    },
    plain('local table: IPv6 look-ups from text', perSecond(ours6), '/s'),
  ];
};
export default row;

function plain(name: string, value: number, unit: string): BenchResult {
  return { name, value, unit, budget: '', within: null, peer: '', peerValue: null, ratio: null };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function measure(work: () => void): number[] {
  return Array.from({ length: RUNS }, () => timed(work));
}

function lookupAll(table: IpTable, addresses: string[]): void {
  for (const address of addresses) lookupAddress(table, address);
}

function searchAll(systems: string[], countries: string[], addresses: number[]): void {
  for (const address of addresses) {
    search(systems, address);
    search(countries, address);
  }
}

/** Addresses spread over the starts of ranges, in an order that no cache likes. */
function addressesFrom(
  highs: Uint32Array,
  words: (high: number, i: number) => Uint32Array,
  family: 4 | 6,
): string[] {
  return Array.from({ length: LOOKUPS }, (_, n) => {
    const i = (n * 7919) % highs.length;
    return formatIp({ family, words: words(highs[i]!, i) });
  });
}

function memory(table: IpTable): number {
  const columns = [table.system4, table.country4, table.system6, table.country6];
  const parts = columns.flatMap((column) => [column.high, column.low, column.values]);
  return [...parts, table.systems, table.names, table.nameEnds].reduce(
    (sum, part) => sum + (part?.byteLength ?? 0),
    0,
  );
}

function csvLines(name: string): string[] {
  const path = createRequire(import.meta.url).resolve(`@ip-location-db/${name}/${name}-ipv4-num.csv`);
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

/** Values of the last line that starts at or before the address and reaches it. */
function search(lines: string[], address: number): string[] | null {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (Number.parseInt(lines[middle]!, 10) > address) to = middle;
    else from = middle + 1;
  }
  const [, last, ...values] = splitCsv(lines[from - 1] ?? '');
  return Number(last) >= address ? values : null;
}
