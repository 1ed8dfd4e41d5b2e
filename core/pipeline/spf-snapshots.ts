import type { Resolve } from '../model/dns.ts';
import type { UnixSeconds } from '../model/report.ts';
import type { SpfHistoryEntry, SpfPastVerdict } from '../model/spf-engine.ts';
import { createAnswerMemo } from '../spf/answer-memo.ts';
import type { CompiledSpf } from '../spf/compiled.ts';
import { evaluateSpf } from '../spf/evaluate.ts';
import { recordText } from '../spf/record-text.ts';
import {
  compareSnapshots,
  compileSnapshot,
  type SpfSnapshot,
  snapshotTree,
  takeSnapshot,
} from '../spf/snapshot.ts';
import { buildSpfTree } from '../spf/tree.ts';
import { branchFigures } from '../spf/tree-facts.ts';
import type { Store } from '../store/store.ts';

/** Entries of a history that are shown, the newest. */
export const MAX_HISTORY = 100;
const DAY = 86_400;

/** A kept snapshot with the time it was seen. */
export interface SeenSnapshot {
  snapshot: SpfSnapshot;
  until: UnixSeconds;
}

/** Oldest first. */
export async function keptSnapshots(store: Store, domain: string): Promise<SeenSnapshot[]> {
  const rows = await store.snapshots.list(domain);
  return rows.map(({ at, until, snapshot }) => ({
    snapshot: { ...(snapshot as SpfSnapshot), time: at },
    until,
  }));
}

/**
 * The snapshot of a compiled record, with what the tree names beyond what any address reaches, so that the
 * assessment of a domain and its SPF page keep the same. Null where a temporary error spoils it.
 */
export async function wholeSnapshot(
  compiled: CompiledSpf,
  resolve: Resolve,
  now: UnixSeconds,
): Promise<SpfSnapshot | null> {
  const memo = createAnswerMemo(resolve, compiled.answers);
  await buildSpfTree(compiled.domain, memo.resolve);
  return takeSnapshot({ ...compiled, answers: memo.answers }, now);
}

/** The expansions of a domain over time, newest first, each with what it changed. */
export async function spfHistory(store: Store, domain: string): Promise<SpfHistoryEntry[]> {
  const kept = await keptSnapshots(store, domain);
  const first = Math.max(0, kept.length - MAX_HISTORY);
  const entries = await Promise.all(
    kept.slice(first).map(async ({ snapshot, until }, i): Promise<SpfHistoryEntry> => {
      const before = kept[first + i - 1]?.snapshot;
      const tree = await snapshotTree(snapshot);
      const [total] = branchFigures(tree);
      return {
        at: snapshot.time,
        until,
        text: tree.text,
        lookups: total?.lookups ?? 0,
        ranges: total?.ranges ?? 0,
        addresses4: total?.addresses4 ?? 0,
        difference: before ? await compareSnapshots(before, snapshot) : null,
      };
    }),
  );
  return entries.reverse();
}

/** The verdict for an address by the snapshot that covers a UTC day; the later one where it changed that day. */
export async function spfVerdictOn(
  store: Store,
  domain: string,
  address: string,
  day: number,
): Promise<SpfPastVerdict | null> {
  const begin = day * DAY;
  const known = (await keptSnapshots(store, domain)).filter(({ snapshot }) => snapshot.time < begin + DAY);
  const found = known.at(-1);
  if (!found) return null;
  const compiled = await compileSnapshot(found.snapshot);
  const verdict = evaluateSpf(compiled, address);
  return {
    verdict,
    at: found.snapshot.time,
    until: found.until,
    certain: found.until >= begin,
    text: recordText(compiled, verdict.path.at(-1) ?? domain),
  };
}
