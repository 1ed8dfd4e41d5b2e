import type { AlertsEngine } from '../model/alerts-engine.ts';
import type { Store } from '../store/store.ts';
import { alertRules, deleteAlertRule, previewAlertRule, saveAlertRules } from './alerts.ts';

/** Alerts and their rules, over a store. `check` evaluates the rules of all domains. */
export function createAlertsEngine(
  store: Store,
  parts: { now(): number; check(): Promise<void> },
): AlertsEngine {
  const { now, check } = parts;
  return {
    listAlerts: () => store.alerts.list(),
    unreadAlerts: async () => (await store.alerts.list({ state: 'unread' })).length,
    setAlertState: (ids, state) => store.alerts.update(ids, { state }),
    alertRules: () => alertRules(store, now()),
    saveAlertRule: (rule) => saveAlertRules(store, [rule], now()),
    deleteAlertRule: (id) => deleteAlertRule(store, id, now()),
    previewAlertRule: (rule) => previewAlertRule(store, rule, now()),
    checkAlerts: check,
    takeAlertsToTell: () => store.alerts.takeUntold(),
  };
}
