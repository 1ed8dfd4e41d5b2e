/** Alerts: rules, what they are evaluated over, and what they find, once a rule, domain and day. */
import type { UnixSeconds } from './report.ts';
import type { SenderStatus } from './sender.ts';
import type { StoredAlert } from './stored.ts';

export type AlertKind =
  | 'non-compliant-mail'
  | 'compliant-with-issues'
  | 'reports-stopped'
  | 'dns-changed'
  | 'mail-from-blocked';

export type DnsChangeKind = 'spf' | 'dmarc' | 'dkim' | 'pointing';

export interface AlertRule {
  id: string;
  name: string;
  kind: AlertKind;
  enabled: boolean;
  /** Empty: all confirmed domains. */
  domains: string[];
  /** Statuses of senders whose mail counts; for the two kinds about mail of senders. */
  statuses: SenderStatus[];
  /** Messages a day and domain from which the rule fires; changes for `dns-changed`. */
  threshold: number;
  /** `reports-stopped`: days without a report that are still usual. */
  silentDays: number;
  /** `reports-stopped`: watch each reporter too, not only the domain. */
  perReporter: boolean;
  /** `dns-changed`: what to watch. */
  watches: DnsChangeKind[];
  /** Days before this are listed, never notified. */
  created: UnixSeconds;
}

/** Messages of a day by the status of their senders. */
export interface StatusTotals {
  messages: number;
  passed: number;
  /** DMARC fails. */
  failed: number;
  /** DMARC passes, but SPF or DKIM is not aligned. */
  issues: number;
  /** DMARC fails and the disposition is none. */
  failedDelivered: number;
}

export interface AlertDay {
  /** UTC day. */
  day: number;
  byStatus: Partial<Record<SenderStatus, StatusTotals>>;
  reporters: string[];
}

export interface DnsChange {
  at: UnixSeconds;
  what: DnsChangeKind;
  /** Name of the record, e.g. `_dmarc.example.com`. */
  name: string;
  before: string;
  after: string;
}

/** What rules are evaluated over, for one domain. */
export interface AlertDomain {
  domain: string;
  /** Day since which the domain is Blocked; null where it is not. */
  blockedSince: number | null;
  /** Days with reports, oldest first. */
  days: AlertDay[];
  changes: DnsChange[];
}

/** An alert that a rule raises, and whether it may be notified. */
export interface RaisedAlert {
  alert: StoredAlert;
  /** False: listed only, since the day is too old or lies before the rule. */
  notify: boolean;
}
