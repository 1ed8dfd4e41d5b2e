/** SOGo 5: a single page without frames; AngularJS draws the message anew whenever it likes. */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import { firstOutside } from '../dom/first-outside.ts';
import { placeAfter } from '../dom/place-after.ts';
import { absolute } from '../own-address.ts';
import type { Attachment, Webmail } from '../webmail.ts';

/** Parts that SOGo shows as they are; attachments are compiled from its own templates instead. */
const BODIES = '[ng-bind-html], .mailer_htmlcontent, .mailer_plaincontent, .SOGoHTMLMail-CSS-Delimiter';
/** Account, folder, uid and part of a message's attachment, below the user's own mail. */
const PART = /^\/Mail\/\d{1,9}\/folder[^?#]{1,2000}\/asAttachment\/[^/]{1,1000}$/;

export const sogo: Webmail = {
  id: 'sogo',
  otherHosts: [],
  // rows of the list are used again for other messages
  attributes: ['href', 'aria-label'],
  bodies: BODIES,
  recognises: (_document, location) => /\/SOGo\/so\/[^/]+\/Mail\b/.test(location.pathname),
  attachments(document, location) {
    const found: Attachment[] = [];
    for (const card of document.querySelectorAll('#detailView .msg-attachment-link md-card')) {
      // only this link gives the file itself; "View" answers with HTML for some messages
      const link = card.querySelector<HTMLAnchorElement>('a[href*="/asAttachment/"]');
      if (!link) continue;
      const url = absolute(link.getAttribute('href') ?? '', location);
      const user = /^.*?\/SOGo\/so\/[^/]+/.exec(decoded(location.pathname))?.[0] ?? '';
      const path = url ? decoded(url.pathname) : '';
      if (!url || !user || !path.startsWith(`${user}/`) || !PART.test(path.slice(user.length))) continue;
      const label = card.querySelector('.sg-attachment-name');
      found.push({
        key: url.pathname,
        // the text begins with the extension as a label, the title is the name
        name: label?.getAttribute('title') || path.split('/').at(-1) || '',
        type: '',
        size: null,
        source: { by: 'page', url: url.href },
        element: card.closest('.msg-attachment-link') ?? card,
      });
    }
    return found;
  },
  mailDomain(document, attachment) {
    // a part of a forwarded message: the page shows who forwarded it
    if (/\/\d+\/\d+\/\d+\/asAttachment\//.test(attachment.key)) return '';
    const view = document.querySelector('#detailView');
    const from = firstOutside(view, '[ng-click*="viewer.message.from"], a[href^="mailto:"]', BODIES);
    return domainOfAddress(from?.textContent ?? '');
  },
  place(attachment, mark) {
    // the parts lie in a wrapping flex row: a full basis puts the mark on a line of its own
    mark.style.setProperty('flex', '0 0 100%');
    mark.style.setProperty('min-width', '0');
    placeAfter(attachment.element, mark);
  },
  rows(document) {
    return [...document.querySelectorAll('md-list-item.sg-message-list-item')].flatMap((row) => {
      const element = row.querySelector('.sg-tile-subject');
      return element
        ? [{ element, subject: row.getAttribute('aria-label') ?? element.textContent ?? '' }]
        : [];
    });
  },
};

/** SOGo escapes `@` in some addresses and not in others. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
