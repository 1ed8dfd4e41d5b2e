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
import type { SpfTreeCode, SpfTreeProblem } from '../model/codes.ts';
import type { BranchFigures, SpfBranch, SpfProblem, SpfTreeTerm } from '../model/spf-tree.ts';
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
  const visit = (branch: SpfBranch, authorises: boolean): void => {
    problems.push(...branchProblems(branch, authorises));
    for (const term of branch.terms) {
      if (term.branch) visit(term.branch, authorises && isPlus(term));
    }
    const ends = branch.terms.some((term) => term.kind === 'all' || term.kind === 'redirect');
    if (branch === root && branch.state === 'record' && !ends) problems.push(problemAt(branch, 'no-all'));
  };
  visit(root, true);
  const [total] = branchFigures(root);
  const sums = (code: SpfTreeCode, figure: number): void => {
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

/** @param authorises whether what matches in this branch passes: not behind `-include` */
function branchProblems(branch: SpfBranch, authorises: boolean): SpfProblem[] {
  const problems = branch.errors.map(
    (error): SpfProblem => ({
      code: error.code,
      path: branch.path,
      term: error.text,
      at: error.at,
      figure: 0,
    }),
  );
  const add = (code: SpfTreeProblem, term?: SpfTreeTerm): void => {
    problems.push(problemAt(branch, code, term));
  };
  if (branch.state !== 'record' && branch.state !== 'syntax-error') {
    const code = branch.state === 'temperror' ? branch.problem : branch.state;
    if (code !== '') add(code);
  }
  for (const term of branch.terms) {
    const passes = authorises && isPlus(term);
    if (term.problem !== '' && (term.problem !== 'over-broad' || passes)) add(term.problem, term);
    if (term.dead) add(term.kind === 'redirect' ? 'redirect-beside-all' : 'behind-all', term);
    if (term.kind === 'ptr') add('deprecated-ptr', term);
    if (term.kind === 'all' && passes) add('plus-all', term);
    if (passes && term.ranges.some(isBroad)) add('over-broad', term);
    if (term.kind === 'unknown' && MECHANISM_WITH_EQUALS.test(term.text)) add('equals-for-colon', term);
  }
  return problems;
}

/** A mechanism written as a modifier, which receivers pass over (RFC 7208 section 6). */
const MECHANISM_WITH_EQUALS = /^(?:all|include|a|mx|ptr|exists|ip4|ip6)=/i;

/** Whether a match of the term passes; a redirect gives what the record behind it does. */
function isPlus(term: SpfTreeTerm): boolean {
  return !/^[-~?]/.test(term.text);
}

function problemAt(branch: SpfBranch, code: SpfTreeProblem, term?: SpfTreeTerm): SpfProblem {
  return { code, path: branch.path, term: term?.text ?? '', at: term?.at ?? -1, figure: 0 };
}

function isBroad(range: string): boolean {
  const prefix = Number(range.split('/')[1] ?? 128);
  return prefix < (range.includes(':') ? BROAD_PREFIX_6 : BROAD_PREFIX_4);
}
