import { textDigest } from './hash.ts';

/** Reporters noted of one alert; of more, the rest counts as new. */
const MAX_REPORTERS = 200;

/** How much an alert said, so that it can be told elsewhere whether it has become worse since. */
export interface AlertMeasure {
  messages: number;
  /** Digest of the changes in DNS, whenever they were seen; null where it is about none. */
  changes: string | null;
  /** The whole domain is silent, not only some reporters. */
  domain: boolean;
  reporters: string[];
}

/** The measure of an alert's figures (StoredAlert.data). */
export function alertMeasure(data: Record<string, unknown>): AlertMeasure {
  const { messages, changes, domain, reporters } = data;
  return {
    messages: typeof messages === 'number' ? messages : 0,
    changes: Array.isArray(changes) ? textDigest(JSON.stringify(changes.map(withoutTime))) : null,
    domain: domain === true,
    reporters: Array.isArray(reporters) ? reporters.map(String).slice(0, MAX_REPORTERS) : [],
  };
}

/** Each device sees a change when it looks. */
function withoutTime(change: unknown): unknown {
  if (typeof change !== 'object' || change === null) return change;
  const { what, name, before, after } = change as Record<string, unknown>;
  return [what, name, before, after];
}

/** More messages, another change of a record, or a silence of more reporters. Fewer is no news. */
export function isWorse(before: AlertMeasure, after: AlertMeasure): boolean {
  if (after.messages > before.messages) return true;
  if (after.changes !== null) return after.changes !== before.changes;
  if (after.domain && !before.domain) return true;
  const known = new Set(before.reporters);
  return after.reporters.some((each) => !known.has(each));
}

export type AlertState = 'unread' | 'read' | 'done';

/** What was said of an alert, as a decision's value holds it: with what the alert said then, or in older ones without. */
export function saidOfAlert(value: unknown): { state: AlertState; of: AlertMeasure | null } | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return { state: value as AlertState, of: null };
  return value as { state: AlertState; of: AlertMeasure };
}
