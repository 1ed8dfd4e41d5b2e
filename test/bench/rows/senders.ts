/**
 * Senders: merging a million records of one domain, and grouping and judging 50,000 addresses after DNS.
 * Medians of five; the SPF record and reverse names are made up and in memory, as they are after DNS.
 */
import { performance } from 'node:perf_hooks';
import { evaluateSpfDomains, wantedVerdicts } from '../../../core/engine/judge/evaluate-spf-domains.ts';
import { factsFrom, judgeByFacts } from '../../../core/engine/judge/judge-domain.ts';
import { senderList } from '../../../core/engine/senders/sender-list.ts';
import type { ReverseName } from '../../../core/model/traffic.ts';
import { loadCatalogue } from '../../../core/senders/catalogue/load-catalogue.ts';
import { TrafficBuilder } from '../../../core/senders/traffic-builder.ts';
import { randomOf } from '../../support/random.ts';
import { alignedByTwoLabels, blockOf, DAY, headerOf, type ShortRecord } from '../../support/traffic.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';
import { type BenchResult, median } from '../bench-row.ts';

const DAYS = 30;
const REPORTS = 2_000;
const RECORDS_EACH = 500;
const ADDRESSES = 50_000;
const ROUNDS = 5;
/** Milliseconds for 50,000 distinct addresses, each of the two steps after DNS. */
const JUDGE_BUDGET = 1_000;

export default async function senders(): Promise<BenchResult[]> {
  const merged: number[] = [];
  const evaluated: number[] = [];
  const judged: number[] = [];
  const reports = makeReports(20_000);
  const many = makeReports(ADDRESSES, 400, 250);
  const catalogue = await loadCatalogue();
  const { resolve } = zoneResolver({
    'example.com': { TXT: ['v=spf1 ip4:10.0.0.0/10 ip6:2001:db8::/40 include:_spf.example.com ~all'] },
    '_spf.example.com': { TXT: [`v=spf1 ${ranges(400)} -all`] },
  });
  for (let round = 0; round < ROUNDS; round++) {
    let start = performance.now();
    merge(reports);
    merged.push(performance.now() - start);

    const traffic = merge(many);
    start = performance.now();
    const wanted = wantedVerdicts('example.com', traffic, (name) => name.split('.').slice(-2).join('.'));
    const { tables } = await evaluateSpfDomains(wanted, resolve);
    evaluated.push(performance.now() - start);

    start = performance.now();
    const facts = factsFrom({
      confirmed: true,
      kept: { at: 0, expires: 0, own: tables, services: [], waiting: 0 },
      reverseName: reverseNames(traffic.addresses),
      ignored: [],
      corrections: [],
      catalogue,
      classes: new Map(),
    });
    const all = judgeByFacts('example.com', traffic, facts);
    senderList({
      domain: 'example.com',
      period: { begin: 20_000 * DAY, end: 20_030 * DAY },
      traffic,
      judged: all.senders,
      days: [],
      firstSeen: new Map(),
      newest: 20_030 * DAY,
      classes: new Map(),
      pending: false,
    });
    judged.push(performance.now() - start);
  }
  return [
    row(`merge ${REPORTS * RECORDS_EACH} records of a domain`, median(merged), null),
    row(`evaluate SPF of ${ADDRESSES} addresses`, median(evaluated), JUDGE_BUDGET),
    row(`group, judge and list ${ADDRESSES} addresses`, median(judged), JUDGE_BUDGET),
  ];
}

function row(name: string, value: number, budget: number | null): BenchResult {
  return {
    name,
    value,
    unit: 'ms',
    budget: budget === null ? '' : `<= ${budget} ms`,
    within: budget === null ? null : value <= budget,
    peer: '',
    peerValue: null,
    ratio: null,
  };
}

function merge(reports: ReturnType<typeof makeReports>) {
  const builder = new TrafficBuilder({
    aligned: alignedByTwoLabels,
    bins: { begin: 20_000 * DAY, seconds: DAY, count: DAYS },
  });
  for (const { header, block } of reports) builder.add(header, block);
  return builder.finish();
}

function makeReports(addresses: number, reports = REPORTS, recordsEach = RECORDS_EACH) {
  const random = randomOf(addresses);
  let next = 0;
  return Array.from({ length: reports }, (_, r) => {
    const records: ShortRecord[] = Array.from({ length: recordsEach }, () => {
      // Every address comes at least once where there are records enough, then some far more often.
      const a = next < addresses ? next++ : random(random(addresses) + 1);
      const passes = a % 3 === 0;
      return {
        ip: a % 4 === 0 ? `2001:db8:${(a >> 8).toString(16)}:${(a & 255).toString(16)}::1` : ipv4(a),
        n: 1 + random(9),
        from: a % 7 === 0 ? 'news.example.com' : 'example.com',
        dkimPass: passes,
        spfPass: passes,
        dkim: [passes ? 'example.com pass' : 'other.example fail'],
        spf: [passes ? 'bounce.example.com pass mfrom' : `s${a % 50}.example fail mfrom`],
      };
    });
    const header = headerOf({ day: 20_000 + (r % DAYS), reporter: `reporter${r % 12}.example` });
    return { header, block: blockOf(records) };
  });
}

function ipv4(a: number): string {
  return `10.${(a >> 16) + (a % 5) * 16}.${(a >> 8) & 255}.${a & 255}`;
}

function ranges(count: number): string {
  return Array.from({ length: count }, (_, i) => `ip4:10.${64 + (i >> 4)}.${(i & 15) * 16}.0/22`).join(' ');
}

/** A reverse name for each second address, some of a known service. */
function reverseNames(addresses: string[]): (address: string) => ReverseName | undefined {
  const names = new Map<string, ReverseName>();
  addresses.forEach((address, a) => {
    if (a % 2 === 0)
      names.set(address, { name: `o${a}.outbound-mail.sendgrid.net`, confirmed: a % 20 === 0 });
  });
  return (address) => names.get(address);
}
