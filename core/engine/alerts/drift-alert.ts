import { evaluateAlerts } from '../../alerts/evaluate.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { alertRules } from './alerts.ts';
import type { Drift } from './face.ts';

/** Raises the alert *DNS changed* for a wanted record that DNS shows otherwise, as the user's rules say. */
export async function raiseDrift(
  store: Store,
  now: UnixSeconds,
  domain: string,
  drift: Drift,
): Promise<void> {
  const rules = (await alertRules(store, now)).filter((rule) => rule.kind === 'dns-changed');
  const change = {
    at: now,
    what: drift.what,
    name: drift.name,
    before: drift.wanted.join('\n'),
    after: drift.found.join('\n'),
  };
  const raised = evaluateAlerts(rules, [{ domain, blockedSince: null, days: [], changes: [change] }], now);
  // Its own line beside the day's other changes: those may well be the user's own.
  const alerts = raised.map(({ alert }) => ({
    ...alert,
    id: `${alert.id}|drift${drift.what === 'dmarc' ? '' : `|${drift.name}`}`,
  }));
  await store.alerts.add(alerts);
}
