import type { Store } from '../../store/store.ts';
import type { PeerAsk } from './exchange-with.ts';
import type { PeerPreview } from './face.ts';
import { PreviewedRows } from './preview-rows.ts';
import { READ_ANSWER } from './read-answer.ts';
import type { RoundBudget } from './round-budget.ts';

/** Rows that are looked at before they are taken; an honest store of years has fewer. */
const MAX_ROWS = 200_000;

/** See ExchangeRoom. What lies beyond the budget is told as more. */
export async function previewPeer(
  store: Store,
  ask: PeerAsk,
  budget?: RoundBudget,
): Promise<PeerPreview | null> {
  const peer = READ_ANSWER.store(await ask({ type: 'store' }))?.store;
  if (peer === undefined || (await store.peers.isKnown(peer))) return null;
  const collected = new PreviewedRows();
  let since = 0;
  let more = true;
  for (let rows = 0; more && rows < MAX_ROWS && budget?.takes() !== false; ) {
    const page = READ_ANSWER.changes(await ask({ type: 'changes', since }));
    // silence and nonsense are told of by the exchange itself
    if (page === null || (page.more && page.next <= since)) return null;
    collected.add(page);
    rows += Math.max(1, page.decisions.length + page.registers.length);
    since = page.next;
    more = page.more;
  }
  const preview = await collected.preview(store, more);
  if (preview !== null) return { store: peer, ...preview };
  await acceptPeer(store, peer);
  return null;
}

export async function acceptPeer(store: Store, peer: string): Promise<void> {
  if (!(await store.peers.isKnown(peer))) await store.peers.saveMarks(peer, { seen: 0, given: 0 });
}
