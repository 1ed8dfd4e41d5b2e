/**
 * The background: answers content scripts and the extension's own pages, keeps the sites and the toolbar in
 * step. It ends whenever the browser likes, so it keeps nothing in memory that it cannot get again.
 */
import { onMessage } from '../platform/background-messages.ts';
import { uiLanguage } from '../platform/language.ts';
import { closeToContentScripts } from '../platform/local-storage.ts';
import { linkMenu } from '../platform/menus.ts';
import { onSitesChanged } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { answerOwn } from './answer-own.ts';
import { answerPages } from './answer-page.ts';
import { fileWork } from './file-work.ts';
import { countSoon } from './page-badge.ts';
import { applySites, sitesChanged } from './sites.ts';
import { theStore } from './opened-store.ts';
import { overviewOf } from './overview.ts';

const own = answerOwn(async () => overviewOf(await theStore(), Math.floor(Date.now() / 1000)));
const pages = answerPages({
  ...fileWork(),
  countSoon,
  openReport: (id) => openApp(`#/report/${id}`),
  openIgnore: (id, sender) => openApp(`#/report/${id}?ignore=${encodeURIComponent(sender)}`),
});

onMessage((message, sender) => own(message, sender) ?? pages(message, sender));
onSitesChanged(() => void sitesChanged());
linkMenu(
  'open-link',
  popupTexts(uiLanguage()).openLink,
  (url) => void openApp(`#/import?link=${encodeURIComponent(url)}`),
);
void closeToContentScripts();
void applySites([]);
