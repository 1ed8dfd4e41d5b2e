/** What the SPF page says of a tree: figures per branch, problems, and terms that no sender uses. */
import {
  countAddresses,
  type Interval,
  joined,
  network4,
  network6,
  SPACE4,
  SPACE6,
} from '../lib/intervals.ts';
import { parseIp } from '../lib/ip.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { BranchFigures, SpfBranch, SpfProblem, SpfTreeTerm, TermUse } from '../model/spf-tree.ts';
import { BROAD_PREFIX_4, BROAD_PREFIX_6, MAX_LOOKUPS, MAX_VOIDS } from './limits.ts';
import { branchesOf } from './tree.ts';

/** A record is near the limit when one more service could break it. */
const NEAR_LIMIT = 8;

/** Figures of each branch, the root first. */
export function branchFigures(root: SpfBranch): BranchFigures[] {
  return branchesOf(root).map((branch) => {
    const ranges = rangesUnder(branch);
    const isRoot = branch === root;
    const isVoid = branch.state === 'none' && !isRoot ? 1 : 0;
    const total = (key: 'lookups' | 'voids4' | 'voids6') => branch.terms.reduce((n, t) => n + t[key], 0);
    return {
      path: branch.path,
      lookups: total('lookups') + (isRoot ? 0 : 1),
      voids4: total('voids4') + isVoid,
      voids6: total('voids6') + isVoid,
      ...sizeOf(ranges),
    };
  });
}

/** Every network named under a branch, with the path and term that name it. */
export function namedRanges(root: SpfBranch): { range: string; path: string[]; term: string }[] {
  return branchesOf(root).flatMap((branch) =>
    branch.terms
      .filter((term) => !term.dead)
      .flatMap((term) => term.ranges.map((range) => ({ range, path: branch.path, term: term.text }))),
  );
}

function rangesUnder(branch: SpfBranch): string[] {
  return [...new Set(namedRanges(branch).map((named) => named.range))];
}

function sizeOf(ranges: readonly string[]): Pick<BranchFigures, 'ranges' | 'addresses4' | 'networks6'> {
  const four: Interval<number>[] = [];
  const six: Interval<bigint>[] = [];
  for (const range of ranges) {
    const [text = '', prefix] = range.split('/');
    const ip = parseIp(text);
    if (ip?.family === 4) four.push(network4(ip.words[0] as number, Number(prefix ?? 32)));
    else if (ip) six.push(network6(ip.words, Number(prefix ?? 128)));
  }
  return {
    ranges: ranges.length,
    addresses4: countAddresses(joined(SPACE4, outermost(four))),
    networks6: countAddresses(joined(SPACE6, outermost(six))) / 2 ** 64,
  };
}

/** Networks that lie in no other; they are nested or apart. */
function outermost<T extends number | bigint>(networks: readonly Interval<T>[]): Interval<T>[] {
  const sorted = [...networks].sort((a, b) =>
    a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1,
  );
  const outer: Interval<T>[] = [];
  for (const network of sorted) {
    const last = outer[outer.length - 1];
    if (!last || network.start > last.end) outer.push(network);
  }
  return outer;
}

/** Everything worth saying about the record, in the order of evaluation; totals last. */
export function treeProblems(root: SpfBranch): SpfProblem[] {
  const problems: SpfProblem[] = [];
  for (const branch of branchesOf(root)) {
    const add = (code: string, term?: SpfTreeTerm, figure = 0): void => {
      problems.push({ code, path: branch.path, term: term?.text ?? '', at: term?.at ?? -1, figure });
    };
    for (const error of branch.errors) {
      problems.push({ code: error.code, path: branch.path, term: error.text, at: error.at, figure: 0 });
    }
    if (branch.state !== 'record' && branch.state !== 'syntax-error') {
      add(branch.state === 'temperror' ? branch.problem : branch.state);
    }
    for (const term of branch.terms) {
      if (term.problem !== '') add(term.problem, term);
      if (term.dead) add(term.kind === 'redirect' ? 'redirect-beside-all' : 'behind-all', term);
      if (term.kind === 'ptr') add('deprecated-ptr', term);
      if (term.kind === 'all' && /^\+?all$/i.test(term.text)) add('plus-all', term);
      if (term.ranges.some(isBroad)) add('over-broad', term);
    }
    const ends = branch.terms.some((term) => term.kind === 'all' || term.kind === 'redirect');
    if (branch === root && branch.state === 'record' && !ends) add('no-all');
  }
  const [total] = branchFigures(root);
  const sums = (code: string, figure: number): void => {
    problems.push({ code, path: root.path, term: '', at: -1, figure });
  };
  const lookups = total?.lookups ?? 0;
  const voids = Math.max(total?.voids4 ?? 0, total?.voids6 ?? 0);
  if (lookups > MAX_LOOKUPS) sums('too-many-lookups', lookups);
  else if (lookups >= NEAR_LIMIT) sums('near-lookup-limit', lookups);
  if (voids > MAX_VOIDS) sums('too-many-voids', voids);
  else if (voids === MAX_VOIDS) sums('near-void-limit', voids);
  return problems;
}

function isBroad(range: string): boolean {
  const prefix = Number(range.split('/')[1] ?? 128);
  return prefix < (range.includes(':') ? BROAD_PREFIX_6 : BROAD_PREFIX_4);
}

/**
 * How the given verdicts use the terms of the tree: those that nobody reaches or matches could go. Evaluation
 * without a match passes every term; one that ended in an error passes those before the record at fault.
 */
export function termUse(root: SpfBranch, verdicts: readonly SpfVerdict[]): TermUse[] {
  const uses: TermUse[] = [];
  const first = new Map<string, number>();
  const starts = new Map<string, number>();
  const walk = (branch: SpfBranch): void => {
    const path = branch.path.join('>');
    starts.set(path, uses.length);
    for (const term of branch.terms) {
      if (term.kind === 'exp' || term.kind === 'unknown' || term.dead) continue;
      const key = `${path} ${term.text}`;
      if (!first.has(key)) first.set(key, uses.length);
      uses.push({ path: branch.path, term: term.text, at: term.at, matched: 0, reached: false });
      if (term.branch) walk(term.branch);
    }
  };
  walk(root);
  let furthest = -1;
  for (const verdict of verdicts) {
    const path = verdict.path.join('>');
    const at = first.get(`${path} ${verdict.term}`);
    const use = at === undefined ? undefined : uses[at];
    if (use && verdict.term !== '') {
      // A term that could not be decided was reached, and matched nobody yet.
      if (verdict.result !== 'undecided' && verdict.result !== 'temperror') use.matched++;
      furthest = Math.max(furthest, at ?? -1);
    } else if (verdict.result === 'neutral') furthest = uses.length - 1;
    else furthest = Math.max(furthest, (starts.get(path) ?? 0) - 1);
  }
  uses.forEach((use, at) => {
    use.reached = at <= furthest;
  });
  return uses;
}
