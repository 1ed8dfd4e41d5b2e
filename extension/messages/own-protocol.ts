/** What the extension's own pages ask of the background. */
export type OwnMessage =
  | { type: 'overview' }
  | { type: 'want-sites'; patterns: string[] }
  | { type: 'unwant-sites'; patterns: string[] }
  | { type: 'sites' }
  | { type: 'count-marks'; tabId: number }
  /** Addresses of the app, as `AppRow`s. */
  | { type: 'apps' }
  /** In the click that allows it; access to its site was asked for before. */
  | { type: 'add-app'; origin: string }
  | { type: 'allow-app'; origin: string }
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

/** A domain that waits for the user. */
export interface AttentionDomain {
  domain: string;
  /** Seen in reports, and neither confirmed nor declined. */
  unconfirmed: boolean;
  notInSpf: number;
  reports: number;
}

export interface Overview {
  recent: RecentReport[];
  attention: AttentionDomain[];
  /** Alerts that nobody has looked at. */
  alerts: number;
}
