import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import {
  getConsumedChars,
  getFirstConsumedChar,
  getFirstConsumedCharAfter,
  isPotentiallyEmpty,
  type ReadonlyFlags,
} from 'regexp-ast-analysis';
import { analyse } from 'scslre';

/**
 * Why a regular expression may take more than linear time on a long text; empty where it cannot. Two readings together:
 * scslre finds loops that trade characters with each other or with the search for a start; the rule below finds loops behind
 * a prefix that occurs within them, as in `<!--[^]*?-->`, which begin anew at each prefix and each run to the end.
 */
export function slowExpression(source: string, flags: string): string[] {
  const reasons: string[] = analyse({ source, flags }).reports.map((report) =>
    report.type === 'Move' ? 'a loop is tried again from every place' : 'loops trade characters',
  );
  const parser = new RegExpParser();
  const pattern = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const read: ReadonlyFlags = {
    ignoreCase: flags.includes('i'),
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
    dotAll: flags.includes('s'),
    multiline: flags.includes('m'),
  };
  const loops: AST.Quantifier[] = [];
  visitRegExpAST(pattern, {
    onQuantifierEnter: (node) => {
      if (node.max === Number.POSITIVE_INFINITY) loops.push(node);
    },
  });
  for (const loop of loops) {
    if (!mayFailBehind(loop, read)) continue;
    const { chars } = getConsumedChars(loop.element, read);
    const start = pattern.alternatives.find((alternative) => isWithin(loop, alternative))!;
    if (!flags.includes('y') && !isAnchored(start, read)) {
      const first = getFirstConsumedChar(start, 'ltr', read).char;
      if (!chars.isDisjointWith(first)) reasons.push(`${loop.raw} runs over places where a match may begin`);
    }
    const behind = getFirstConsumedCharAfter(loop, 'ltr', read).char;
    // A loop that ends only where what follows cannot be one of its own characters never gives any back
    if (chars.isDisjointWith(behind)) continue;
    for (const other of loops) {
      if (other === loop) continue;
      if (isWithin(loop, other)) reasons.push(`${loop.raw} in ${other.raw}`);
      const follows = other.start >= loop.end && inSequence(loop, other) && mayFailBehind(other, read);
      if (follows && !getConsumedChars(other.element, read).chars.isDisjointWith(behind)) {
        reasons.push(`${loop.raw} before ${other.raw}`);
      }
    }
  }
  return [...new Set(reasons)];
}

/** Whether anything behind an element, in its pattern, can fail to match. */
function mayFailBehind(element: AST.Node, flags: ReadonlyFlags): boolean {
  for (let node: AST.Node = element; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type !== 'Alternative') continue;
    const rest = parent.elements.slice(parent.elements.indexOf(node as AST.Element) + 1);
    if (rest.some((it) => it.type === 'Assertion' || !isPotentiallyEmpty(it, flags))) return true;
  }
  return false;
}

/** Whether a match can begin at the start of the text only. */
function isAnchored(alternative: AST.Alternative, flags: ReadonlyFlags): boolean {
  const first = alternative.elements[0];
  if (first?.type === 'Assertion') return first.kind === 'start' && !flags.multiline;
  return (
    (first?.type === 'Group' || first?.type === 'CapturingGroup') &&
    first.alternatives.every((inner) => isAnchored(inner, flags))
  );
}

function isWithin(node: AST.Node, ancestor: AST.Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Whether one match can go through both: they are not in two branches of one choice. */
function inSequence(a: AST.Node, b: AST.Node): boolean {
  let at: AST.Node | null = a.parent;
  while (at && !isWithin(b, at)) at = at.parent;
  return at?.type === 'Alternative';
}
