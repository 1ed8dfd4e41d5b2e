import type { Need } from '../../core/model/need.ts';

/** What the extension's own pages ask of the background. */
export type OwnMessage =
  | { type: 'overview' }
  | { type: 'want-sites'; patterns: string[] }
  | { type: 'unwant-sites'; patterns: string[] }
  | { type: 'sites' }
  | { type: 'count-marks'; tabId: number }
  | { type: 'search'; text: string }
  /** Alerts may have been raised or read in a page. */
  | { type: 'alerts-changed' }
  /** The file that a tab shows, read with that page's own session. */
  | { type: 'open-tab-file'; tabId: number; url: string }
  /** Addresses of the app, as `AppRow`s. */
  | { type: 'apps' }
  /** In the click that allows it; access to its site was asked for before. */
  | { type: 'add-app'; origin: string }
  | { type: 'allow-app'; origin: string }
  /** The user saw what the app would change here, and takes it. */
  | { type: 'take-app'; origin: string }
  | { type: 'part-app'; origin: string }
  | { type: 'forget-app'; origin: string };

/** A report in the popup's list. */
export interface RecentReport {
  id: string;
  kind: 'aggregate' | 'failure' | 'tls';
  reporter: string;
  domain: string;
  begin: number;
  end: number;
  messages: number;
  passed: number;
}

/** A domain that was seen in reports, and neither confirmed nor declined. */
export interface NewDomain {
  domain: string;
  reports: number;
}

export interface Overview {
  recent: RecentReport[];
  /** The worst of what needs the user, and how much there is in all. */
  needs: { shown: Need[]; all: number };
  newDomains: NewDomain[];
  /** Alerts that nobody has looked at: how many, and what the newest say in the user's language. */
  alerts: { unread: number; newest: string[] };
}
