import { evaluateAlerts } from '../../alerts/evaluate.ts';
import type { DnsChangeKind } from '../../model/alert.ts';
import { alertRules } from '../alerts.ts';
import type { Context } from './context.ts';

/** Raises the alert *DNS changed* for a wanted record that DNS shows otherwise, as the user's rules say. */
export async function raiseDrift(
  context: Context,
  domain: string,
  drift: {
    what: DnsChangeKind;
    name: string;
    wanted: readonly string[];
    found: readonly string[];
  },
): Promise<void> {
  const now = context.now();
  const rules = (await alertRules(context.store, now)).filter((rule) => rule.kind === 'dns-changed');
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
  const added = await context.store.alerts.add(alerts);
  if (added.length > 0) context.onAlerts?.(added.map((each) => each.id));
}
