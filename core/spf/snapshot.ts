/** An expansion kept over time: the answers a record rested on, so that it can be evaluated again later. */
import type { DnsRecord, DnsResult, RecordType, Resolve } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { SpfBranch } from '../model/spf-tree.ts';
import { compileSpf } from './compile.ts';
import type { CompiledSpf } from './compiled.ts';
import { evaluateSpf, evaluateSpfWith } from './evaluate.ts';
import { isSpfRecord } from './parse.ts';
import { buildSpfTree } from './tree.ts';

/**
 * What DNS may say of a name in a snapshot. Of failures only those that are said of the name: a resolver out of
 * reach says nothing about the record.
 */
export const KEPT_KINDS = ['answer', 'nodata', 'nxdomain', 'servfail', 'refused'] as const;
export const KEPT_FAULTS: readonly DnsResult['kind'][] = ['servfail', 'refused'];

/** One answer, as JSON. Records without their TTL, in a fixed order. */
export interface SnapshotAnswer {
  name: string;
  type: RecordType;
  kind: (typeof KEPT_KINDS)[number];
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
 * @param options.withFaults keeps SERVFAIL and REFUSED as what DNS said: for errors that last
 */
export function takeSnapshot(
  compiled: CompiledSpf,
  time: number,
  options: { withFaults?: boolean } = {},
): SpfSnapshot | null {
  const answers: SnapshotAnswer[] = [];
  for (const [key, result] of compiled.answers) {
    const at = key.lastIndexOf(' ');
    const [name, type] = [key.slice(0, at), key.slice(at + 1)];
    const kind = KEPT_KINDS.find((each) => each === result.kind);
    if (kind === undefined || result.stale || (isFault(result) && !options.withFaults)) return null;
    const data = result.kind === 'answer' ? result.records.map((record) => record.data) : [];
    data.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    answers.push({ name, type: type as RecordType, kind, data });
  }
  answers.sort((a, b) => (`${a.name} ${a.type}` < `${b.name} ${b.type}` ? -1 : 1));
  return { version: 1, domain: compiled.domain, time, answers };
}

function isFault({ kind }: { kind: DnsResult['kind'] }): boolean {
  return KEPT_FAULTS.includes(kind);
}

/** Questions that DNS did not answer when the snapshot was taken, for a day or longer. */
export function snapshotFaults(snapshot: SpfSnapshot): SnapshotAnswer[] {
  return snapshot.answers.filter(isFault);
}

/** Whether the answers that an evaluation rests on are those of a snapshot, which may hold more. */
export function stillHolds(snapshot: SpfSnapshot, compiled: CompiledSpf): boolean {
  const text = (answer: SnapshotAnswer): string => JSON.stringify(answer);
  const kept = new Set(snapshot.answers.map(text));
  return takeSnapshot(compiled, 0)?.answers.every((answer) => kept.has(text(answer))) ?? false;
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
    if (answer.kind === 'servfail' || answer.kind === 'refused') {
      return { kind: answer.kind, error: null, detail: 'when it was kept', ...base };
    }
    if (answer.kind !== 'answer') return { kind: answer.kind, chain: [], soaOwner: null, ttl: 0, ...base };
    const records = answer.data.map((data) => ({ type, name, ttl: 0, data }) as DnsRecord);
    return { kind: 'answer', records, chain: [], ttl: 0, ...base };
  };
}

/** The record as it was, ready to evaluate addresses. Terms that ask for each address cannot be decided now. */
export function compileSnapshot(snapshot: SpfSnapshot): Promise<CompiledSpf> {
  return compileSpf(snapshot.domain, snapshotResolve(snapshot));
}

/**
 * The verdict of an address by the record as it was. Where it hangs on a question that was not asked then
 * (`exists`, `ptr` and macros ask for each address), it is `undecided` with the problem `not-kept`.
 */
export async function verdictInSnapshot(snapshot: SpfSnapshot, address: string): Promise<SpfVerdict> {
  const compiled = await compileSnapshot(snapshot);
  const answered = snapshotResolve(snapshot);
  let missing = false;
  const verdict = await evaluateSpfWith(compiled, address, async (name, type, purpose) => {
    const result = await answered(name, type, purpose);
    missing ||= result.kind === 'offline';
    return result;
  });
  return missing ? { ...evaluateSpf(compiled, address), problem: 'not-kept' } : verdict;
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

/** The text of the record that a domain publishes in a snapshot; empty where it publishes none, or several. */
export function recordText(snapshot: SpfSnapshot, domain: string): string {
  const name = domain.toLowerCase();
  const answer = snapshot.answers.find((each) => each.type === 'TXT' && each.name === name);
  const texts = (answer?.data ?? []).map((strings) => (strings as string[]).join(''));
  const [text, second] = texts.filter(isSpfRecord);
  return text === undefined || second !== undefined ? '' : text;
}
