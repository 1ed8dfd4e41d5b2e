import type { Store } from '../../store/store.ts';
import { alertRules, badAlertRules, deleteAlertRule, previewAlertRule, saveAlertRules } from './alerts.ts';
import type { AlertsRoom } from './face.ts';

/** Alerts and their rules, over a store. `check` evaluates the rules of all domains. */
export function createAlertsRoom(store: Store, parts: { now(): number; check(): Promise<void> }): AlertsRoom {
  const { now, check } = parts;
  return {
    list: () => store.alerts.list(),
    unread: async () => (await store.alerts.list({ state: 'unread' })).length,
    setState: (ids, state) => store.alerts.update(ids, { state }),
    rules: () => alertRules(store, now()),
    badRules: () => badAlertRules(store),
    saveRule: (rule) => saveAlertRules(store, [rule], now()),
    deleteRule: (id) => deleteAlertRule(store, id, now()),
    previewRule: (rule) => previewAlertRule(store, rule, now()),
    check: check,
    takeToTell: () => store.alerts.takeUntold(),
  };
}
