import { readTagList } from '../lib/tag-list.ts';
import type { DnsResult, MxData, Resolve } from '../model/dns.ts';
import type { PlanState, TxtSet } from '../model/host.ts';
import type { UnixSeconds } from '../model/report.ts';

/** Resolvers may add a little to a TTL; drift is not told before this many seconds more have passed. */
export const TTL_SLACK = 30;

/** What was written, and what stood there before. */
export interface Written {
  wanted: TxtSet;
  /** Texts before the change; null where the change was not made by this app. */
  before: string[] | null;
  /** TTL of the records before, or of the negative answer; seconds. */
  beforeTtl: number;
  /** When the host confirmed it; null where a person loads it by hand. */
  at: UnixSeconds | null;
  /** When DNS first showed it; absent before that. */
  seen?: UnixSeconds;
}

/** Asks DNS for a wanted record and compares. Nothing counts as in force before this says `published`. */
export async function readBack(
  written: Written,
  resolve: Resolve,
  now: UnixSeconds,
  type: 'TXT' | 'MX' = 'TXT',
): Promise<PlanState> {
  return planState(written, await resolve(written.wanted.name, type, 'host-readback'), now);
}

/**
 * State of a wanted record: published; pending while DNS still shows what stood before and its TTL has not
 * passed, or until a record that is loaded by hand is seen for the first time; drifted where it shows anything
 * else; unknown where it did not answer.
 */
export function planState(written: Written, result: DnsResult, now: UnixSeconds): PlanState {
  if ('detail' in result) return { state: 'unknown', reason: result.kind };
  const found = textsOf(result);
  const { wanted } = written;
  // TXT sets at shared names (SPF at the apex) hold other records too: only the same kind is compared.
  const rivals = found.filter((text) => wanted.texts.some((each) => kindOf(each) === kindOf(text)));
  if (sameTexts(rivals, wanted.texts)) return { state: 'published' };
  if (written.at === null && written.seen === undefined && written.before !== null) {
    return { state: 'pending', wait: 0, found: rivals };
  }
  if (written.at !== null && written.before !== null && sameTexts(rivals, ofKind(written.before, wanted))) {
    const left = written.at + written.beforeTtl - now;
    if (left + TTL_SLACK > 0) return { state: 'pending', wait: Math.max(left, 0), found: rivals };
  }
  return { state: 'drifted', found: rivals, difference: differences(wanted.texts, rivals) };
}

/** Tags that differ between two sets of one record each; a whole record where they cannot be compared. */
function differences(
  wanted: readonly string[],
  found: readonly string[],
): { tag: string; wanted: string; found: string }[] {
  const [left, right] = [wanted[0], found[0]];
  if (wanted.length !== 1 || found.length !== 1 || left === undefined || right === undefined) {
    return [{ tag: '', wanted: wanted.join(' | '), found: found.join(' | ') }];
  }
  const [want, have] = [tagMap(left), tagMap(right)];
  if (want === null || have === null) return [{ tag: '', wanted: left, found: right }];
  return [...new Set([...want.keys(), ...have.keys()])]
    .map((tag) => ({ tag, wanted: want.get(tag) ?? '', found: have.get(tag) ?? '' }))
    .filter((each) => each.wanted !== each.found);
}

/** Whether two sets say the same: the order of records, and the order and spacing of tags, do not matter. */
export function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  const left = a.map(canonical).sort();
  const right = b.map(canonical).sort();
  return left.length === right.length && left.every((text, i) => text === right[i]);
}

function canonical(text: string): string {
  const tags = tagMap(text);
  if (tags === null) return text.trim();
  return [...tags]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(';');
}

function tagMap(text: string): Map<string, string> | null {
  const list = readTagList(text);
  if (list.tags[0]?.name !== 'v' || list.malformed.length > 0 || list.duplicates.length > 0) return null;
  return new Map(list.tags.map((tag) => [tag.name, tag.value]));
}

/** `v=spf1`, `v=DMARC1` or the like; texts without a version are compared with each other. */
function kindOf(text: string): string {
  return /^\s*v\s*=\s*[^\s;]*/i.exec(text)?.[0].replace(/\s/g, '').toLowerCase() ?? '';
}

function ofKind(texts: readonly string[], wanted: TxtSet): string[] {
  return texts.filter((text) => wanted.texts.some((each) => kindOf(each) === kindOf(text)));
}

function textsOf(result: DnsResult): string[] {
  if (result.kind !== 'answer') return [];
  return result.records.flatMap((record) => {
    if (record.type === 'TXT') return [record.data.join('')];
    return record.type === 'MX' ? [mxText(record.data)] : [];
  });
}

/** An MX record as a zone file has it: preference and absolute name. */
export function mxText({ preference, exchange }: MxData): string {
  return `${preference} ${exchange}.`;
}
