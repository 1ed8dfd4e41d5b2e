import { cutTexts } from '../../merge/cut-texts.ts';
import { DECISION_KINDS, type DecisionKind } from '../../merge/decision-kinds.ts';
import { LOWEST_STAMP } from '../../merge/hybrid-clock.ts';
import type { Decision } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import type { DecisionStore } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

export function createDecisionStore(context: StoreContext): DecisionStore {
  return {
    async get<T>(kind: DecisionKind, key: string) {
      return ((await context.db.decisions.get([kind, key]))?.value ?? null) as T | null;
    },
    list: <T>(kind: DecisionKind) => listDecisions<T>(context, kind),
    set: (kind, entries) => setDecisions(context, kind, entries),
    seed: (kind, entries) => seedDecisions(context, kind, entries),
  };
}

export async function listDecisions<T>(
  context: StoreContext,
  kind: DecisionKind,
): Promise<{ key: string; value: T; decision: Decision }[]> {
  const rows = await context.db.decisions.where('[kind+key]').between([kind, ''], [kind, '\uffff']).toArray();
  return rows
    .filter((row) => row.value !== null)
    .map(({ seq: _, ...decision }) => ({ key: decision.key, value: decision.value as T, decision }));
}

type Entries = readonly { key: string; value: unknown }[];

/** Takes decisions now; `value` null takes one back. */
export async function setDecisions(
  context: StoreContext,
  kind: DecisionKind,
  entries: Entries,
): Promise<void> {
  if (entries.length === 0) return;
  const { db } = context;
  // Taking back is a kind of deleting.
  const write = entries.every((it) => it.value === null) ? withReserve : guarded;
  await write(context, () =>
    db.transaction('rw', [db.meta, db.decisions], async () => {
      const seq = await nextSeq(context);
      const stamp = await nextStamp(context);
      await db.decisions.bulkPut(
        entries.map(({ key, value }) => ({ kind, key, value: cutTexts(value), stamp, seq })),
      );
    }),
  );
  told(context, kind, entries);
}

/** Writes what nobody decided yet. It has the lowest stamp, so that it loses against every decision of a person. */
async function seedDecisions(context: StoreContext, kind: DecisionKind, entries: Entries): Promise<void> {
  const { db } = context;
  const added = await guarded(context, () =>
    db.transaction('rw', [db.meta, db.decisions], async () => {
      const known = await db.decisions.bulkGet(entries.map(({ key }) => [kind, key] as [string, string]));
      const fresh = entries.filter((_, i) => known[i] === undefined);
      if (fresh.length === 0) return fresh;
      const seq = await nextSeq(context);
      const stamp = LOWEST_STAMP;
      await db.decisions.bulkPut(fresh.map(({ key, value }) => ({ kind, key, value, stamp, seq })));
      return fresh;
    }),
  );
  if (added.length > 0) told(context, kind, added);
}

function told(context: StoreContext, kind: DecisionKind, entries: Entries): void {
  const { topic, subject } = DECISION_KINDS[kind];
  const subjects = entries.map(({ key }) => subject(key));
  const domains = subjects.filter((it) => it !== null);
  context.emit({ topic, domains: domains.length < subjects.length ? [] : [...new Set(domains)] });
}
