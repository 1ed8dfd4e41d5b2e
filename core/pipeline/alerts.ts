import { defaultRules } from '../alerts/default-rules.ts';
import { EVALUATED_DAYS, evaluateAlerts, previewRule } from '../alerts/evaluate.ts';
import { dayStart, utcDay } from '../lib/days.ts';
import type { AlertDomain, AlertRule, RaisedAlert } from '../model/alert.ts';
import type { DomainDecision } from '../model/stored.ts';
import { alertDays } from '../senders/alert-days.ts';
import type { Store } from '../store/store.ts';
import { dnsChanges } from './dns-changes.ts';
import { judgeDomain } from './judge-domain.ts';
import { foreignChanges } from './own-changes.ts';

/** Kinds of decisions of this file. */
export const ALERT_RULE_KIND = 'alert-rule';

/** Key under which `blocked-since` keeps the day a domain was first seen locked. */
const BLOCKED_SINCE_KIND = 'blocked-since';

/** Says that the usual rules were saved once, so that a user who deletes them all is left without. */
const RULES_SEEDED_KIND = 'alert-rules-seeded';

/** The user's rules; the usual ones until they are first saved. */
export async function alertRules(store: Store, now: number): Promise<AlertRule[]> {
  const saved = await store.decisions.list<AlertRule>(ALERT_RULE_KIND);
  if (saved.length > 0 || (await isSeeded(store))) return saved.map((each) => each.value);
  return defaultRules(now);
}

/** Saves rules by their id; the usual ones are saved beside the first of the user's. */
export async function saveAlertRules(store: Store, rules: readonly AlertRule[], now: number): Promise<void> {
  await seedRules(store, now);
  await store.decisions.set(
    ALERT_RULE_KIND,
    rules.map((rule) => ({ key: rule.id, value: rule })),
  );
}

export async function deleteAlertRule(store: Store, id: string, now: number): Promise<void> {
  await seedRules(store, now);
  await store.decisions.set(ALERT_RULE_KIND, [{ key: id, value: null }]);
}

/**
 * Evaluates all rules over these confirmed domains (all of them where empty) and keeps what is new. Returns
 * the alerts to notify now; older ones are listed as read, so that importing a year counts none as unread.
 */
export async function raiseAlerts(
  store: Store,
  domains: readonly string[],
  now: number,
): Promise<RaisedAlert[]> {
  // A rule's age decides what it may notify, so the usual rules are saved when first evaluated.
  await seedRules(store, now);
  const rules = await alertRules(store, now);
  const raised = evaluateAlerts(rules, await alertDomains(store, domains, now), now);
  const notify = new Set(raised.filter((each) => each.notify).map((each) => each.alert.id));
  const added = await store.alerts.add(
    raised.map(({ alert, notify: tell }) => ({
      ...alert,
      state: tell ? 'unread' : 'read',
      notified: !tell,
    })),
  );
  return added.map((alert) => ({ alert, notify: notify.has(alert.id) })).filter((each) => each.notify);
}

/** What a rule, saved or not, would have raised in the last 90 days. */
export async function previewAlertRule(
  store: Store,
  rule: AlertRule,
  now: number,
): Promise<ReturnType<typeof previewRule>> {
  return previewRule(rule, await alertDomains(store, rule.domains, now), now);
}

async function isSeeded(store: Store): Promise<boolean> {
  return (await store.decisions.get<boolean>(RULES_SEEDED_KIND, 'usual')) !== null;
}

async function seedRules(store: Store, now: number): Promise<void> {
  if (await isSeeded(store)) return;
  const rules = defaultRules(now).map((rule) => ({ key: rule.id, value: rule }));
  await store.decisions.seed(ALERT_RULE_KIND, rules);
  await store.decisions.seed(RULES_SEEDED_KIND, [{ key: 'usual', value: true }]);
}

async function alertDomains(store: Store, domains: readonly string[], now: number): Promise<AlertDomain[]> {
  const today = utcDay(now);
  const period = { begin: dayStart(today - EVALUATED_DAYS), end: dayStart(today + 1) };
  const all = (await store.domains.list()).filter((each) => each.listing === 'confirmed');
  const wanted = all.filter((each) => domains.length === 0 || domains.includes(each.domain));
  const [log, hosts] = await Promise.all([store.changes.list(), store.hosts.list()]);
  const found: AlertDomain[] = [];
  for (const decision of wanted) {
    const { domain } = decision;
    const { traffic, grouping, judgement } = await judgeDomain(store, domain, period, { byDay: true });
    found.push({
      domain,
      blockedSince: await blockedSince(store, decision, today),
      days: alertDays(traffic, grouping, judgement),
      changes: foreignChanges(await dnsChanges(store, domain), domain, log, hosts),
    });
  }
  return found;
}

/** The day from which mail of a locked domain alarms: the first evaluation that saw it locked. */
async function blockedSince(store: Store, decision: DomainDecision, today: number): Promise<number | null> {
  const { domain, locked } = decision;
  const known = await store.kept.get<number>(BLOCKED_SINCE_KIND, domain);
  if (!locked) {
    if (known !== null) await store.kept.remove(BLOCKED_SINCE_KIND, [domain]);
    return null;
  }
  if (known !== null) return known;
  await store.kept.put(BLOCKED_SINCE_KIND, [{ key: domain, value: today }]);
  return today;
}
