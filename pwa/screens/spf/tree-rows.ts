import type { SpfRecordView } from '../../../core/engine/spf/face.ts';
import type { BranchFigures, SpfBranch, SpfTreeTerm, TermUse } from '../../../core/model/spf-tree.ts';

/** Networks in a row from which they are drawn as one line that opens. */
export const NETWORKS_TOGETHER = 5;
/** Lines of an opened run of networks before the user asks for all. */
export const NETWORKS_SHOWN = 50;

/** What a line of the tree table shows; figures are 0 where there is nothing to count. */
export interface TreeRow {
  key: string;
  depth: number;
  term: SpfTreeTerm | null;
  /** Networks drawn as one line; empty for a term of its own. */
  networks: SpfTreeTerm[];
  /** Undefined: there is nothing to open. */
  open?: boolean;
  lookups: number;
  voids4: number;
  voids6: number;
  ranges: number;
  addresses4: number;
  networks6: number;
  /** Sender addresses whose evaluation ends here or under here; null where none were judged. */
  used: number | null;
  reached: boolean;
  /** Lines of this run that are not drawn; its key opens all. */
  hidden: number;
}

/** The lines of a tree with these keys opened; `all` opens runs of networks wholly. */
export function treeRows(view: SpfRecordView, opened: ReadonlySet<string>): TreeRow[] {
  const figures = new Map(view.figures.map((each) => [each.path.join('>'), each]));
  const uses = new Map(view.uses.map((use) => [`${use.path.join('>')}@${use.at}`, use]));
  const rows: TreeRow[] = [];
  const walk = (branch: SpfBranch, depth: number): void => {
    const path = branch.path.join('>');
    for (const run of runsOf(branch.terms)) {
      const [first] = run;
      if (!first) continue;
      const key = `${path}@${first.at}`;
      if (run.length < NETWORKS_TOGETHER) {
        for (const term of run) single(term, path, depth);
        continue;
      }
      const parts = run.map((term) => termRow(term, path, depth + 1, uses, figures, view.addresses));
      const open = opened.has(key);
      const shown = opened.has(`${key}*`) ? parts : parts.slice(0, NETWORKS_SHOWN);
      rows.push({
        ...summed(parts),
        key,
        depth,
        open,
        networks: run,
        hidden: open ? parts.length - shown.length : 0,
      });
      if (open) rows.push(...shown);
    }
  };
  const single = (term: SpfTreeTerm, path: string, depth: number): void => {
    const row = termRow(term, path, depth, uses, figures, view.addresses);
    if (!term.branch || term.branch.terms.length === 0) {
      rows.push(row);
      return;
    }
    const open = opened.has(row.key);
    rows.push({ ...row, open });
    if (open) walk(term.branch, depth + 1);
  };
  walk(view.tree, 0);
  return rows;
}

/** Keys of all branches: what is open at first, and with "Open all". */
export function branchKeys(tree: SpfBranch): string[] {
  const path = tree.path.join('>');
  return tree.terms.flatMap((term) =>
    term.branch ? [`${path}@${term.at}`, ...branchKeys(term.branch)] : [],
  );
}

/** Neighbouring networks together, every other term by itself. */
function runsOf(terms: readonly SpfTreeTerm[]): SpfTreeTerm[][] {
  const runs: SpfTreeTerm[][] = [];
  for (const term of terms) {
    const last = runs.at(-1);
    if (isPlainNetwork(term) && last?.[0] && isPlainNetwork(last[0])) last.push(term);
    else runs.push([term]);
  }
  return runs;
}

const isPlainNetwork = (term: SpfTreeTerm): boolean =>
  (term.kind === 'ip4' || term.kind === 'ip6') && term.problem === '' && !term.dead;

function termRow(
  term: SpfTreeTerm,
  path: string,
  depth: number,
  uses: ReadonlyMap<string, TermUse>,
  figures: ReadonlyMap<string, BranchFigures>,
  addresses: number,
): TreeRow {
  const key = `${path}@${term.at}`;
  const use = uses.get(key);
  const under = term.branch ? figures.get(term.branch.path.join('>')) : undefined;
  const size = under ?? { ranges: term.ranges.length, ...sizeOf(term.ranges) };
  let used = use?.matched ?? 0;
  if (term.branch) {
    const inside = `${term.branch.path.join('>')}`;
    for (const [other, { matched }] of uses) {
      if (other.startsWith(`${inside}@`) || other.startsWith(`${inside}>`)) used += matched;
    }
  }
  return {
    key,
    depth,
    term,
    networks: [],
    lookups: term.lookups,
    voids4: term.voids4,
    voids6: term.voids6,
    ranges: size.ranges,
    addresses4: size.addresses4,
    networks6: size.networks6,
    used: addresses === 0 || !use ? null : used,
    reached: use?.reached ?? true,
    hidden: 0,
  };
}

function summed(parts: readonly TreeRow[]): Omit<TreeRow, 'key' | 'depth' | 'hidden'> {
  const sum = (key: 'ranges' | 'addresses4' | 'networks6') => parts.reduce((n, part) => n + part[key], 0);
  const judged = parts.some((part) => part.used !== null);
  return {
    term: null,
    networks: [],
    lookups: 0,
    voids4: 0,
    voids6: 0,
    ranges: sum('ranges'),
    addresses4: sum('addresses4'),
    networks6: sum('networks6'),
    used: judged ? parts.reduce((n, part) => n + (part.used ?? 0), 0) : null,
    reached: parts.some((part) => part.reached),
  };
}

/** Addresses of a term's own networks, which lie apart. */
function sizeOf(ranges: readonly string[]): { addresses4: number; networks6: number } {
  let addresses4 = 0;
  let networks6 = 0;
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    if (address.includes(':')) networks6 += 2 ** (64 - Number(prefix ?? 128));
    else addresses4 += 2 ** (32 - Number(prefix ?? 32));
  }
  return { addresses4, networks6 };
}
