/** What a report on one month of a domain holds beside its senders. Figures and codes. */
import type { DnsChange } from './alert.ts';
import type { ChangeEntry } from './host.ts';
import type { Period } from './period.ts';
import type { UnixSeconds } from './report.ts';

export interface MonthSum {
  /** `2026-11`, UTC. */
  month: string;
  messages: number;
  passed: number;
  /** Days of the month with reports; what happened on others is not known. */
  days: number;
}

export interface MonthFacts {
  domain: string;
  month: string;
  period: Period;
  /** Days of the month that are over, or begun. */
  daysSoFar: number;
  /** The month is not over. */
  running: boolean;
  /** The months up to this one, oldest first. */
  trend: MonthSum[];
  /** Months with reports, newest first, for choosing. */
  months: string[];
  /** Since when DNS of the domain is looked at; null: it never was, so what changed is not known. */
  watchedSince: UnixSeconds | null;
  /** Changes in DNS that were seen in the month, newest first. */
  dnsChanges: DnsChange[];
  /** Changes made from here in the month that came through, newest first. */
  ownChanges: ChangeEntry[];
}
