import type { Decision } from '../../model/stored.ts';
import { nextSeq, nextStamp, type StoreContext } from '../context.ts';
import type { DecisionStore, StoreTopic } from '../store.ts';
import { guarded } from '../with-quota-errors.ts';

/** Topic that listeners of a kind of decision wait for; others are told as `settings`. */
const TOPICS: Record<string, StoreTopic> = {
  ignored: 'senders',
  grouping: 'senders',
  service: 'senders',
  'alert-rule': 'alerts',
  wanted: 'domains',
};

export function topicOf(kind: string): StoreTopic {
  return kind.startsWith('domain-') ? 'domains' : (TOPICS[kind] ?? 'settings');
}

export function createDecisionStore(context: StoreContext): DecisionStore {
  return {
    async get<T>(kind: string, key: string) {
      return ((await context.db.decisions.get([kind, key]))?.value ?? null) as T | null;
    },
    list: <T>(kind: string) => listDecisions<T>(context, kind),
    set: (kind, entries) => setDecisions(context, kind, entries),
  };
}

export async function listDecisions<T>(
  context: StoreContext,
  kind: string,
): Promise<{ key: string; value: T; decision: Decision }[]> {
  const rows = await context.db.decisions.where('[kind+key]').between([kind, ''], [kind, '\uffff']).toArray();
  return rows
    .filter((row) => row.value !== null)
    .map(({ seq: _, ...decision }) => ({ key: decision.key, value: decision.value as T, decision }));
}

/** Takes decisions now; `value` null takes one back. */
export async function setDecisions(
  context: StoreContext,
  kind: string,
  entries: readonly { key: string; value: unknown }[],
): Promise<void> {
  if (entries.length === 0) return;
  const { db } = context;
  await guarded(context, () =>
    db.transaction('rw', [db.meta, db.decisions], async () => {
      const seq = await nextSeq(context);
      const stamp = await nextStamp(context);
      await db.decisions.bulkPut(entries.map(({ key, value }) => ({ kind, key, value, stamp, seq })));
    }),
  );
  context.emit({ topic: topicOf(kind), domains: domainsOf(kind, entries) });
}

/** Domains that decisions of a kind concern, from their keys; none: any domain. */
export function domainsOf(kind: string, entries: readonly { key: string }[]): string[] {
  if (kind.startsWith('domain-') || kind === 'wanted') return [...new Set(entries.map(({ key }) => key))];
  if (kind !== 'ignored') return [];
  // `DOMAIN ADDRESS`
  return [...new Set(entries.map(({ key }) => key.slice(0, key.indexOf(' '))))];
}
