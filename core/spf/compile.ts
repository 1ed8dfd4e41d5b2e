import { toALabels } from '../lib/dns-names.ts';
import type { IntervalMap4, IntervalMap6 } from '../lib/interval-map.ts';
import { type Interval, network4, network6, SPACE4, SPACE6 } from '../lib/intervals.ts';
import type { DnsResult, Resolve } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { type AnswerMemo, createAnswerMemo } from './answer-memo.ts';
import type { CompiledSpf } from './compiled.ts';
import type { Segment } from './groups.ts';
import { type Family, SegmentBuilder } from './segments.ts';
import { verdictOf } from './verdict.ts';

const IPV4: Family<number> = {
  family: 4,
  space: SPACE4,
  network: (ip, prefix) => network4(ip.words[0] as number, prefix),
};
const IPV6: Family<bigint> = {
  family: 6,
  space: SPACE6,
  network: (ip, prefix) => network6(ip.words, prefix),
};

/**
 * Asks DNS for a domain's record and all it leads to, and works out the verdict of every address. Terms that
 * no address reaches are not asked about. The sender is the domain's postmaster, as far as it matters.
 */
export async function compileSpf(
  domain: string,
  resolve: Resolve,
  options: { maxVisits?: number } = {},
): Promise<CompiledSpf> {
  const name = toALabels(domain.replace(/\.$/, ''));
  return compileWith(name, createAnswerMemo(resolve), options);
}

/** `compileSpf` over answers that are shared with another reader of the same record. */
export async function compileWith(
  name: string,
  memo: AnswerMemo,
  options: { maxVisits?: number } = {},
): Promise<CompiledSpf> {
  const [segments4, segments6] = await Promise.all([
    new SegmentBuilder(IPV4, name, memo.resolve, options.maxVisits).all(),
    new SegmentBuilder(IPV6, name, memo.resolve, options.maxVisits).all(),
  ]);
  const verdicts: (SpfVerdict | null)[] = [];
  const dynamicTerms: string[] = [];
  const flat4 = flatten(segments4, name, verdicts, dynamicTerms);
  const flat6 = flatten(segments6, name, verdicts, dynamicTerms);
  return {
    domain: name,
    map4: toMap4(flat4),
    map6: toMap6(flat6),
    verdicts,
    dynamicTerms,
    answers: memo.answers,
    ...freshness(memo.answers.values()),
  };
}

interface Flat<T> {
  start: T;
  value: number;
}

/** Every interval with the index of its verdict, in ascending order, neighbours of one verdict joined. */
function flatten<T extends number | bigint>(
  segments: readonly Segment<T>[],
  domain: string,
  verdicts: (SpfVerdict | null)[],
  dynamicTerms: string[],
): Flat<T>[] {
  const flat: Flat<T>[] = [];
  for (const { ending, dynamic, lookups, voids, ranges } of segments) {
    const value = verdicts.length;
    verdicts.push(dynamic ? null : verdictOf(domain, ending, lookups, voids));
    dynamicTerms.push(dynamic ? ending.term : '');
    for (const { start } of ranges as Interval<T>[]) flat.push({ start, value });
  }
  flat.sort((a, b) => (a.start < b.start ? -1 : 1));
  return flat;
}

function toMap4(flat: readonly Flat<number>[]): IntervalMap4 {
  return {
    starts: Uint32Array.from(flat, (f) => f.start),
    values: Uint32Array.from(flat, (f) => f.value),
  };
}

function toMap6(flat: readonly Flat<bigint>[]): IntervalMap6 {
  const starts = new Uint32Array(flat.length * 4);
  flat.forEach(({ start }, i) => {
    for (let word = 0; word < 4; word++) {
      starts[i * 4 + word] = Number((start >> BigInt(96 - word * 32)) & 0xffffffffn);
    }
  });
  return { starts, values: Uint32Array.from(flat, (f) => f.value) };
}

function freshness(answers: Iterable<DnsResult>): Pick<CompiledSpf, 'ttl' | 'age' | 'stale' | 'temporary'> {
  const result = { ttl: Number.MAX_SAFE_INTEGER, age: 0, stale: false, temporary: false };
  for (const answer of answers) {
    if ('ttl' in answer) result.ttl = Math.min(result.ttl, answer.ttl);
    else result.temporary = true;
    result.age = Math.max(result.age, answer.age);
    result.stale ||= answer.stale;
  }
  return result.ttl === Number.MAX_SAFE_INTEGER ? { ...result, ttl: 0 } : result;
}
