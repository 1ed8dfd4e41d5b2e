/**
 * Any other site the user enabled, by rules that hold for most webmails. Always the last to be asked. Who wrote a link
 * is not known here, so nothing is fetched before the user asks for it at the mark.
 */
import { placeAfter } from '../dom/place-after.ts';
import { textOf } from '../dom/text-of.ts';
import { addressOf, downloads, draggedAddress } from '../generic/address-of.ts';
import { isInRow, reportRows } from '../generic/list-rows.ts';
import { packedNameIn, reportNameIn } from '../generic/name-in-text.ts';
import { speaksOfReports } from '../generic/speaks-of-reports.ts';
import { BODIES, looksWritten } from '../generic/written.ts';
import { isDrawn, MAX_CANDIDATES } from '../guarded.ts';
import type { Attachment, Webmail } from '../webmail.ts';

/** What a user presses or drags to get a file. */
const PLACES =
  'a, button, [role="button"], [download], [data-src], [data-href], [data-downloadurl], [download_url], [draggable="true"]';
/** More than this on a page are not looked at: no view of a message has them. */
const MAX_PLACES = 2_000;
/** Around a link: where its file's name may stand. */
const LINE = 'li, tr, p, dd, [role="listitem"], [class*="attachment" i]';
/** Characters of a line; more is no line of an attachment. */
const MAX_LINE = 600;

interface Candidate extends Attachment {
  rank: number;
}

export const generic: Webmail = {
  id: 'generic',
  otherHosts: [],
  attributes: ['href', 'download', 'title', 'aria-label', 'data-src', 'data-href', 'download_url'],
  bodies: BODIES,
  recognises: () => true,
  attachments(document, location) {
    const found = new Map<string, Candidate>();
    let speaks: boolean | null = null;
    let places = 0;
    let named = 0;
    for (const place of document.querySelectorAll(PLACES)) {
      places += 1;
      if (places > MAX_PLACES || named > MAX_CANDIDATES) break;
      const gives = downloads(place);
      let name = reportNameAt(place, gives);
      const reported = name !== '';
      if (!reported && gives) {
        name = packedNameAt(place);
        if (name) speaks ??= speaksOfReports(document);
        if (!speaks) continue;
      }
      if (!name) continue;
      named += 1;
      if (place.closest(BODIES) || isInRow(place) || looksWritten(place) || !isDrawn(place)) continue;
      const url = addressOf(place, location);
      // reports' names are their own; others are the same in many messages
      const key = reported ? name : `${name} ${url}`;
      const known = found.get(key);
      const rank = (url ? 4 : 0) + (place.hasAttribute('download') ? 2 : 0) + (gives ? 1 : 0);
      // several links of one attachment: the one that surely downloads it, before one that may show it
      if (known && known.rank >= rank) continue;
      const asked = url !== null || place.closest('[draggable="true"]') !== null;
      const source = asked
        ? ({ by: 'click', address: () => url ?? draggedAddress(place, location) } as const)
        : ({ by: 'user' } as const);
      found.set(key, { key, name, type: '', size: null, source, element: place, rank });
    }
    return [...found.values()].map(({ rank, ...attachment }) => attachment);
  },
  mailDomain: () => '',
  place(attachment, mark) {
    const line = attachment.element.closest(`${LINE}, table`) ?? attachment.element;
    // a div is no child of a row or of a list: it goes behind their whole
    const table = line.closest('table');
    placeAfter(table && line.closest('tr') ? table : (line.closest('ul, ol') ?? line), mark);
  },
  rows: reportRows,
};

/** A report's name that a link carries itself; beside it, or in its label, only where it surely gives a file. */
function reportNameAt(place: Element, gives: boolean): string {
  const own = firstOf(place, [
    'download',
    'href',
    'data-src',
    'data-href',
    'data-downloadurl',
    'download_url',
  ]);
  if (own || !(gives || place.matches('button, [role="button"], [draggable="true"]'))) return own;
  return (
    firstOf(place, ['title', 'aria-label']) ||
    reportNameIn(textOf(place, MAX_LINE)) ||
    reportNameIn(lineOf(place))
  );
}

function packedNameAt(place: Element): string {
  for (const name of ['download', 'title', 'href']) {
    const found = packedNameIn(place.getAttribute(name) ?? '');
    if (found) return found;
  }
  return packedNameIn(textOf(place, MAX_LINE)) || packedNameIn(lineOf(place));
}

function firstOf(place: Element, attributes: string[]): string {
  for (const attribute of attributes) {
    const found = reportNameIn(place.getAttribute(attribute) ?? '');
    if (found) return found;
  }
  return '';
}

/** The text of the line around a link; empty where that is more than a line. */
function lineOf(place: Element): string {
  const line = place.closest(LINE);
  return line ? textOf(line, MAX_LINE) : '';
}
