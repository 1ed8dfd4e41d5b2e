/** Alerts: rules, what they are evaluated over, and what they find, once a rule, domain and day. */
import type { UnixSeconds } from './report.ts';
import type { AddressStatus, SenderStatus } from './sender.ts';
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
  /**
   * Statuses whose mail counts, by flow; Partially takes what a partially authorised service sends and the user
   * does not ignore. `mail-from-blocked` asks for Ignored only: of a Blocked domain nobody may send.
   */
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

/** Messages of a day, of one sender and status. */
export interface MailTotals {
  messages: number;
  passed: number;
  /** DMARC fails. */
  failed: number;
  /** DMARC passes, but SPF or DKIM is not aligned. */
  issues: number;
  /** DMARC fails and the disposition is none. */
  failedDelivered: number;
  /** Quarantined or rejected. What has no disposition in the report is in neither. */
  held: number;
}

/** Mail of one sender with one status on one day. */
export interface AlertSender {
  key: string;
  name: string;
  /** Of the flow. */
  status: AddressStatus;
  /** The sender is a service of which some addresses are In and others are not. */
  partially: boolean;
  totals: MailTotals;
}

export interface AlertDay {
  /** UTC day. */
  day: number;
  senders: AlertSender[];
}

/** A sender as an alert names it, with the messages it was raised for. */
export interface NamedSender {
  key: string;
  name: string;
  status: AddressStatus;
  messages: number;
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
  /** UTC day in which the domain was locked; mail counts from the day after. Null where it is not Blocked. */
  blockedSince: number | null;
  /** Days with mail, oldest first. */
  days: AlertDay[];
  /** Days with reports, of mail or of none, oldest first. */
  reported: { day: number; reporters: string[] }[];
  changes: DnsChange[];
}

/** Which alerts are looked at. */
export type AlertsShown = 'open' | 'done' | 'all';

/** Alerts of one kind about one domain. */
export interface AlertGroup {
  /** `DOMAIN KIND` */
  key: string;
  domain: string;
  kind: string;
  /** All of them, newest day first; `alerts` holds the newest. */
  ids: string[];
  unread: string[];
  /** UTC days with an alert, the first and the last of them. */
  days: number;
  firstDay: number;
  lastDay: number;
  /** The one with most messages. */
  worst: StoredAlert;
  /** Senders named by most of the mail; each alert names those with most of its day. */
  senders: { key: string; name: string }[];
  alerts: StoredAlert[];
}

/** A rule that cannot be evaluated, as it is kept: from a backup or another store. */
export interface BadAlertRule {
  id: string;
  /** Names of the fields that are missing or hold what no rule can. */
  fields: string[];
}

/** An alert that a rule raises, and whether it may be notified. */
export interface RaisedAlert {
  alert: StoredAlert;
  /** False: listed only, since the day is too old or lies before the rule. */
  notify: boolean;
}
