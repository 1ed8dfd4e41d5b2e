import { groupAlerts } from '../../alerts/group-alerts.ts';
import type { Store } from '../../store/store.ts';
import {
  alertRules,
  badAlertRules,
  deleteAlertRule,
  previewAlertRule,
  raiseAlerts,
  saveAlertRules,
} from './alerts.ts';
import { forgetDrift, tellDrift } from './drift-alert.ts';
import type { AlertsRoom, WatchedRecord } from './face.ts';

/** Alerts and their rules, and what other rooms tell them. */
export interface Alerts {
  room: AlertsRoom;
  /** Evaluates the rules over these domains, over all of them where empty. */
  evaluate(domains: readonly string[]): Promise<void>;
  /** Alerts about wanted records: what DNS said of one, and that nobody wants it any more. */
  drift: {
    tell(domain: string, record: WatchedRecord): Promise<void>;
    forget(domain: string, record: Pick<WatchedRecord, 'what' | 'name'>): Promise<void>;
  };
}

/** @param onFault takes a bug in an evaluation, which nobody waits for */
export function createAlerts(store: Store, now: () => number, onFault: (error: unknown) => void): Alerts {
  let running: Promise<unknown> = Promise.resolve();

  /** One after the other: what was found from older facts must not be written over what is true now. */
  function evaluate(domains: readonly string[]): Promise<void> {
    // The store tells of new alerts; pages then take what is to be told.
    const run = running.then(() => raiseAlerts(store, domains, now()));
    running = run.catch(() => {});
    return run.then(() => {}, onFault);
  }

  const room: AlertsRoom = {
    list: () => store.alerts.list(),
    groups: async (which) => groupAlerts(await store.alerts.list(), which),
    unread: async () => (await store.alerts.list({ state: 'unread' })).length,
    setState: (ids, state) => store.alerts.update(ids, { state }),
    rules: () => alertRules(store, now()),
    badRules: () => badAlertRules(store),
    saveRule: (rule) => saveAlertRules(store, [rule], now()),
    deleteRule: (id) => deleteAlertRule(store, id, now()),
    previewRule: (rule) => previewAlertRule(store, rule, now()),
    check: () => evaluate([]),
    takeToTell: () => store.alerts.takeUntold(),
  };
  return {
    room,
    evaluate,
    drift: {
      tell: (domain, record) => tellDrift(store, now(), domain, record),
      forget: (domain, record) => forgetDrift(store, domain, record),
    },
  };
}
