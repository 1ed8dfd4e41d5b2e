import { normalName } from '../lib/domain-name.ts';
import type { DmarcRecord } from '../model/dmarc.ts';
import type { NoAnswer, Resolve } from '../model/dns.ts';
import { fetchDmarcRecord, type RecordAt } from './fetch-record.ts';

/** RFC 9989 section 4.10: a walk makes at most eight queries. */
export const MAX_WALK_QUERIES = 8;
/** Step 4: a name of eight labels or more goes on with its last seven. */
const LABELS_AFTER_CUT = 7;

export interface TreeWalk {
  start: string;
  /** Records found, longest name first. The last may carry psd=y or psd=n, which ended the walk. */
  found: { name: string; record: DmarcRecord }[];
  queried: string[];
  discarded: string[];
  /** Why DNS gave no answer, which ended the walk; null where it came to its end. */
  failure: NoAnswer | null;
}

/** Asks for the record at one name; a cache around it lets several walks share queries. */
export type RecordLookup = (name: string) => Promise<RecordAt>;

/** A lookup over DNS that asks each name once. */
export function recordLookup(resolve: Resolve): RecordLookup {
  const known = new Map<string, Promise<RecordAt>>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = fetchDmarcRecord(name, resolve);
      known.set(name, answer);
    }
    return answer;
  };
}

/** The names a walk asks, in order: the start, then at most seven labels, then one fewer each time. */
export function walkNames(start: string): string[] {
  const labels = start.split('.');
  const names = [start];
  const rest = labels.length > LABELS_AFTER_CUT ? LABELS_AFTER_CUT : labels.length - 1;
  for (let count = rest; count > 0; count -= 1) names.push(labels.slice(-count).join('.'));
  return names;
}

/**
 * DNS Tree Walk, RFC 9989 section 4.10. It stops at psd=y or psd=n, at the top-level domain, or at a DNS
 * failure: what lies above a name that could not be read is not known, so nothing is guessed.
 */
export async function treeWalk(domain: string, lookup: RecordLookup): Promise<TreeWalk> {
  const start = normalName(domain);
  const walk: TreeWalk = { start, found: [], queried: [], discarded: [], failure: null };
  for (const name of walkNames(start).slice(0, MAX_WALK_QUERIES)) {
    walk.queried.push(name);
    const at = await lookup(name);
    if (at.kind === 'failed') {
      walk.failure = at.failure;
      return walk;
    }
    if (at.kind === 'discarded') walk.discarded.push(name);
    if (at.kind !== 'record') continue;
    walk.found.push({ name, record: at.record });
    if (at.record.psd !== 'u') return walk;
  }
  return walk;
}

/** Organizational Domain of a finished walk, RFC 9989 section 4.10.2. */
export function organizationalDomainOf(walk: TreeWalk): string {
  for (const { name, record } of walk.found) {
    if (record.psd === 'n') return name;
    // The start itself being a public suffix does not make anything below it the answer.
    if (record.psd === 'y' && name !== walk.start) return oneLabelBelow(name, walk.start);
  }
  return walk.found.at(-1)?.name ?? walk.start;
}

/** The name one label longer than `ancestor` on the way to `name`. */
function oneLabelBelow(ancestor: string, name: string): string {
  return name
    .split('.')
    .slice(-(ancestor.split('.').length + 1))
    .join('.');
}
