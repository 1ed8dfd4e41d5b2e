import type { Store } from '../../store/store.ts';

const KIND = 'exchange';

/** How far the changes of each store went over to the other: theirs to here, and ours to there. */
export interface ExchangeMarks {
  seen: number;
  given: number;
}

/** Name of this store among those it exchanges with; a store that was deleted and made anew has another. */
export async function storeName(store: Store): Promise<string> {
  const known = await store.kept.get<string>(KIND, 'self');
  if (known !== null) return known;
  const name = crypto.randomUUID().replaceAll('-', '');
  await store.kept.put(KIND, [{ key: 'self', value: name }]);
  return name;
}

/** From the beginning where nothing is known, which costs time and nothing else. */
export async function marksFor(store: Store, peer: string): Promise<ExchangeMarks> {
  return (await store.kept.get<ExchangeMarks>(KIND, `peer-${peer}`)) ?? { seen: 0, given: 0 };
}

/** Whether anything was ever exchanged with that store, or taken on by the user. */
export async function isKnownPeer(store: Store, peer: string): Promise<boolean> {
  return (await store.kept.get<ExchangeMarks>(KIND, `peer-${peer}`)) !== null;
}

export async function saveMarks(store: Store, peer: string, marks: ExchangeMarks): Promise<void> {
  await store.kept.put(KIND, [{ key: `peer-${peer}`, value: { ...marks } }]);
}
