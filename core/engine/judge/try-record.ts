import type { RecordTrial } from '../../domains/spf-change.ts';
import type { Resolve } from '../../model/dns.ts';
import type { BranchState, SpfBranch } from '../../model/spf-tree.ts';
import { createAnswerMemo } from '../../spf/answer-memo.ts';
import { compileSpf } from '../../spf/compile.ts';
import type { CompiledSpf } from '../../spf/compiled.ts';
import { evaluateSpf, evaluateSpfWith } from '../../spf/evaluate.ts';
import { MAX_LOOKUPS, MAX_VOIDS } from '../../spf/limits.ts';
import { branchesOf, buildSpfTree } from '../../spf/tree.ts';
import { branchFigures } from '../../spf/tree-facts.ts';

/** Addresses of one advice that may cost questions of their own (`exists`, macros, `ptr`). */
export const MAX_ASKED_ADDRESSES = 200;

/**
 * What a text would do if it stood at the domain; everything it leads to is asked of DNS. Look-ups are those of the
 * whole record, also of what stands behind a term that is evaluated for each address.
 */
export function tryRecord(
  domain: string,
  resolve: Resolve,
  limits: { maxAsked?: number } = {},
): (text: string) => Promise<RecordTrial> {
  const memo = createAnswerMemo(resolve);
  const asking = new Set<string>();
  const mayAsk = (address: string): boolean =>
    asking.has(address) ||
    (asking.size < (limits.maxAsked ?? MAX_ASKED_ADDRESSES) && asking.add(address).size > 0);
  return async (text) => {
    const typed: Resolve = async (name, type, purpose) =>
      name === domain && type === 'TXT'
        ? {
            kind: 'answer',
            records: [{ type: 'TXT', name, ttl: 60, data: [text] }],
            chain: [],
            ttl: 60,
            age: 0,
            stale: false,
          }
        : memo.resolve(name, type, purpose);
    const compiled = await compileSpf(domain, typed);
    const tree = await buildSpfTree(domain, typed);
    const [total] = branchFigures(tree);
    const known = compiled.verdicts.filter((verdict) => verdict !== null);
    const lookups = total?.lookups ?? 0;
    const voids = Math.max(total?.voids4 ?? 0, total?.voids6 ?? 0);
    return {
      async passes(address) {
        const verdict = evaluateSpf(compiled, address);
        if (verdict.problem !== 'needs-dns' || !mayAsk(address)) return verdict.result === 'pass';
        return (await evaluateSpfWith(compiled, address, typed)).result === 'pass';
      },
      lookups,
      voids,
      problem:
        known.find((verdict) => ['permerror', 'temperror'].includes(verdict.result))?.problem ??
        faultOf(tree, lookups, voids),
      addressCount: passingAddresses(compiled),
    };
  };
}

/** What makes the record invalid where no address of the compiled part shows it; empty where nothing does. */
function faultOf(tree: SpfBranch, lookups: number, voids: number): string {
  const at = branchesOf(tree).find((branch) => !SOUND.includes(branch.state));
  if (at !== undefined) return at.state === 'temperror' ? at.problem : at.state;
  if (lookups > MAX_LOOKUPS) return 'too-many-lookups';
  return voids > MAX_VOIDS ? 'too-many-voids' : '';
}

const SOUND: readonly BranchState[] = ['record', 'not-asked'];

const IPV4_SPACE = 2 ** 32;

function passingAddresses({ map4, verdicts }: CompiledSpf): number {
  let count = 0;
  for (let i = 0; i < map4.starts.length; i++) {
    if (verdicts[map4.values[i]!]?.result !== 'pass') continue;
    count += (map4.starts[i + 1] ?? IPV4_SPACE) - map4.starts[i]!;
  }
  return count;
}
