import { toALabels } from '../lib/dns-names.ts';
import type { Resolve } from '../model/dns.ts';
import type { SpfBranch } from '../model/spf-tree.ts';
import { createAnswerMemo } from './answer-memo.ts';
import { compileWith } from './compile.ts';
import type { CompiledSpf } from './compiled.ts';
import { buildSpfTree } from './tree.ts';

/**
 * A record with everything it names: compiled for evaluation, and as the tree that the SPF page shows and that
 * snapshots keep. Both rest on the same answers; `compiled.answers` holds those of the tree as well, so that
 * what stands behind a term that is evaluated per address is kept too.
 */
export async function expandSpf(
  domain: string,
  resolve: Resolve,
): Promise<{ compiled: CompiledSpf; tree: SpfBranch }> {
  const name = toALabels(domain.replace(/\.$/, ''));
  const memo = createAnswerMemo(resolve);
  const compiled = await compileWith(name, memo);
  return { compiled, tree: await buildSpfTree(name, memo.resolve) };
}
