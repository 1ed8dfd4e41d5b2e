import { evaluateAlerts } from '../../alerts/evaluate.ts';
import { reconcile } from '../../alerts/reconcile.ts';
import type { DnsChangeKind } from '../../model/alert.ts';
import type { PlanState } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import { alertRules, DRIFT_MARK } from '../alerts.ts';
import type { Context } from './context.ts';

/** A wanted record and what DNS says of it. */
export interface WatchedRecord {
  what: DnsChangeKind;
  name: string;
  wanted: readonly string[];
  state: PlanState;
  /** When DNS was first seen to show something else. */
  since: UnixSeconds;
}

/**
 * Raises the alert *DNS changed* for a wanted record that DNS shows otherwise, as the user's rules say, and takes
 * it back once DNS shows it again. Its own line beside the day's other changes: those may well be the user's own.
 */
export async function tellDrift(context: Context, domain: string, record: WatchedRecord): Promise<void> {
  const { what, name, wanted, state, since } = record;
  // What DNS did not answer changes nothing.
  if (state.state === 'unknown') return;
  const now = context.now();
  const mark = driftMark(what, name);
  const rules = (await alertRules(context.store, now)).filter((rule) => rule.kind === 'dns-changed');
  const found = state.state === 'drifted' ? state.found : [];
  const change = { at: since, what, name, before: wanted.join('\n'), after: found.join('\n') };
  const facts = { domain, blockedSince: null, days: [], reported: [], changes: [change] };
  const raised = state.state === 'drifted' ? evaluateAlerts(rules, [facts], now) : [];
  const alerts = raised.map(({ alert, notify }) => ({
    notify,
    alert: { ...alert, id: `${alert.rule}|${domain}|${alert.day}${mark}` },
  }));
  const { tell } = await context.store.alerts.renew(
    domain,
    ({ id }) => id.endsWith(mark),
    (kept) => reconcile(kept, alerts, now),
  );
  if (tell.length > 0) context.onAlerts?.(tell);
}

/** Takes back what was told of a record that nobody wants any more. */
export async function forgetDrift(
  context: Pick<Context, 'store'>,
  domain: string,
  record: Pick<WatchedRecord, 'what' | 'name'>,
): Promise<void> {
  const mark = driftMark(record.what, record.name);
  await context.store.alerts.renew(
    domain,
    ({ id }) => id.endsWith(mark),
    (kept) => ({ put: [], remove: kept.map(({ id }) => id), tell: [] }),
  );
}

function driftMark(what: DnsChangeKind, name: string): string {
  return `${DRIFT_MARK}${what === 'dmarc' ? '' : `|${name}`}`;
}
