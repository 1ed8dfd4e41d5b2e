/** What the popup shows of the store: the newest reports, and the domains that wait for the user. */

import { countDomains, listDomains } from '../../core/engine/domains/list-domains.ts';
import { listReports } from '../../core/engine/reports/report-queries.ts';
import type { StoredAlert } from '../../core/model/stored.ts';
import type { Store } from '../../core/store/store.ts';
import { alertSentence } from '../../core/words/alert.ts';
import { pickLanguage } from '../../core/words/language.ts';
import type { Overview } from '../messages/own-protocol.ts';
import { uiLanguage } from '../platform/language.ts';

const RECENT = 5;
const ATTENTION = 5;
const ALERTS = 2;
const DAYS = 30;
const DAY = 86_400;

export async function overviewOf(store: Store, now: number): Promise<Overview> {
  // reporters' clocks may be ahead
  const period = { begin: now - DAYS * DAY, end: now + DAY };
  const [fresh, domains, counts, alerts] = await Promise.all([
    listReports(store, { period }),
    listDomains(store, period, now),
    countDomains(store, period),
    store.alerts.list({ state: 'unread' }),
  ]);
  const reports = fresh.length ? fresh : await listReports(store, {});
  const recent = [...reports]
    .sort((a, b) => b.imported - a.imported || b.end - a.end)
    .slice(0, RECENT)
    .map(({ id, kind, reporter, domain, begin, end, messages, passed }) => ({
      id,
      kind,
      reporter,
      domain,
      begin,
      end,
      messages,
      passed,
    }));
  const notInSpf = new Map(counts.map(({ domain, senders }) => [domain, senders.not]));
  const attention = domains
    .map((it) => ({ ...it, notInSpf: notInSpf.get(it.domain) ?? 0 }))
    .filter((it) => it.listing === 'unconfirmed' || it.notInSpf > 0)
    .sort((a, b) => b.notInSpf - a.notInSpf || b.totals.messages - a.totals.messages)
    .slice(0, ATTENTION)
    .map((it) => ({
      domain: it.domain,
      unconfirmed: it.listing === 'unconfirmed',
      notInSpf: it.notInSpf,
      reports: reports.filter((report) => report.domain === it.domain).length,
    }));
  return { recent, attention, alerts: { unread: alerts.length, newest: sentencesOf(alerts) } };
}

function sentencesOf(alerts: StoredAlert[]): string[] {
  const language = pickLanguage([uiLanguage()]);
  return alerts.slice(0, ALERTS).map((alert) => alertSentence(alert, language));
}
