/** What the popup shows of the store: the newest reports, and the domains that wait for the user. */

import type { Engine } from '../../core/engine/face.ts';
import type { StoredAlert } from '../../core/model/stored.ts';
import { alertSentence } from '../../core/words/alert.ts';
import { pickLanguage } from '../../core/words/language.ts';
import type { Overview } from '../messages/own-protocol.ts';
import { uiLanguage } from '../platform/language.ts';

const RECENT = 5;
const NEEDS = 7;
const NEW_DOMAINS = 5;
const ALERTS = 2;
const DAYS = 30;
const DAY = 86_400;

export async function overviewOf(engine: Engine, now: number): Promise<Overview> {
  // reporters' clocks may be ahead
  const period = { begin: now - DAYS * DAY, end: now + DAY };
  const [fresh, domains, needs, alerts] = await Promise.all([
    engine.reports.list({ period }),
    engine.domains.list(period),
    engine.domains.needs(),
    engine.alerts.list(),
  ]);
  const unread = alerts.filter(({ state }) => state === 'unread');
  const reports = fresh.length ? fresh : await engine.reports.list({});
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
  const newDomains = domains
    .filter(({ listing }) => listing === 'unconfirmed')
    .slice(0, NEW_DOMAINS)
    .map(({ domain }) => ({
      domain,
      reports: reports.filter((report) => report.domain === domain).length,
    }));
  return {
    recent,
    needs: { shown: needs.needs.slice(0, NEEDS), all: needs.needs.length },
    newDomains,
    alerts: { unread: unread.length, newest: sentencesOf(unread) },
  };
}

function sentencesOf(alerts: StoredAlert[]): string[] {
  const language = pickLanguage([uiLanguage()]);
  return alerts.slice(0, ALERTS).map((alert) => alertSentence(alert, language));
}
