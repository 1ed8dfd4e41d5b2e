import type { DnsResult, RecordType } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import type { SpfBranch } from '../../model/spf-tree.ts';
import { termUse } from '../../spf/term-use.ts';
import { branchFigures, treeProblems } from '../../spf/tree-facts.ts';
import type { SpfFault, SpfFreshness, SpfRecordView } from './face.ts';

/** Faults and old answers listed; a broken resolver fails every question in the same way. */
export const MAX_LISTED_ANSWERS = 50;

/** What the page draws of a tree. */
export function recordView(
  tree: SpfBranch,
  verdicts: readonly SpfVerdict[],
  freshness: SpfFreshness,
): SpfRecordView {
  return {
    tree,
    figures: branchFigures(tree),
    problems: treeProblems(tree),
    uses: termUse(tree, verdicts),
    addresses: verdicts.length,
    freshness,
  };
}

/** How old answers are, and which questions had none. */
export function freshnessOf(
  answers: ReadonlyMap<string, DnsResult>,
  now: UnixSeconds,
  maxListed = MAX_LISTED_ANSWERS,
): SpfFreshness {
  const stale: SpfFreshness['stale'] = [];
  const faults: SpfFault[] = [];
  let age = 0;
  for (const [key, result] of answers) {
    const at = key.lastIndexOf(' ');
    const name = key.slice(0, at);
    const type = key.slice(at + 1) as RecordType;
    age = Math.max(age, result.age);
    if (!('ttl' in result)) {
      const { kind, error, detail } = result;
      if (faults.length < maxListed) faults.push({ name, type, kind, error, detail });
    } else if (result.stale && stale.length < maxListed) stale.push({ name, type, age: result.age });
  }
  return { from: 'dns', asOf: now - age, stale, faults };
}
