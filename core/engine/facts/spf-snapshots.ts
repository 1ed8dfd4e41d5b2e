import type { UnixSeconds } from '../../model/report.ts';
import type { StoredSnapshot } from '../../model/stored.ts';
import {
  recordText,
  type SpfSnapshot,
  snapshotFaults,
  snapshotTree,
  verdictInSnapshot,
} from '../../spf/snapshot.ts';
import { compareSnapshots } from '../../spf/snapshot-difference.ts';
import { branchFigures } from '../../spf/tree-facts.ts';
import type { Store } from '../../store/store.ts';
import type { SpfChainLink, SpfHistoryEntry, SpfPastVerdict } from '../spf/face.ts';

/** Entries of a history that are shown, the newest. */
export const MAX_HISTORY = 100;
/** Records on a verdict's way that are looked for; evaluation ends after ten look-ups. */
export const MAX_CHAIN = 20;
const DAY = 86_400;

/** A kept snapshot with the time it was seen. */
export interface SeenSnapshot {
  snapshot: SpfSnapshot;
  until: UnixSeconds;
}

/** Oldest first. */
export async function keptSnapshots(store: Store, domain: string): Promise<SeenSnapshot[]> {
  return (await store.snapshots.list(domain)).map(seen);
}

/** The newest; null where none is kept. */
export async function lastSnapshot(store: Store, domain: string): Promise<SeenSnapshot | null> {
  const row = await store.snapshots.last(domain);
  return row === null ? null : seen(row);
}

function seen({ at, until, snapshot }: StoredSnapshot): SeenSnapshot {
  return { snapshot: { ...(snapshot as SpfSnapshot), time: at }, until };
}

/** The expansions of a domain over time, newest first, each with what it changed. */
export async function spfHistory(
  store: Store,
  domain: string,
  options: { maxEntries?: number } = {},
): Promise<SpfHistoryEntry[]> {
  const kept = await keptSnapshots(store, domain);
  const first = Math.max(0, kept.length - (options.maxEntries ?? MAX_HISTORY));
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
        faults: snapshotFaults(snapshot).map(({ name, type, kind }) => ({
          name,
          type,
          kind: kind as 'servfail' | 'refused',
        })),
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
  const verdict = await verdictInSnapshot(found.snapshot, address);
  return {
    verdict,
    at: found.snapshot.time,
    until: found.until,
    certain: found.until >= begin,
    chain: chainIn(found.snapshot, verdict.path),
  };
}

/** The records on a verdict's path, as last kept of its first domain. */
export async function spfChain(
  store: Store,
  path: readonly string[],
  options: { maxLinks?: number } = {},
): Promise<SpfChainLink[]> {
  const last = await lastSnapshot(store, path[0] ?? '');
  return last ? chainIn(last.snapshot, path, options.maxLinks) : [];
}

function chainIn(snapshot: SpfSnapshot, path: readonly string[], maxLinks = MAX_CHAIN): SpfChainLink[] {
  return path.slice(0, maxLinks).map((domain) => ({ domain, text: recordText(snapshot, domain) }));
}
