import { keyAmong } from '../../../dmarc/dkim-key.ts';
import type { SpfFacts } from '../../../domains/needs/domain-needs.ts';
import type { KeyFacts } from '../../../domains/needs/key-needs.ts';
import { utcDay } from '../../../lib/days.ts';
import type { UnixSeconds } from '../../../model/report.ts';
import { evaluateSpf } from '../../../spf/evaluate.ts';
import { compileSnapshot, snapshotFaults, snapshotTree } from '../../../spf/snapshot.ts';
import { branchFigures, treeProblems } from '../../../spf/tree-facts.ts';
import type { Store } from '../../../store/store.ts';
import { keptDkimKeys, selectorName } from '../../facts/dkim-keys.ts';
import { lastSnapshot } from '../../facts/spf-snapshots.ts';
import { CURRENT_DAYS } from './mail-facts.ts';

/** An address of no network (RFC 1112 section 4): no honest term matches it, so evaluation runs to the end. */
const NOBODY = '240.0.0.1';
/** A key is in use while mail is signed with it in the last days of reports, unless these are old themselves. */
const IN_USE_DAYS = 7;

/** The domain's own SPF record as last kept; null where none is, or a part of it did not answer. */
export async function spfFacts(store: Store, domain: string): Promise<SpfFacts | null> {
  const last = await lastSnapshot(store, domain);
  if (last === null || !Array.isArray(last.snapshot.answers)) return null;
  if (snapshotFaults(last.snapshot).length > 0) return null;
  const tree = await snapshotTree(last.snapshot);
  if (tree.state === 'none') return null;
  const verdict = evaluateSpf(await compileSnapshot(last.snapshot), NOBODY);
  const invalid = verdict.result === 'permerror' ? verdict.problem : null;
  return {
    since: last.snapshot.time,
    invalid,
    lookups: branchFigures(tree)[0]?.lookups ?? 0,
    nearLimit: treeProblems(tree).some(({ code }) => code === 'near-lookup-limit'),
  };
}

/** Keys of selectors that sign the domain's mail, as DNS was last seen to show them. */
export async function keyFacts(
  store: Store,
  domain: string,
  newestDay: number,
  now: UnixSeconds,
): Promise<KeyFacts[]> {
  const facts: KeyFacts[] = [];
  const usedSince = Math.max(newestDay - IN_USE_DAYS, utcDay(now) - CURRENT_DAYS);
  for (const selector of (await keptDkimKeys(store, domain))?.selectors ?? []) {
    const name = selectorName(selector);
    const last = await store.snapshots.last(name);
    const text = (last?.snapshot as { text?: unknown } | undefined)?.text;
    // Kept before the messages of a selector were: nobody knows whether it is in use.
    if (last === null || typeof text !== 'string' || selector.lastDay === undefined) continue;
    const key = keyAmong(text === '' ? [] : text.split('\n'));
    facts.push({
      name,
      selector: selector.selector,
      state: key.state,
      weak: key.weak,
      bits: key.bits,
      since: last.at,
      messages: selector.messages ?? 0,
      inUse: selector.lastDay > usedSince,
      unchangedFor: Math.max(0, now - last.at),
    });
  }
  return facts;
}
