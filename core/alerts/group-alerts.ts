import type { AlertGroup, AlertsShown, NamedSender } from '../model/alert.ts';
import type { StoredAlert } from '../model/stored.ts';

/** Kinds by harm, the worst first: mail that gets through, records that changed, mail that fails, what is not seen any more. */
const HARM = [
  'mail-from-blocked',
  'dns-changed',
  'non-compliant-mail',
  'reports-stopped',
  'compliant-with-issues',
];
/** Alerts given with a group, the newest first. */
const MAX_ALERTS = 60;
const MAX_SENDERS = 5;

/** Alerts by domain and kind, those of most harm first; in each kind those with most messages on their worst day. */
export function groupAlerts(alerts: readonly StoredAlert[], which: AlertsShown): AlertGroup[] {
  const chosen = alerts.filter(({ state }) => which === 'all' || (state === 'done') === (which === 'done'));
  const groups = new Map<string, StoredAlert[]>();
  for (const alert of chosen) {
    const key = `${alert.domain} ${alert.kind}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [alert]);
    else known.push(alert);
  }
  return [...groups].map(([key, list]) => groupOf(key, list)).sort(byHarm);
}

function groupOf(key: string, list: StoredAlert[]): AlertGroup {
  const newest = list.toSorted((a, b) => b.day - a.day || b.at - a.at || (a.id < b.id ? -1 : 1));
  const worst = newest.reduce((most, each) => (messagesOf(each) > messagesOf(most) ? each : most));
  const days = newest.map(({ day }) => day);
  return {
    key,
    domain: worst.domain,
    kind: worst.kind,
    ids: newest.map(({ id }) => id),
    unread: newest.filter(({ state }) => state === 'unread').map(({ id }) => id),
    days: new Set(days).size,
    firstDay: Math.min(...days),
    lastDay: Math.max(...days),
    worst,
    senders: sendersOf(newest),
    alerts: newest.slice(0, MAX_ALERTS),
  };
}

/** Senders that the alerts name, those with most messages in what they are named for first. */
function sendersOf(alerts: readonly StoredAlert[]): { key: string; name: string }[] {
  const sums = new Map<string, { name: string; messages: number }>();
  for (const { data } of alerts) {
    for (const { key, name, messages } of Array.isArray(data.senders)
      ? (data.senders as NamedSender[])
      : []) {
      const sum = sums.get(key) ?? { name, messages: 0 };
      sum.messages += messages;
      sums.set(key, sum);
    }
  }
  return [...sums]
    .sort((a, b) => b[1].messages - a[1].messages || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_SENDERS)
    .map(([key, { name }]) => ({ key, name }));
}

function byHarm(a: AlertGroup, b: AlertGroup): number {
  return (
    harmOf(a.kind) - harmOf(b.kind) ||
    messagesOf(b.worst) - messagesOf(a.worst) ||
    b.lastDay - a.lastDay ||
    (a.key < b.key ? -1 : 1)
  );
}

/** A kind of a newer version comes last. */
function harmOf(kind: string): number {
  const at = HARM.indexOf(kind);
  return at < 0 ? HARM.length : at;
}

const messagesOf = ({ data }: StoredAlert): number => (typeof data.messages === 'number' ? data.messages : 0);
