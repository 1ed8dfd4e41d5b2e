/**
 * The content script: one classic file, run in every frame of the sites that the user enabled. It holds no data and
 * finds attachments; the marks come with the first one (`marks-script.ts`).
 */

import type { PageApi } from '../messages/protocol.ts';
import { isExtensionAlive, sendFromPage } from '../platform/page-messages.ts';
import { observePage } from './dom/observer.ts';
import { importLink } from './import-link.ts';
import { LateMarks } from './late-marks.ts';
import { ListBadges } from './list-badges.ts';
import { WEBMAILS } from './webmails/registry.ts';

/** How long marks may outlive their extension. The look costs a read of one property. */
const ALIVE_EVERY_MS = 2_000;

const world = globalThis as { rualens?: PageApi; rualensQuiet?: boolean };

// a reloaded extension comes into pages that still hold the marks of the old one
world.rualens?.end();
start();

function start(): void {
  // for one link, on a click, nothing else of the page is looked at
  const quiet = world.rualensQuiet === true;
  delete world.rualensQuiet;
  const webmail = WEBMAILS.find((it) => it.recognises(document, location));
  if (!webmail) return;
  const end = new AbortController();
  const { signal } = end;
  const place = { webmail, document, location, send: sendFromPage, signal };
  const ofLink = (url: string) => importLink(url, place);
  if (quiet) {
    world.rualens = {
      marks: () => [],
      readAll: async () => {},
      importAll: async () => 0,
      importLink: ofLink,
      end: () => end.abort(),
    };
    return;
  }
  const late = new LateMarks(place);
  const badges = new ListBadges(webmail, signal);
  const endIfGone = () => void (isExtensionAlive() || end.abort());
  const scan = () => {
    endIfGone();
    if (signal.aborted) return;
    late.scan();
    badges.scan(document);
  };
  world.rualens = {
    marks: () => {
      // what a page shows or hides by styles alone brings no mutation
      scan();
      return late.marks?.summaries() ?? [];
    },
    readAll: async () => await late.marks?.readAll(),
    importAll: async () => (await late.marks?.importAll()) ?? 0,
    importLink: ofLink,
    end: () => end.abort(),
  };
  scan();
  observePage(document, webmail.attributes, scan, signal);
  const leave = () => void (late.marks?.summaries().length && sendFromPage({ type: 'marks-changed' }));
  addEventListener('pagehide', leave, { signal });
  // nothing tells a content script that its extension was switched off
  for (const event of ['visibilitychange', 'focus'])
    addEventListener(event, endIfGone, { signal, capture: true });
  const watch = setInterval(endIfGone, ALIVE_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(watch));
}
