import { alertMeasure, isWorse } from '../lib/alert-measure.ts';
import type { RaisedAlert } from '../model/alert.ts';
import type { UnixSeconds } from '../model/report.ts';
import type { StoredAlert } from '../model/stored.ts';

/** Earlier versions kept of one alert; the oldest go first. */
const MAX_VERSIONS = 20;

/** How kept alerts are to change so that they say what is true now. */
export interface Reconciled {
  put: StoredAlert[];
  remove: string[];
  /** Ids that are new or got worse, and that may be notified. */
  tell: string[];
}

/**
 * Compares kept alerts with what the rules find now. An alert's identity stays, what it says is renewed: where it
 * got worse it is unread again, even if it was done. What is no longer found is withdrawn.
 *
 * @param kept alerts of exactly the rules, domains and days that were evaluated
 */
export function reconcile(
  kept: readonly StoredAlert[],
  raised: readonly RaisedAlert[],
  now: UnixSeconds,
): Reconciled {
  const known = new Map(kept.map((alert) => [alert.id, alert]));
  const found = new Set(raised.map(({ alert }) => alert.id));
  const result: Reconciled = { put: [], remove: [], tell: [] };
  for (const { alert, notify } of raised) {
    const before = known.get(alert.id);
    if (before === undefined) {
      const state = kept.find((each) => saidAlready(each, alert))?.state ?? (notify ? 'unread' : 'read');
      const news = notify && state === 'unread';
      result.put.push({ ...alert, at: now, state, notified: !news });
      if (news) result.tell.push(alert.id);
    } else if (JSON.stringify(before.data) !== JSON.stringify(alert.data)) {
      const news = notify && isWorse(alertMeasure(before.data), alertMeasure(alert.data));
      const versions = [...(before.versions ?? []), { at: before.at, data: before.data }];
      result.put.push({
        ...before,
        data: alert.data,
        versions: versions.slice(-MAX_VERSIONS),
        ...(news ? { at: now, state: 'unread', notified: false } : {}),
      });
      if (news) result.tell.push(alert.id);
    }
  }
  result.remove = kept.filter(({ id }) => !found.has(id)).map(({ id }) => id);
  return result;
}

/** An alert of an earlier version of the app told all changes of a day as one: what it told is not told again. */
function saidAlready(before: StoredAlert, alert: StoredAlert): boolean {
  if (!alert.id.startsWith(`${before.id}|`) || !isList(before.data.changes)) return false;
  const said = new Set(before.data.changes.map((each) => JSON.stringify(each)));
  return isList(alert.data.changes) && alert.data.changes.every((each) => said.has(JSON.stringify(each)));
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
