/**
 * The background: answers content scripts and the extension's own pages, keeps the sites and the toolbar in
 * step. It ends whenever the browser likes, so it keeps nothing in memory that it cannot get again.
 */
import { every } from '../platform/alarms.ts';
import { onMessage } from '../platform/background-messages.ts';
import { uiLanguage } from '../platform/language.ts';
import { closeToContentScripts } from '../platform/local-storage.ts';
import { linkMenu } from '../platform/menus.ts';
import { onInstalled, onSitesChanged } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { answerOwn } from './answer-own.ts';
import { answerPages } from './answer-page.ts';
import { answerAboutApps, answerBridge, applyBridge } from './bridge.ts';
import { fileWork } from './file-work.ts';
import { openLink } from './open-link.ts';
import { overviewOf } from './overview.ts';
import { countSoon } from './page-badge.ts';
import { theEngine } from './running-engine.ts';
import { applySites, sitesChanged } from './sites.ts';

const own = answerOwn(async () => overviewOf((await theEngine()).store, Math.floor(Date.now() / 1000)));
const pages = answerPages({
  ...fileWork(),
  countSoon,
  openReport: (id) => openApp(`#/report/${id}`),
  openIgnore: async (id, sender) => {
    const report = await (await theEngine()).store.reports.get(id);
    await openApp(report ? senderPlace(report.domain, sender) : '#/reports');
  },
  openFiles: () => openApp('#/import'),
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
linkMenu('open-link', popupTexts(uiLanguage()).openLink, (url, tabId) => void openLink(url, tabId));
every('look-again', 60, () => void lookAgain());
void closeToContentScripts();
// pages that are open hold the marks of the version before
onInstalled(() => {
  void sitesChanged();
  void applyBridge();
});
void applySites([]);

/** Where the app shows one sender of a domain, over all time: the report may be an old one. */
function senderPlace(domain: string, sender: string): string {
  return `#/reports?${new URLSearchParams({ domain, sender, period: 'all' })}`;
}

/** Asks DNS again for the user's domains whose answers are past their time, and raises alerts. */
async function lookAgain(): Promise<void> {
  const { engine, store } = await theEngine();
  await engine.refreshDomains(await store.domains.confirmed());
  await engine.queue.idle();
}
