/** Any other site the user enabled: report names in links, titles and labels. Always the last to be asked. */
import { parseReportName } from '../../../core/lib/report-name.ts';
import type { Attachment, Webmail } from '../webmail.ts';

/** Every report name has these two characters in a row somewhere: `!` and, percent-encoded, `%21`. */
const PLACES =
  'a[href*="!"], a[href*="%21"], a[download*="!"], [title*="!"], [aria-label*="!"], a[draggable][href]';
/** More named places than this on a page are not looked at: no mailbox view has them. */
const MAX_PLACES = 2_000;

export const generic: Webmail = {
  id: 'generic',
  otherHosts: [],
  attributes: ['href', 'title', 'aria-label'],
  recognises: () => true,
  attachments(document, location) {
    const found = new Map<string, Attachment>();
    let places = 0;
    for (const place of document.querySelectorAll(PLACES)) {
      places += 1;
      if (places > MAX_PLACES) break;
      const name = nameAt(place);
      if (!name) continue;
      const link = place.closest('a[href]') ?? place.querySelector('a[href]');
      const url = link ? sameOrigin(link, location) : null;
      const key = url ?? `name:${name}`;
      const known = found.get(key) ?? found.get(`name:${name}`);
      if (known && (known.source.by === 'page' || !url)) continue;
      if (known) found.delete(known.key);
      found.set(key, {
        key,
        name,
        type: '',
        size: null,
        source: url ? { by: 'page', url } : { by: 'user' },
        element: link ?? place,
      });
    }
    return [...found.values()];
  },
  mailDomain: () => '',
  place(attachment, mark) {
    const line = attachment.element.closest('li, tr, p, dd, [role="listitem"]') ?? attachment.element;
    // a div is no child of a row or of a list: it goes behind their whole
    const table = line.closest('table');
    let after: Element = table && line.matches('tr') ? table : (line.closest('ul, ol') ?? line);
    while (after.nextElementSibling?.getAttribute('data-rualens') === 'report')
      after = after.nextElementSibling;
    after.after(mark);
  },
  rows: () => [],
};

function nameAt(place: Element): string {
  const texts = ['download', 'title', 'aria-label', 'href'].map((name) => place.getAttribute(name) ?? '');
  for (const text of [...texts, place.matches('a') ? (place.textContent ?? '') : '']) {
    const found = text.length < 2_000 ? fileName(text) : '';
    if (found) return found;
  }
  return '';
}

/** The file name in a text that holds a report's name; empty where it holds none. */
function fileName(text: string): string {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // not percent-encoded after all
  }
  if (!parseReportName(plain)) return '';
  return /[^\s/\\?&=:"']+![^\s/\\?&=:"']+!\d{9,11}!\d{9,11}[^\s/\\?&=:"']*/.exec(plain)?.[0] ?? '';
}

function sameOrigin(link: Element, location: Location): string | null {
  try {
    const url = new URL(link.getAttribute('href') ?? '', location.href);
    return url.origin === location.origin &&
      /^https?:$/.test(url.protocol) &&
      url.pathname + url.search !== location.pathname + location.search
      ? url.href
      : null;
  } catch {
    return null;
  }
}
