import { isPresent, mergeRegisters } from '../../merge/presence.ts';
import { readDecision, readRegister } from '../../merge/read-rows.ts';
import type { Decision, PresenceRegister } from '../../model/stored.ts';
import type { Store } from '../../store/store.ts';
import type { PeerAsk } from './exchange-with.ts';
import type { PeerPreview } from './face.ts';
import { previewDecisions } from './preview-decisions.ts';
import { READ_ANSWER } from './read-answer.ts';

/** Rows that are looked at before they are taken; an honest store of years has fewer. */
const MAX_ROWS = 200_000;

/** See ExchangeRoom. */
export async function previewPeer(store: Store, ask: PeerAsk): Promise<PeerPreview | null> {
  const peer = READ_ANSWER.store(await ask({ type: 'store' }))?.store;
  if (peer === undefined || (await store.peers.isKnown(peer))) return null;
  const decisions: Decision[] = [];
  const registers = new Map<string, PresenceRegister>();
  let since = 0;
  let more = true;
  for (let rows = 0; more && rows < MAX_ROWS; ) {
    const page = READ_ANSWER.changes(await ask({ type: 'changes', since }));
    // silence and nonsense are told of by the exchange itself
    if (page === null || (page.more && page.next <= since)) return null;
    for (const it of page.decisions.map(readDecision)) if (it) decisions.push(it);
    for (const it of page.registers.map(readRegister)) {
      const known = it === null ? undefined : registers.get(it.id);
      if (it !== null) registers.set(it.id, known === undefined ? it : mergeRegisters(known, it));
    }
    rows += Math.max(1, page.decisions.length + page.registers.length);
    since = page.next;
    more = page.more;
  }
  const present = [...registers.values()].filter(isPresent);
  const states = await store.exchange.states(present);
  const preview = {
    store: peer,
    reports: states.filter((state) => state !== 'here').length,
    ...(await previewDecisions(store, decisions)),
    more,
  };
  if (preview.reports > 0 || Object.keys(preview.decisions).length > 0 || more) return preview;
  await acceptPeer(store, peer);
  return null;
}

export async function acceptPeer(store: Store, peer: string): Promise<void> {
  if (!(await store.peers.isKnown(peer))) await store.peers.saveMarks(peer, { seen: 0, given: 0 });
}
