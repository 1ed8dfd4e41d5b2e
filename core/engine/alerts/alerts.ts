import { faultyFields } from '../../alerts/check-rule.ts';
import { defaultRules } from '../../alerts/default-rules.ts';
import { EVALUATED_DAYS, evaluateAlerts, previewRule } from '../../alerts/evaluate.ts';
import { reconcile } from '../../alerts/reconcile.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { AlertDomain, AlertRule, BadAlertRule, RaisedAlert } from '../../model/alert.ts';
import type { Store } from '../../store/store.ts';
import { blockedSince, type LockFacts } from '../facts/blocked-since.ts';
import { dnsChanges } from '../facts/dns-changes.ts';
import { wantedChanges } from '../facts/own-records.ts';
import { keptPointings } from '../facts/pointings.ts';
import { alarmDays } from '../judge/alarm-days.ts';
import { judgeDomain } from '../judge/judge-domain.ts';
import { foreignChanges } from './own-changes.ts';

/** Kinds of decisions of this file. */
export const ALERT_RULE_KIND = 'alert-rule';

/** Says that the usual rules were saved once, so that a user who deletes them all is left without. */
const RULES_SEEDED_KIND = 'alert-rules-seeded';

/** The user's rules; the usual ones until they are first saved. What is no rule is left out, see `badAlertRules`. */
export async function alertRules(store: Store, now: number): Promise<AlertRule[]> {
  const saved = await store.decisions.list<AlertRule>(ALERT_RULE_KIND);
  if (saved.length === 0 && !(await isSeeded(store))) return defaultRules(now);
  return saved.map((each) => each.value).filter((value) => faultyFields(value).length === 0);
}

/** Kept rules that cannot be evaluated, out of a backup or another store: they stop nothing, and are shown. */
export async function badAlertRules(store: Store): Promise<BadAlertRule[]> {
  const saved = await store.decisions.list<unknown>(ALERT_RULE_KIND);
  return saved
    .map(({ key, value }) => ({ id: key, fields: faultyFields(value) }))
    .filter(({ fields }) => fields.length > 0);
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
 * Evaluates all rules over these confirmed domains (all of them where empty) and brings the kept alerts in line:
 * raised, renewed, withdrawn. Returns the alerts to notify now; older ones are listed as read, so that importing
 * a year counts none as unread. Alerts of days past the window, and of rules that are off or gone, stay.
 */
export async function raiseAlerts(
  store: Store,
  domains: readonly string[],
  now: number,
): Promise<RaisedAlert[]> {
  // A rule's age decides what it may notify, so the usual rules are saved when first evaluated.
  await seedRules(store, now);
  const rules = await alertRules(store, now);
  const running = new Set(rules.filter((rule) => rule.enabled).map((rule) => rule.id));
  const today = utcDay(now);
  const told: RaisedAlert[] = [];
  for await (const facts of alertDomains(store, domains, now)) {
    const raised = evaluateAlerts(rules, [facts], now);
    const { put, tell } = await store.alerts.renew(
      facts.domain,
      ({ id, rule, day }) =>
        running.has(rule) && !isDriftAlert(id) && day <= today && day > today - EVALUATED_DAYS,
      (kept) => reconcile(kept, raised, now),
    );
    const news = new Set(tell);
    told.push(...put.filter(({ id }) => news.has(id)).map((alert) => ({ alert, notify: true })));
  }
  return told;
}

/** Drift of a wanted record has alerts of its own, which come and go with what DNS says of the record. */
export const DRIFT_MARK = '|drift';

const isDriftAlert = (id: string): boolean => id.includes(DRIFT_MARK);

/** What a rule, saved or not, would have raised in the last 90 days. */
export async function previewAlertRule(
  store: Store,
  rule: AlertRule,
  now: number,
): Promise<ReturnType<typeof previewRule>> {
  const domains: AlertDomain[] = [];
  for await (const facts of alertDomains(store, rule.domains, now)) domains.push(facts);
  return previewRule(rule, domains, now);
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

/** What rules are evaluated over, one domain after the other: of each, 90 days of traffic are in memory. */
async function* alertDomains(
  store: Store,
  domains: readonly string[],
  now: number,
): AsyncGenerator<AlertDomain> {
  const today = utcDay(now);
  const period = lastDays(today, EVALUATED_DAYS);
  const named =
    domains.length === 0
      ? await store.domains.list()
      : await Promise.all([...new Set(domains)].map((domain) => store.domains.get(domain)));
  const [log, hosts] = await Promise.all([store.changes.list(), store.hosts.list()]);
  let locks: Promise<LockFacts> | null = null;
  const loadLocks = (): Promise<LockFacts> => (locks ??= lockFacts(store, log, hosts));
  for (const decision of named.filter((each) => each.listing === 'confirmed')) {
    const { domain } = decision;
    const judged = await judgeDomain(store, domain, period, { byDay: true });
    const reported = await store.summaries.days(domain, period);
    yield {
      domain,
      blockedSince: await blockedSince(store, decision, loadLocks, today),
      days: alarmDays(judged),
      reported: reported.map(({ day, reporters }) => ({
        day,
        reporters: reporters.map(({ reporter }) => reporter),
      })),
      changes: foreignChanges(
        await dnsChanges(store, domain),
        domain,
        [...log, ...(await wantedChanges(store, domain))],
        hosts,
      ),
    };
  }
}

async function lockFacts(store: Store, log: LockFacts['log'], hosts: LockFacts['hosts']): Promise<LockFacts> {
  const [pointings, confirmed] = await Promise.all([keptPointings.all(store), store.domains.confirmed()]);
  return { log, hosts, pointings, confirmed };
}
