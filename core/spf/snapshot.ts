/** An expansion kept over time: the answers a record rested on, so that it can be evaluated again later. */
import type { DnsRecord, DnsResult, RecordType, Resolve } from '../model/dns.ts';
import type { NamedRange, SnapshotDifference, SpfBranch } from '../model/spf-tree.ts';
import { compileSpf } from './compile.ts';
import type { CompiledSpf } from './compiled.ts';
import { branchesOf, buildSpfTree } from './tree.ts';
import { namedRanges } from './tree-facts.ts';

/** One answer, as JSON. Records without their TTL, in a fixed order. */
export interface SnapshotAnswer {
  name: string;
  type: RecordType;
  kind: 'answer' | 'nodata' | 'nxdomain';
  data: unknown[];
}

export interface SpfSnapshot {
  version: 1;
  domain: string;
  /** Unix seconds. */
  time: number;
  answers: SnapshotAnswer[];
}

/**
 * The snapshot of an expansion, or null where a temporary error or an answer past its TTL makes it worth
 * nothing as evidence. Equal DNS gives an equal snapshot but for the time.
 * @param compiled as `expandSpf` gives it, with the answers of the tree
 * @param time Unix seconds
 */
export function takeSnapshot(compiled: CompiledSpf, time: number): SpfSnapshot | null {
  const answers: SnapshotAnswer[] = [];
  for (const [key, result] of compiled.answers) {
    const at = key.lastIndexOf(' ');
    const [name, type] = [key.slice(0, at), key.slice(at + 1)];
    if (result.kind !== 'answer' && result.kind !== 'nodata' && result.kind !== 'nxdomain') return null;
    if (result.stale) return null;
    const data = result.kind === 'answer' ? result.records.map((record) => record.data) : [];
    data.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    answers.push({ name, type: type as RecordType, kind: result.kind, data });
  }
  answers.sort((a, b) => (`${a.name} ${a.type}` < `${b.name} ${b.type}` ? -1 : 1));
  return { version: 1, domain: compiled.domain, time, answers };
}

/** Whether two snapshots say the same; a new one is kept only where not. */
export function sameSnapshot(a: SpfSnapshot, b: SpfSnapshot): boolean {
  return a.domain === b.domain && JSON.stringify(a.answers) === JSON.stringify(b.answers);
}

/** DNS as it was: what was not asked then is `offline`, so nothing is asked now and nothing is invented. */
function snapshotResolve(snapshot: SpfSnapshot): Resolve {
  const known = new Map(snapshot.answers.map((answer) => [`${answer.name} ${answer.type}`, answer]));
  return async (name, type): Promise<DnsResult> => {
    const answer = known.get(`${name.toLowerCase()} ${type}`);
    const base = { age: 0, stale: false };
    if (!answer) return { kind: 'offline', error: null, detail: 'not in the snapshot', ...base };
    if (answer.kind !== 'answer') return { kind: answer.kind, chain: [], soaOwner: null, ttl: 0, ...base };
    const records = answer.data.map((data) => ({ type, name, ttl: 0, data }) as DnsRecord);
    return { kind: 'answer', records, chain: [], ttl: 0, ...base };
  };
}

/** The record as it was, ready to evaluate addresses. Terms that ask for each address cannot be decided now. */
export function compileSnapshot(snapshot: SpfSnapshot): Promise<CompiledSpf> {
  return compileSpf(snapshot.domain, snapshotResolve(snapshot));
}

/** The tree of the record as it was. */
export function snapshotTree(snapshot: SpfSnapshot): Promise<SpfBranch> {
  return buildSpfTree(snapshot.domain, snapshotResolve(snapshot));
}

/** The snapshot in force at a time (Unix seconds): the newest that is not later; null where none covers it. */
export function snapshotAt(snapshots: readonly SpfSnapshot[], time: number): SpfSnapshot | null {
  let best: SpfSnapshot | null = null;
  for (const snapshot of snapshots) {
    if (snapshot.time <= time && (best === null || snapshot.time > best.time)) best = snapshot;
  }
  return best;
}

/** What changed between two snapshots of a domain. A network that moved to another include went and came. */
export async function compareSnapshots(before: SpfSnapshot, after: SpfSnapshot): Promise<SnapshotDifference> {
  const [a, b] = await Promise.all([describe(before), describe(after)]);
  const paths = [...new Set([...a.texts.keys(), ...b.texts.keys()])];
  return {
    came: [...b.ranges].filter(([key]) => !a.ranges.has(key)).map(([, named]) => named),
    went: [...a.ranges].filter(([key]) => !b.ranges.has(key)).map(([, named]) => named),
    records: paths
      .map((path) => ({
        path: path.split('>'),
        before: a.texts.get(path) ?? '',
        after: b.texts.get(path) ?? '',
      }))
      .filter((record) => record.before !== record.after),
  };
}

async function describe(
  snapshot: SpfSnapshot,
): Promise<{ ranges: Map<string, NamedRange>; texts: Map<string, string> }> {
  const tree = await snapshotTree(snapshot);
  const ranges = namedRanges(tree).map((named): [string, NamedRange] => [
    `${named.range} ${named.path.join('>')}`,
    named,
  ]);
  const texts = branchesOf(tree).map((branch): [string, string] => [branch.path.join('>'), branch.text]);
  return { ranges: new Map(ranges), texts: new Map(texts) };
}
