/** What a shell can ask about alerts. Structured-clonable, as all of Engine. */
import type { AlertRule, BadAlertRule } from './alert.ts';
import type { StoredAlert } from './stored.ts';

/** A day on which a rule would have fired, with the figures of its sentence. */
export interface PreviewedAlert {
  day: number;
  domain: string;
  data: Record<string, unknown>;
}

export interface AlertsEngine {
  /** Newest first by the time they were raised. */
  listAlerts(): Promise<StoredAlert[]>;
  unreadAlerts(): Promise<number>;
  setAlertState(ids: string[], state: StoredAlert['state']): Promise<void>;
  alertRules(): Promise<AlertRule[]>;
  /** Kept rules that cannot be evaluated, and why. `deleteAlertRule` takes them away. */
  badAlertRules(): Promise<BadAlertRule[]>;
  /** Saves a rule, new or known by its id. */
  saveAlertRule(rule: AlertRule): Promise<void>;
  /** Alerts that it raised stay. */
  deleteAlertRule(id: string): Promise<void>;
  /** What the rule, saved or not, would have raised in the last 90 days; newest first. */
  previewAlertRule(rule: AlertRule): Promise<PreviewedAlert[]>;
  /** Evaluates all rules now: when a page opens, and by the extension's clock. */
  checkAlerts(): Promise<void>;
  /**
   * Alerts that the user is to be told of and has not been told of yet. They are told of from now on, so that
   * two pages do not both tell.
   */
  takeAlertsToTell(): Promise<StoredAlert[]>;
}
