import { evaluateAlerts } from '../../alerts/evaluate.ts';
import { reconcile } from '../../alerts/reconcile.ts';
import type { DnsChangeKind } from '../../model/alert.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { alertRules, DRIFT_MARK } from './alerts.ts';
import type { WatchedRecord } from './face.ts';

/**
 * Raises the alert *DNS changed* for a wanted record that DNS shows otherwise, as the user's rules say, and takes
 * it back once DNS shows it again. Its own line beside the day's other changes: those may well be the user's own.
 */
export async function tellDrift(
  store: Store,
  now: UnixSeconds,
  domain: string,
  record: WatchedRecord,
): Promise<void> {
  const { what, name, wanted, state, since } = record;
  // What DNS did not answer changes nothing.
  if (state.state === 'unknown') return;
  const mark = driftMark(what, name);
  const rules = (await alertRules(store, now)).filter((rule) => rule.kind === 'dns-changed');
  const found = state.state === 'drifted' ? state.found : [];
  const change = { at: since, what, name, before: wanted.join('\n'), after: found.join('\n') };
  const facts = { domain, blockedSince: null, days: [], reported: [], changes: [change] };
  const raised = state.state === 'drifted' ? evaluateAlerts(rules, [facts], now) : [];
  const alerts = raised.map(({ alert, notify }) => ({
    notify,
    alert: { ...alert, id: `${alert.rule}|${domain}|${alert.day}${mark}` },
  }));
  await store.alerts.renew(
    domain,
    ({ id }) => id.endsWith(mark),
    (kept) => reconcile(kept, alerts, now),
  );
}

/** Takes back what was told of a record that nobody wants any more. */
export async function forgetDrift(
  store: Store,
  domain: string,
  record: Pick<WatchedRecord, 'what' | 'name'>,
): Promise<void> {
  const mark = driftMark(record.what, record.name);
  await store.alerts.renew(
    domain,
    ({ id }) => id.endsWith(mark),
    (kept) => ({ put: [], remove: kept.map(({ id }) => id), tell: [] }),
  );
}

function driftMark(what: DnsChangeKind, name: string): string {
  return `${DRIFT_MARK}${what === 'dmarc' ? '' : `|${name}`}`;
}
