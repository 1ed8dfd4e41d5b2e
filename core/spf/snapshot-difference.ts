import type { NamedRange, SnapshotDifference } from '../model/spf-tree.ts';
import { KEPT_FAULTS, type SpfSnapshot, snapshotTree } from './snapshot.ts';
import { branchesOf } from './tree.ts';
import { namedRanges } from './tree-facts.ts';

/**
 * What changed between two snapshots of a domain. A network that moved to another include went and came. What
 * stands behind a question that DNS did not answer in one of them is not known, so it neither came nor went.
 */
export async function compareSnapshots(before: SpfSnapshot, after: SpfSnapshot): Promise<SnapshotDifference> {
  const [a, b] = await Promise.all([describe(before), describe(after)]);
  const isKnown = (path: readonly string[], term = ''): boolean =>
    ![a, b].some(({ dark }) => dark.some((each) => leadsTo(each, path, term)));
  const paths = [...new Set([...a.texts.keys(), ...b.texts.keys()])];
  const only = (these: Described, those: Described): NamedRange[] =>
    [...these.ranges]
      .filter(([key, { path, term }]) => !those.ranges.has(key) && isKnown(path, term))
      .map(([, named]) => named);
  return {
    came: only(b, a),
    went: only(a, b),
    records: paths
      .map((path) => ({
        path: path.split('>'),
        before: a.texts.get(path) ?? '',
        after: b.texts.get(path) ?? '',
      }))
      .filter((record) => record.before !== record.after && isKnown(record.path)),
  };
}

/** A place in a tree; an empty term means the whole branch. */
interface Place {
  path: readonly string[];
  term: string;
}

interface Described {
  ranges: Map<string, NamedRange>;
  texts: Map<string, string>;
  /** Where DNS did not answer. */
  dark: Place[];
}

/** Whether something lies at a place or under it. */
function leadsTo(place: Place, path: readonly string[], term: string): boolean {
  if (place.term !== '') return place.term === term && place.path.join('>') === path.join('>');
  return place.path.every((domain, i) => path[i] === domain);
}

async function describe(snapshot: SpfSnapshot): Promise<Described> {
  const tree = await snapshotTree(snapshot);
  const branches = branchesOf(tree);
  const isDark = (problem: string): boolean => KEPT_FAULTS.some((kind) => problem === `dns-${kind}`);
  return {
    ranges: new Map(namedRanges(tree).map((named) => [`${named.range} ${named.path.join('>')}`, named])),
    texts: new Map(branches.map((branch) => [branch.path.join('>'), branch.text])),
    dark: branches.flatMap(({ path, problem, terms }) => [
      ...(isDark(problem) ? [{ path, term: '' }] : []),
      ...terms.filter((term) => isDark(term.problem)).map((term) => ({ path, term: term.text })),
    ]),
  };
}
