import type { AlertsEngine } from '../model/alerts-engine.ts';
import type { Store } from '../store/store.ts';
import { alertRules, badAlertRules, deleteAlertRule, previewAlertRule, saveAlertRules } from './alerts.ts';

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
    badAlertRules: () => badAlertRules(store),
    saveAlertRule: (rule) => saveAlertRules(store, [rule], now()),
    deleteAlertRule: (id) => deleteAlertRule(store, id, now()),
    previewAlertRule: (rule) => previewAlertRule(store, rule, now()),
    checkAlerts: check,
    async takeAlertsToTell() {
      const fresh = (await store.alerts.list({ state: 'unread' })).filter((alert) => !alert.notified);
      if (fresh.length === 0) return [];
      await store.alerts.update(
        fresh.map((alert) => alert.id),
        { notified: true },
      );
      return fresh;
    },
  };
}
