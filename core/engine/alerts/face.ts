import type { AlertGroup, AlertRule, AlertsShown, BadAlertRule, DnsChangeKind } from '../../model/alert.ts';
import type { PlanState } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { StoredAlert } from '../../model/stored.ts';

/** A day on which a rule would have fired, with the figures of its sentence. */
export interface PreviewedAlert {
  day: number;
  domain: string;
  data: Record<string, unknown>;
}

/** A wanted record and what DNS says of it. */
export interface WatchedRecord {
  what: DnsChangeKind;
  /** Name of the record, e.g. `_dmarc.example.com`. */
  name: string;
  wanted: readonly string[];
  state: PlanState;
  /** When DNS was first seen to show something else. */
  since: UnixSeconds;
}

/** Alerts and their rules. Arguments and results are structured-clonable. */
export interface AlertsRoom {
  /** Newest first by the time they were raised. */
  list(): Promise<StoredAlert[]>;
  /** By domain and kind, those of most harm first. */
  groups(which: AlertsShown): Promise<AlertGroup[]>;
  unread(): Promise<number>;
  setState(ids: string[], state: StoredAlert['state']): Promise<void>;
  rules(): Promise<AlertRule[]>;
  /** Kept rules that cannot be evaluated, and why. `deleteRule` takes them away. */
  badRules(): Promise<BadAlertRule[]>;
  /** Saves a rule, new or known by its id. */
  saveRule(rule: AlertRule): Promise<void>;
  /** Alerts that it raised stay. */
  deleteRule(id: string): Promise<void>;
  /** What the rule, saved or not, would have raised in the last 90 days; newest first. */
  previewRule(rule: AlertRule): Promise<PreviewedAlert[]>;
  /** Evaluates all rules now: when a page opens, and by the extension's clock. */
  check(): Promise<void>;
  /**
   * Alerts that the user is to be told of and has not been told of yet. They are told of from now on, so that
   * two pages do not both tell.
   */
  takeToTell(): Promise<StoredAlert[]>;
}
