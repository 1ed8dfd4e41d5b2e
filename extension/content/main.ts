/**
 * The content script: one classic file, run in every frame of the sites that the user enabled. It holds no
 * data and asks nothing of the network but the page's own attachments.
 */

import type { PageApi } from '../messages/protocol.ts';
import { uiLanguage } from '../platform/language.ts';
import { isExtensionAlive, sendFromPage } from '../platform/page-messages.ts';
import { markTexts } from '../texts/mark-texts.ts';
import { observePage } from './dom/observer.ts';
import { importLink } from './import-link.ts';
import { ListBadges } from './list-badges.ts';
import { PageMarks } from './page-marks.ts';
import { WEBMAILS } from './webmails/registry.ts';

const world = globalThis as { rualens?: PageApi };

// a reloaded extension comes into pages that still hold the marks of the old one
world.rualens?.end();
start();

function start(): void {
  const webmail = WEBMAILS.find((it) => it.recognises(document, location));
  if (!webmail) return;
  const end = new AbortController();
  const texts = markTexts(uiLanguage());
  const marks = new PageMarks({ webmail, document, location, texts, send: sendFromPage, signal: end.signal });
  const badges = new ListBadges(webmail, texts, end.signal);
  const scan = () => {
    if (!isExtensionAlive()) return end.abort();
    marks.scan();
    badges.scan(document);
  };
  world.rualens = {
    marks: () => marks.summaries(),
    importAll: () => marks.importAll(),
    importLink: (url) => importLink(url, sendFromPage, end.signal),
    end: () => end.abort(),
  };
  scan();
  observePage(document, webmail.attributes, scan, end.signal);
  addEventListener(
    'pagehide',
    () => void (marks.summaries().length && sendFromPage({ type: 'marks-changed' })),
    {
      signal: end.signal,
    },
  );
  // nothing tells a content script that its extension was switched off: look when the user comes back
  for (const event of ['visibilitychange', 'focus'])
    addEventListener(event, () => !isExtensionAlive() && end.abort(), { signal: end.signal, capture: true });
}
