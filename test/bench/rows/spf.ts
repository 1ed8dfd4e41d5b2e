import ipaddr from 'ipaddr.js';
import { createMemoryCache } from '../../../core/dns/dns-cache.ts';
import { createResolver } from '../../../core/dns/resolver.ts';
import { createGateway } from '../../../core/lib/gateway.ts';
import type { Resolve } from '../../../core/model/dns.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import { classifyAddresses } from '../../../core/spf/evaluate.ts';
import { startDnsLab } from '../../support/dns-lab.ts';
import { mailauthSpf } from '../../support/mailauth-spf.ts';
import { randomOf } from '../../support/random.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';
import { bigRanges } from '../../support/zones.ts';
import { type BenchResult, median } from '../bench-row.ts';

const ADDRESSES = 100_000;
const ROUNDS = 5;
const MAILAUTH_SAMPLE = 60;
const BUDGET = 0.35;

/** A record of 1,000 IPv4 and 1,000 IPv6 ranges behind 8 includes. */
function zoneOf2000Ranges(): Resolve {
  const random = randomOf(11);
  const ranges = bigRanges(1_000).map((range) => `ip4:${range}`);
  for (let i = 0; i < 1_000; i++) {
    ranges.push(`ip6:2001:db8:${random(65536).toString(16)}:${random(65536).toString(16)}::/64`);
  }
  const zone: Record<string, { TXT: string[] }> = {};
  const names = Array.from({ length: 8 }, (_, i) => `_s${i}.bench.example`);
  zone['bench.example'] = { TXT: [`v=spf1 ${names.map((name) => `include:${name}`).join(' ')} -all`] };
  names.forEach((name, i) => {
    zone[name] = { TXT: [`v=spf1 ${ranges.filter((_, at) => at % 8 === i).join(' ')} ?all`] };
  });
  return zoneResolver(zone).resolve;
}

/** Distinct addresses, every other one IPv6, half of each family aimed at the ranges. */
function addresses(): string[] {
  const random = randomOf(12);
  const ranges = bigRanges(1_000).map((range) => ipaddr.parse(range.split('/')[0] as string).toByteArray());
  return Array.from({ length: ADDRESSES }, (_, i) => {
    if (i % 2) {
      const tail = Array.from({ length: 6 }, () => random(65536).toString(16)).join(':');
      return i % 4 === 1 ? `2001:db8:${tail}` : `2a02:26f7:${tail}`;
    }
    const base = ranges[random(1_000)] as number[];
    return i % 4
      ? `${base[0]}.${base[1]}.${base[2]}.${random(256)}`
      : Array.from({ length: 4 }, () => random(256)).join('.');
  });
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Compile and classify beside parsing the same addresses; cold expansion over real DoH; mailauth on a sample. */
export default async function spfRows(): Promise<BenchResult[]> {
  const resolve = zoneOf2000Ranges();
  const list = addresses();
  const ours: number[] = [];
  const theirs: number[] = [];
  const compiling: number[] = [];
  let sink = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    let compileOnly = 0;
    const mine = await timed(async () => {
      const start = performance.now();
      const compiled = await compileSpf('bench.example', resolve);
      compileOnly = performance.now() - start;
      sink += classifyAddresses(compiled, list)[0] ?? 0;
    });
    const peer = await timed(() => {
      for (const address of list) sink += ipaddr.parse(address).kind().length;
    });
    if (round === 0) continue;
    ours.push(mine);
    theirs.push(peer);
    compiling.push(compileOnly);
  }
  if (sink < 0) throw new Error('nothing was classified');
  const value = median(ours);
  const peerValue = median(theirs);
  return [
    {
      name: `SPF: ${ADDRESSES.toLocaleString('en')} addresses against 2,000 ranges, compile included`,
      value,
      unit: 'ms',
      budget: `ratio <= ${BUDGET}`,
      within: value / peerValue <= BUDGET,
      peer: 'ipaddr.parse of the same addresses',
      peerValue,
      ratio: value / peerValue,
    },
    {
      name: 'SPF: compile a record of 2,000 ranges, answers at hand',
      value: median(compiling),
      unit: 'ms',
      budget: '',
      within: null,
      peer: '',
      peerValue: null,
      ratio: null,
    },
    await againstMailauth(resolve, list),
    await coldExpansion(),
  ];
}

async function againstMailauth(resolve: Resolve, list: readonly string[]): Promise<BenchResult> {
  const sample = list.slice(0, MAILAUTH_SAMPLE);
  const compiled = await compileSpf('bench.example', resolve);
  const input = { sender: 'postmaster@bench.example', helo: 'bench.example' };
  const peers: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    peers.push(
      (await timed(async () => {
        for (const ip of sample) await mailauthSpf({ ip, ...input }, resolve);
      })) / sample.length,
    );
    ours.push((await timed(() => classifyAddresses(compiled, list))) / list.length);
  }
  const value = median(ours) * 1000;
  const peerValue = median(peers) * 1000;
  return {
    name: 'SPF: one address against 2,000 ranges, compiled',
    value,
    unit: 'µs',
    budget: '',
    within: null,
    peer: `mailauth strict, ${MAILAUTH_SAMPLE} addresses`,
    peerValue,
    ratio: value / peerValue,
  };
}

async function coldExpansion(): Promise<BenchResult> {
  const lab = await startDnsLab();
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const resolve = createResolver({
        gateway: createGateway({ fetch, clock: Date.now }),
        resolvers: [{ id: 'own', name: 'lab', url: lab.doh }],
        clock: Date.now,
        cache: createMemoryCache(),
      });
      times.push(await timed(() => compileSpf('big.example', resolve)));
    }
    const value = median(times);
    return {
      name: 'SPF: cold expansion of 2,000 ranges in 11 records over DoH on loopback',
      value,
      unit: 'ms',
      budget: '',
      within: null,
      peer: '',
      peerValue: null,
      ratio: null,
    };
  } finally {
    await lab.stop();
  }
}
