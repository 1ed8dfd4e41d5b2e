import { policyInForce } from '../../dmarc/policy-in-force.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { DmarcRecord } from '../../model/dmarc.ts';
import type { Period } from '../../model/period.ts';
import type { Store } from '../../store/store.ts';
import { keptPointings } from '../facts/pointings.ts';
import { type KeptSubdomain, subdomainRecords } from '../facts/subdomain-records.ts';
import type { FoldedName, FoldedNames } from './face.ts';

/** Names shown under one domain; spoofers invent any number of them. */
export const MAX_FOLDED_NAMES = 100;

/** Code of `pass` in the aligned columns. */
const PASS = 1;

/** Header-from names below each of these policy domains with mail in the period. Reads the store, asks no DNS. */
export async function foldedNames(
  store: Store,
  domains: readonly string[],
  period: Period,
  limit = MAX_FOLDED_NAMES,
): Promise<FoldedNames[]> {
  const all: FoldedNames[] = [];
  for (const domain of domains) all.push(await namesBelow(store, domain, period, limit));
  return all;
}

async function namesBelow(store: Store, domain: string, period: Period, limit: number): Promise<FoldedNames> {
  const sums = new Map<string, { messages: number; passed: number; lastDay: number }>();
  for await (const { report, block } of store.reports.scan(domain, period)) {
    for (let i = 0; i < block.count; i++) {
      const name = (block.strings[block.headerFrom[i]!] || report.policy.domain).toLowerCase();
      if (name === domain || !isAtOrBelow(name, domain)) continue;
      const sum = sums.get(name) ?? { messages: 0, passed: 0, lastDay: report.day };
      sums.set(name, sum);
      sum.messages += block.messages[i]!;
      if (block.dkimAligned[i] === PASS || block.spfAligned[i] === PASS) sum.passed += block.messages[i]!;
      sum.lastDay = Math.max(sum.lastDay, report.day);
    }
  }
  const names = [...sums].sort(([a, x], [b, y]) => y.messages - x.messages || (a < b ? -1 : 1));
  const listed = names.slice(0, limit);
  const [kept, pointing] = await Promise.all([
    subdomainRecords.many(
      store,
      listed.map(([name]) => name),
    ),
    keptPointings.get(store, domain),
  ]);
  const parent = pointing?.pointing.record ?? null;
  return {
    domain,
    names: listed.map(([name, sum]) => folded(name, sum, kept.get(name), parent)),
    more: names.length - listed.length,
  };
}

function folded(
  name: string,
  sum: Pick<FoldedName, 'messages' | 'passed' | 'lastDay'>,
  known: KeptSubdomain | undefined,
  parent: DmarcRecord | null,
): FoldedName {
  const record = known?.record ?? 'unasked';
  // As receivers read it: an invalid sp makes it none or nothing, and test mode weakens it.
  const inherited = record === 'inherits' ? policyInForce(parent, { inherited: true }).current : null;
  return {
    name,
    ...sum,
    record,
    asked: known?.at ?? null,
    policy: record === 'own' ? (known?.policy ?? null) : inherited,
  };
}
