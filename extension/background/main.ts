/**
 * The background: answers content scripts and the extension's own pages, keeps the sites and the toolbar in
 * step. It ends whenever the browser likes, so it keeps nothing in memory that it cannot get again.
 */
import { reportPlace } from '../messages/report-place.ts';
import { every } from '../platform/alarms.ts';
import { onMessage } from '../platform/background-messages.ts';
import { uiLanguage } from '../platform/language.ts';
import { closeToContentScripts } from '../platform/local-storage.ts';
import { linkMenu } from '../platform/menus.ts';
import { onNoticeClicked, onNoticesAllowed } from '../platform/notices.ts';
import { onBrowserStart, onInstalled, onSitesChanged, runMarks } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';
import { addWish } from '../platform/wishes.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { followAlerts, followAlertsSoon } from './alert-notices.ts';
import { answerOwn } from './answer-own.ts';
import { answerPages } from './answer-page.ts';
import { answerAboutApps, answerBridge, applyBridge } from './bridge.ts';
import { fileWork } from './file-work.ts';
import { lookAgain } from './look-again.ts';
import { openLink } from './open-link.ts';
import { overviewOf } from './overview.ts';
import { countSoon } from './page-badge.ts';
import { getEngine, onEngineStarted } from './running-engine.ts';
import { applySites, sitesChanged } from './sites.ts';

/** DNS answers younger than this are not asked for again; silence of reporters is counted in days. */
const LOOK_AGAIN_MINUTES = 60;

/** Hits of each kind that the popup has room for. */
const POPUP_HITS = 6;

const own = answerOwn({
  overview: async () => overviewOf((await getEngine()).engine, Math.floor(Date.now() / 1000)),
  search: async (text) => (await getEngine()).engine.search.find(text, POPUP_HITS),
  alertsChanged: followAlerts,
  openTabFile: (tabId, url) => openLink(url, { tabId, frameId: 0 }),
});
const pages = answerPages({
  ...fileWork(),
  countSoon,
  runMarks,
  openReport: async (id) => {
    const report = await (await getEngine()).store.reports.get(id);
    await openApp(reportPlace(report?.kind ?? 'aggregate', id));
  },
  openIgnore: async (id, sender) => {
    const report = await (await getEngine()).store.reports.get(id);
    await openApp(report ? senderPlace(report.domain, sender) : '#/reports');
  },
  openFiles: () => openApp('#/import'),
  importLarge: async ({ url, name, mailDomain }, frame) => {
    await addWish({ kind: 'file', ...frame, url, name, mailDomain });
    await openApp('#/import');
  },
});

onMessage(
  (message, sender) =>
    own(message, sender) ??
    answerAboutApps(message, sender) ??
    answerBridge(message, sender) ??
    pages(message, sender),
);
onSitesChanged(() => {
  void sitesChanged();
  void applyBridge();
});
linkMenu('open-link', popupTexts(uiLanguage()).openLink, (url, place) => void openLink(url, place));
every('look-again', LOOK_AGAIN_MINUTES, () => void lookAgain());
onEngineStarted(({ engine }) => {
  void engine.onChange(({ topic }) => void (topic === 'alerts' && followAlertsSoon()));
});
onNoticesAllowed(() => void followAlerts());
onNoticeClicked(() => void openApp('#/alerts'));
onBrowserStart(() => void followAlerts());
void closeToContentScripts();
// pages that are open hold the marks of the version before
onInstalled(() => {
  void sitesChanged();
  void applyBridge();
  void followAlerts();
});
void applySites([]);

/** The question whether to ignore a sender, over all time: the report may be an old one. */
function senderPlace(domain: string, sender: string): string {
  return `#/reports?${new URLSearchParams({ domain, sender, period: 'all', ask: 'ignore' })}`;
}
