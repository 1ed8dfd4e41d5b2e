import { sameTexts } from '../../domains/plan.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { PlanState } from '../../model/host.ts';
import type { Store } from '../../store/store.ts';
import { assessPointing, keepPointing, keptPointings } from '../facts/pointings.ts';
import { type Context, fresh } from './context.ts';
import { checkWanted, wantedRecord } from './wanted-record.ts';
import { checkZoneRecords } from './wanted-zone-records.ts';

/** Seconds between two looks while a change is on its way; the last one repeats. */
const WATCH_SECONDS = [1, 2, 4, 8, 15, 30];
/** A change is watched for this long past its TTL, then only by the ordinary checks. Seconds. */
export const WATCH_PAST_TTL = 120;

export interface Looked {
  pointing: Pointing;
  state: PlanState | null;
  /** States of wanted records in the domain's own zone. */
  zoneStates: PlanState[];
}

/** Reads pointing and wanted record past our own cache; null where nobody may be asked. */
export async function lookAgain(context: Context, domain: string): Promise<Looked | null> {
  const { store } = context;
  if ((await store.domains.get(domain)).listing !== 'confirmed') return null;
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return null;
  const before = await keptPointings.get(store, domain);
  let kept = await assessPointing(domain, fresh(resolve), context.now(), before);
  const state = await checkWanted(context, domain, resolve);
  if (state?.state === 'published' && !(await showsWanted(store, domain, kept.pointing))) {
    // A resolver's cache forgot the old record between the two questions: what was read first is the past.
    kept = await assessPointing(domain, fresh(resolve), context.now(), before);
  }
  await keepPointing(store, domain, kept, context.now());
  const zoneStates = await checkZoneRecords(context, domain, fresh(resolve));
  context.onChange('domains', domain);
  return { pointing: kept.pointing, state, zoneStates };
}

async function showsWanted(store: Store, domain: string, pointing: Pointing): Promise<boolean> {
  const wanted = await wantedRecord(store, domain);
  return wanted === null || sameTexts([wanted.text], pointing.record === null ? [] : [pointing.record.text]);
}

/** Looks again and again until DNS shows the change, or says something else. */
export function watchChange(context: Context, domain: string, seconds: number): void {
  const { later } = context;
  if (later === undefined) return;
  const end = context.now() + seconds + WATCH_PAST_TTL;
  const step = (turn: number, left: number): void => {
    const pause = WATCH_SECONDS[Math.min(turn, WATCH_SECONDS.length - 1)] ?? 1;
    // Right after the old answer has ended there is something to see.
    const wait = left > 0 ? Math.min(pause, left + 1) : pause;
    later(wait * 1000, () => {
      const looking = lookAgain(context, domain).then((looked) => {
        const states = [looked?.state, ...(looked?.zoneStates ?? [])];
        const open = states.filter((each) => each?.state === 'pending' || each?.state === 'unknown');
        const waits = open.flatMap((each) => (each?.state === 'pending' ? [each.wait] : []));
        if (open.length > 0 && context.now() < end) step(turn + 1, waits.length > 0 ? Math.min(...waits) : 0);
      });
      context.inBackground(looking);
    });
  };
  step(0, seconds);
}
