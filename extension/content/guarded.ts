/**
 * Holds for every adapter what none may forget: what a message's author wrote is no attachment and no row, and what
 * is not drawn does not count. An author can forge the markup of any webmail, but cannot leave the message's body.
 */
import { isOwnAddress } from './own-address.ts';
import type { Attachment, ListRow, Webmail } from './webmail.ts';

/** Candidates looked at; messages have few attachments, pages that harm have many. */
export const MAX_CANDIDATES = 400;
/** No mail system gives a file a longer name; what is done with names is bounded by it. */
const MAX_NAME = 400;

/** The adapter, with its attachments and rows cut down to those that count. */
export function guarded(webmail: Webmail): Webmail {
  const written = (element: Element) => webmail.bodies !== '' && element.closest(webmail.bodies) !== null;
  return {
    ...webmail,
    attachments(document, location) {
      if (isBodyFrame(document)) return [];
      const found = new Map<string, Attachment>();
      for (const each of webmail.attachments(document, location).slice(0, MAX_CANDIDATES)) {
        if (each.name.length > MAX_NAME || found.has(each.key)) continue;
        if (each.source.by === 'page' && !isOwnAddress(each.source.url, location)) continue;
        if (written(each.element) || !isDrawn(each.element)) continue;
        found.set(each.key, each);
      }
      return [...found.values()];
    },
    rows(document): ListRow[] {
      if (isBodyFrame(document)) return [];
      return webmail.rows(document).filter((row) => !written(row.element));
    },
  };
}

/** Whether an element has a box. Earlier messages often stay in the page, hidden. */
export function isDrawn(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** Webmails put bodies that they do not trust into sandboxed frames, and nothing else. */
function isBodyFrame(document: Document): boolean {
  try {
    return document.defaultView?.frameElement?.hasAttribute('sandbox') ?? false;
  } catch {
    return false;
  }
}
