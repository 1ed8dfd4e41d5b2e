import { readBack, type Written } from '../../domains/plan.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { Resolve } from '../../model/dns.ts';
import type { PlanState, TxtSet } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { WANTED_KIND } from '../facts/own-records.ts';
import { type WantedState, wantedStates } from '../facts/wanted-states.ts';
import type { Context } from './context.ts';
import type { WantedRecord } from './face.ts';

interface Wanted {
  written: Written;
  action: string;
  hostId: string;
  at: UnixSeconds;
}

/**
 * Notes that a record was written and is to be seen in DNS. `before` is what DNS showed at that time. Its TTL is
 * what a cache had left of it: other caches may keep it for as long as the host gave it.
 */
export async function wantRecord(
  context: Context,
  domain: string,
  change: {
    texts: string[];
    /** TTL that the host gives records, and that it gave what stood before; seconds. */
    ttl: number;
    ttlBefore: number | null;
    action: string;
    hostId: string;
    byHand: boolean;
  },
  before: Pointing,
): Promise<void> {
  const now = context.now();
  const wanted: TxtSet = { name: `_dmarc.${domain}`, texts: change.texts, ttl: change.ttl };
  const value: Wanted = {
    written: {
      wanted,
      before: before.record === null ? before.texts : [before.record.text],
      beforeTtl: Math.max(change.ttl, change.ttlBefore ?? 0, before.ttl ?? 0),
      at: change.byHand ? null : now,
    },
    action: change.action,
    hostId: change.hostId,
    at: now,
  };
  await context.store.decisions.set(WANTED_KIND, [{ key: domain, value }]);
  await wantedStates.remove(context.store, [domain]);
}

/** Takes what DNS says as it is: nothing is wanted any more. */
export async function dropWanted(
  { store, drift }: Pick<Context, 'store' | 'drift'>,
  domain: string,
): Promise<void> {
  await drift.forget(domain, { what: 'dmarc', name: `_dmarc.${domain}` });
  await store.decisions.set(WANTED_KIND, [{ key: domain, value: null }]);
  await wantedStates.remove(store, [domain]);
}

export async function wantedRecord(store: Store, domain: string): Promise<WantedRecord | null> {
  const [wanted, kept] = await Promise.all([
    store.decisions.get<Wanted>(WANTED_KIND, domain),
    wantedStates.get(store, domain),
  ]);
  if (wanted === null) return null;
  return {
    text: wanted.written.wanted.texts.join('\n'),
    action: wanted.action,
    hostId: wanted.hostId,
    at: wanted.at,
    state: kept?.state ?? null,
    checked: kept?.checked ?? null,
  };
}

/** Asks DNS for the wanted record and keeps what it says; drift that was not known raises the alert. */
export async function checkWanted(
  context: Context,
  domain: string,
  resolve: Resolve,
): Promise<PlanState | null> {
  const { store } = context;
  const wanted = await store.decisions.get<Wanted>(WANTED_KIND, domain);
  if (wanted === null) return null;
  const before = await wantedStates.get(store, domain);
  const state = await readBack(wanted.written, resolve, context.now());
  const now = context.now();
  const since = stateSince(before, state, now);
  await wantedStates.set(store, domain, { state, checked: now, since });
  if (state.state === 'published' && wanted.written.seen === undefined) {
    const value: Wanted = { ...wanted, written: { ...wanted.written, seen: now } };
    await store.decisions.set(WANTED_KIND, [{ key: domain, value }]);
  }
  const { name, texts } = wanted.written.wanted;
  await context.drift.tell(domain, { what: 'dmarc', name, wanted: texts, state, since });
  context.onChange('domains', domain);
  return state;
}

/** Since when a record is in this state; another text that it drifted to is another state. */
export function stateSince(
  before: Pick<WantedState, 'state' | 'since'> | null,
  state: PlanState,
  now: UnixSeconds,
): UnixSeconds {
  if (before?.since === undefined || before.state.state !== state.state) return now;
  const found = (each: PlanState) => ('found' in each ? each.found.join('\n') : '');
  return found(before.state) === found(state) ? before.since : now;
}
