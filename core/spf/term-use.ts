import type { SpfCheckProblem } from '../model/codes.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { SpfBranch, SpfTreeTerm, TermUse } from '../model/spf-tree.ts';
import { MAX_LOOKUPS, MAX_VOIDS } from './limits.ts';

/** A term in the order of evaluation, with what it costs by itself. */
interface Step {
  use: TermUse;
  term: SpfTreeTerm;
  path: string;
  lookups: number;
  voids4: number;
  voids6: number;
}

/**
 * How the given verdicts use the terms of the tree: those that nobody reaches or matches could go. Evaluation
 * without a match passes every term; one that ended in an error passes those before the term at fault, and that one.
 */
export function termUse(root: SpfBranch, verdicts: readonly SpfVerdict[]): TermUse[] {
  const steps: Step[] = [];
  const first = new Map<string, number>();
  const starts = new Map<string, number>();
  const walk = (branch: SpfBranch): void => {
    const path = branch.path.join('>');
    if (!starts.has(path)) starts.set(path, steps.length);
    for (const term of branch.terms) {
      if (term.kind === 'exp' || term.kind === 'unknown' || term.dead) continue;
      const key = `${path} ${term.text}`;
      if (!first.has(key)) first.set(key, steps.length);
      const use = { path: branch.path, term: term.text, at: term.at, matched: 0, reached: false };
      steps.push({ use, term, path, ...ownCost(term) });
      if (term.branch) walk(term.branch);
    }
  };
  walk(root);
  let furthest = -1;
  for (const verdict of verdicts) {
    const path = verdict.path.join('>');
    const at = first.get(`${path} ${verdict.term}`);
    const step = at === undefined ? undefined : steps[at];
    if (step && at !== undefined && verdict.term !== '') {
      // A term that could not be decided was reached, and matched nobody yet.
      if (verdict.result !== 'undecided' && verdict.result !== 'temperror') step.use.matched++;
      furthest = Math.max(furthest, at);
    } else if (verdict.result === 'neutral') furthest = steps.length - 1;
    else furthest = Math.max(furthest, faultAt(steps, verdict, path, starts.get(path) ?? 0));
  }
  steps.forEach(({ use }, at) => {
    use.reached = at <= furthest;
  });
  return steps.map(({ use }) => use);
}

/** The last term that an evaluation came to which ended in an error without one. */
function faultAt(steps: readonly Step[], verdict: SpfVerdict, path: string, start: number): number {
  if (verdict.problem === 'too-many-lookups') {
    const found = passing(steps, MAX_LOOKUPS, (step) => step.lookups);
    return found < 0 ? steps.length - 1 : found;
  }
  if (verdict.problem === 'too-many-voids') {
    const found = Math.max(
      passing(steps, MAX_VOIDS, (step) => step.voids4),
      passing(steps, MAX_VOIDS, (step) => step.voids6),
    );
    return found < 0 ? steps.length - 1 : found;
  }
  const at = steps.findIndex((step) => step.path === path && isFault(step.term, verdict.problem));
  return at < 0 ? start - 1 : at;
}

function isFault({ problem, branch, kind }: SpfTreeTerm, code: SpfCheckProblem): boolean {
  if (problem !== '' && problem === code) return true;
  if (code === 'include-without-record') return kind === 'include' && branch?.state === 'none';
  if (code === 'redirect-without-record') return kind === 'redirect';
  if (code === 'bad-include-target') return kind === 'include' && problem === 'bad-target';
  return code === 'bad-redirect-target' && kind === 'redirect';
}

/** The first term with which a limit is passed; -1 where it never is. */
function passing(steps: readonly Step[], most: number, cost: (step: Step) => number): number {
  let sum = 0;
  for (const [at, step] of steps.entries()) {
    sum += cost(step);
    if (sum > most) return at;
  }
  return -1;
}

/** What a term costs without what stands behind it. */
function ownCost(term: SpfTreeTerm): Pick<Step, 'lookups' | 'voids4' | 'voids6'> {
  const under = term.branch?.terms ?? [];
  const sum = (key: 'lookups' | 'voids4' | 'voids6') => under.reduce((total, each) => total + each[key], 0);
  return {
    lookups: term.lookups - sum('lookups'),
    voids4: term.voids4 - sum('voids4'),
    voids6: term.voids6 - sum('voids6'),
  };
}
