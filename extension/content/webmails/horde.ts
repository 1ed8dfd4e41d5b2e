/**
 * Horde IMP 6, dynamic and basic view. Parts of a message are listed above its text and, in the dynamic view, once
 * more in a list that is hidden at first. Read on a click: not proven against every way to show a part.
 */
import { placeAfter } from '../dom/place-after.ts';
import { addressOf } from '../generic/address-of.ts';
import type { Attachment, Webmail } from '../webmail.ts';

const LINKS = '.mimePartInfo a[href*="download_attach"], #partlist a[href*="download_attach"]';

export const horde: Webmail = {
  id: 'horde',
  otherHosts: [],
  attributes: ['href', 'title'],
  bodies: '.mimePartData, .htmlMessage, pre, blockquote',
  recognises: (_document, location) => /\/imp\/(dynamic|basic)\.php$/.test(location.pathname),
  attachments(document, location) {
    const found: Attachment[] = [];
    for (const link of document.querySelectorAll(LINKS)) {
      const url = addressOf(link, location);
      if (!url) continue;
      const asked = new URL(url).searchParams;
      const item = link.closest('.mimePartInfo, tr, li') ?? link;
      const key = `${asked.get('muid') ?? asked.get('buid')}/${asked.get('id')}`;
      found.push({
        // the same for both lists: the registry takes the first that is drawn
        key,
        name: asked.get('fn') ?? '',
        type: item.querySelector('img[title*="/"]')?.getAttribute('title')?.toLowerCase() ?? '',
        size: null,
        source: { by: 'click', address: () => url },
        element: item,
      });
    }
    return found;
  },
  mailDomain: () => '',
  place(attachment, mark) {
    placeAfter(attachment.element.closest('table, ul') ?? attachment.element, mark);
  },
  rows(document) {
    return [...document.querySelectorAll('.vpRow .msgSubject, table.messageList a[title]')].map(
      (element) => ({
        element,
        subject: element.getAttribute('title') || (element.textContent ?? ''),
      }),
    );
  },
};
