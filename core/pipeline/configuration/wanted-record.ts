import { readBack, type Written } from '../../domains/plan.ts';
import type { WantedRecord } from '../../model/configuration.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { Resolve } from '../../model/dns.ts';
import type { PlanState, TxtSet } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from './context.ts';
import { raiseDrift } from './drift-alert.ts';

/** Decision: the record that the user wants, by domain. */
export const WANTED_KIND = 'wanted';
/** Kept: what DNS said of it last, by domain. */
export const WANTED_STATE_KIND = 'wanted-state';

/** TTL assumed where DNS told none for what stood before; seconds. */
const UNKNOWN_TTL = 300;

interface Wanted {
  written: Written;
  action: string;
  hostId: string;
  at: UnixSeconds;
}

export interface KeptState {
  state: PlanState;
  checked: UnixSeconds;
}

/** Notes that a record was written and is to be seen in DNS. `before` is what DNS showed at that time. */
export async function wantRecord(
  context: Context,
  domain: string,
  change: { texts: string[]; ttl: number; action: string; hostId: string; byHand: boolean },
  before: Pointing,
): Promise<void> {
  const now = context.now();
  const wanted: TxtSet = { name: `_dmarc.${domain}`, texts: change.texts, ttl: change.ttl };
  const value: Wanted = {
    written: {
      wanted,
      before: before.record === null ? before.texts : [before.record.text],
      // An answer out of a cache tells what is left of a TTL; the host knows what it is.
      beforeTtl: Math.max(before.ttl ?? UNKNOWN_TTL, change.ttl),
      at: change.byHand ? null : now,
    },
    action: change.action,
    hostId: change.hostId,
    at: now,
  };
  await context.store.decisions.set(WANTED_KIND, [{ key: domain, value }]);
  await context.store.kept.remove(WANTED_STATE_KIND, [domain]);
}

/** Takes what DNS says as it is: nothing is wanted any more. */
export async function dropWanted(store: Store, domain: string): Promise<void> {
  await store.decisions.set(WANTED_KIND, [{ key: domain, value: null }]);
  await store.kept.remove(WANTED_STATE_KIND, [domain]);
}

export async function wantedRecord(store: Store, domain: string): Promise<WantedRecord | null> {
  const [wanted, kept] = await Promise.all([
    store.decisions.get<Wanted>(WANTED_KIND, domain),
    store.kept.get<KeptState>(WANTED_STATE_KIND, domain),
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
  const before = await store.kept.get<KeptState>(WANTED_STATE_KIND, domain);
  const state = await readBack(wanted.written, resolve, context.now());
  const value: KeptState = { state, checked: context.now() };
  await store.kept.put(WANTED_STATE_KIND, [{ key: domain, value }]);
  if (state.state === 'drifted' && !sameDrift(before?.state ?? null, state)) {
    await raiseDrift(context, domain, {
      what: 'dmarc',
      name: wanted.written.wanted.name,
      wanted: wanted.written.wanted.texts,
      found: state.found,
    });
  }
  context.onChange('domains', domain);
  return state;
}

function sameDrift(before: PlanState | null, now: PlanState & { state: 'drifted' }): boolean {
  return before?.state === 'drifted' && before.found.join('\n') === now.found.join('\n');
}
