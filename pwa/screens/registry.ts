import type { ComponentType } from 'preact';

/** Places in the navigation. */
export type NavId = 'domains' | 'reports' | 'spf' | 'alerts' | 'import' | 'settings';

/** A page of the app. Its code is loaded when it is first opened. */
export interface Screen {
  /** First part of the route: `#/reports?…` is `reports`. */
  id: string;
  /** Which place of the navigation is marked while it is open. */
  nav: NavId;
  load: () => Promise<ComponentType>;
}

/** Every screen; one line each. */
export const SCREENS: readonly Screen[] = [
  {
    id: 'domains',
    nav: 'domains',
    load: async () => (await import('./domains/domains-screen.tsx')).DomainsScreen,
  },
  {
    id: 'domain',
    nav: 'domains',
    load: async () => (await import('./domain/domain-screen.tsx')).DomainScreen,
  },
  {
    id: 'month',
    nav: 'domains',
    load: async () => (await import('./month/month-screen.tsx')).MonthScreen,
  },
  {
    id: 'reports',
    nav: 'reports',
    load: async () => (await import('./reports/reports-screen.tsx')).ReportsScreen,
  },
  {
    id: 'report',
    nav: 'reports',
    load: async () => (await import('./report/report-screen.tsx')).ReportScreen,
  },
  { id: 'tls', nav: 'reports', load: async () => (await import('./tls/tls-screen.tsx')).TlsScreen },
  {
    id: 'failure',
    nav: 'reports',
    load: async () => (await import('./failure/failure-screen.tsx')).FailureScreen,
  },
  { id: 'spf', nav: 'spf', load: async () => (await import('./spf/spf-screen.tsx')).SpfScreen },
  {
    id: 'alerts',
    nav: 'alerts',
    load: async () => (await import('./alerts/alerts-screen.tsx')).AlertsScreen,
  },
  {
    id: 'import',
    nav: 'import',
    load: async () => (await import('./import/import-screen.tsx')).ImportScreen,
  },
  {
    id: 'settings',
    nav: 'settings',
    load: async () => (await import('./settings/settings-screen.tsx')).SettingsScreen,
  },
];

/** The screen of a route's first part; Domains for an empty or unknown one. */
export function findScreen(id: string): Screen {
  return SCREENS.find((screen) => screen.id === id) ?? (SCREENS[0] as Screen);
}
