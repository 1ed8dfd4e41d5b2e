import { readBack, type Written } from '../../domains/plan.ts';
import type { Resolve } from '../../model/dns.ts';
import type { ChangeEntry, PlanState, RecordTarget } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { WANTED_RECORD_KIND } from '../facts/own-records.ts';
import { zoneRecordStates } from '../facts/wanted-states.ts';
import type { Context } from './context.ts';
import type { WantedZoneRecord } from './face.ts';
import { stateSince } from './wanted-record.ts';

/** How long resolvers may keep what stood before, or that nothing did, where DNS told no TTL; seconds. */
const UNKNOWN_TTL = 3_600;

interface WantedZone {
  domain: string;
  target: RecordTarget;
  written: Written;
  action: string;
  hostId: string;
  at: UnixSeconds;
}

const keyOf = ({ name, type, kind }: RecordTarget) => `${name} ${type} ${kind}`;

/**
 * Notes what a change put into a zone; where it took a record out, nothing is wanted there any more.
 *
 * @param seenTtl TTL of what DNS showed before, or of its answer that there was nothing; null where not known
 */
export async function wantZoneRecord(
  context: Context,
  entry: ChangeEntry,
  seenTtl: number | null,
): Promise<void> {
  const { store } = context;
  const { record, after, before } = entry;
  if (record === undefined) return;
  const value: WantedZone | null =
    after === null
      ? null
      : {
          domain: entry.domain,
          target: record,
          written: {
            wanted: after,
            before: before?.texts ?? [],
            // What a cache had left is no bound for others; the host's own TTL is.
            beforeTtl: before?.ttl ?? Math.max(seenTtl ?? 0, after.ttl, UNKNOWN_TTL),
            at: entry.time,
          },
          action: entry.action,
          hostId: entry.hostId,
          at: entry.time,
        };
  await store.decisions.set(WANTED_RECORD_KIND, [{ key: keyOf(record), value }]);
  await zoneRecordStates.remove(store, [keyOf(record)]);
}

/** Takes what DNS says as it is: nothing is wanted at this name any more. */
export async function dropZoneRecord(
  { store, drift }: Pick<Context, 'store' | 'drift'>,
  domain: string,
  target: RecordTarget,
): Promise<void> {
  await drift.forget(domain, watchedAs(target));
  await store.decisions.set(WANTED_RECORD_KIND, [{ key: keyOf(target), value: null }]);
  await zoneRecordStates.remove(store, [keyOf(target)]);
}

/** The records of a domain that were published from here, with what DNS said of them last. */
export async function wantedZoneRecords(store: Store, domain: string): Promise<WantedZoneRecord[]> {
  const [wanted, states] = await Promise.all([wantedOf(store, domain), zoneRecordStates.all(store)]);
  return wanted.map(({ target, written, action, hostId, at }) => {
    const kept = states.get(keyOf(target));
    return {
      target,
      text: written.wanted.texts.join('\n'),
      action,
      hostId,
      at,
      state: kept?.state ?? null,
      checked: kept?.checked ?? null,
    };
  });
}

/** Asks DNS for each of them; drift that was not known raises the alert. */
export async function checkZoneRecords(
  context: Context,
  domain: string,
  resolve: Resolve,
): Promise<PlanState[]> {
  const { store } = context;
  const states: PlanState[] = [];
  for (const { target, written } of await wantedOf(store, domain)) {
    const key = keyOf(target);
    const before = await zoneRecordStates.get(store, key);
    const state = await readBack(written, resolve, context.now(), target.type);
    const now = context.now();
    const since = stateSince(before, state, now);
    await zoneRecordStates.set(store, key, { domain, name: target.name, state, checked: now, since });
    // Rules watch SPF and keys; a changed MX is told on the domain's page alone.
    if (target.type === 'TXT') {
      const wanted = written.wanted.texts;
      await context.drift.tell(domain, { ...watchedAs(target), wanted, state, since });
    }
    states.push(state);
  }
  return states;
}

/** Nothing is wanted any more of a domain that left the list. */
export async function dropZoneRecords(
  context: Pick<Context, 'store' | 'drift'>,
  domain: string,
): Promise<void> {
  for (const { target } of await wantedOf(context.store, domain)) {
    await dropZoneRecord(context, domain, target);
  }
}

function watchedAs({ kind, name }: RecordTarget): { what: 'spf' | 'dkim'; name: string } {
  return { what: kind === 'spf' ? 'spf' : 'dkim', name };
}

async function wantedOf(store: Store, domain: string): Promise<WantedZone[]> {
  const all = await store.decisions.list<WantedZone>(WANTED_RECORD_KIND);
  return all.flatMap(({ value }) => (value?.domain === domain ? [value] : []));
}
