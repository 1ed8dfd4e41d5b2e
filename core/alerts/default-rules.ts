import type { AlertKind, AlertRule } from '../model/alert.ts';
import type { UnixSeconds } from '../model/report.ts';

const THRESHOLDS: Record<AlertKind, number> = {
  'non-compliant-mail': 10,
  'compliant-with-issues': 10,
  'reports-stopped': 1,
  'dns-changed': 1,
  'mail-from-blocked': 1,
};

/** Days without reports that are usual: most receivers report daily, a weekend may be silent. */
const DEFAULT_SILENT_DAYS = 3;

/** A new rule of a kind with the usual settings: all domains, Ignored off. */
export function newRule(kind: AlertKind, id: string, now: UnixSeconds): AlertRule {
  return {
    id,
    name: '',
    kind,
    enabled: true,
    domains: [],
    statuses: ['in', 'partially', 'not', 'undecided'],
    threshold: THRESHOLDS[kind],
    silentDays: DEFAULT_SILENT_DAYS,
    perReporter: true,
    watches: ['spf', 'dmarc', 'dkim', 'pointing'],
    created: now,
  };
}

/** The rules a new user starts with: one of each kind. Ids are fixed, so that two devices agree. */
export function defaultRules(now: UnixSeconds): AlertRule[] {
  return (Object.keys(THRESHOLDS) as AlertKind[]).map((kind) => newRule(kind, `default-${kind}`, now));
}
