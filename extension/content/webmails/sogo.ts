/** SOGo 5: a single page without frames; AngularJS draws the message anew whenever it likes. */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import type { Attachment, Webmail } from '../webmail.ts';

export const sogo: Webmail = {
  id: 'sogo',
  otherHosts: [],
  // rows of the list are used again for other messages
  attributes: ['href', 'aria-label'],
  recognises: (_document, location) => /\/SOGo\/so\/[^/]+\/Mail\b/.test(location.pathname),
  attachments(document, location) {
    const found: Attachment[] = [];
    for (const card of document.querySelectorAll('#detailView .msg-attachment-link md-card')) {
      // only this link gives the file itself; "View" answers with HTML for some messages
      const link = card.querySelector<HTMLAnchorElement>('a[href*="/asAttachment/"]');
      if (!link) continue;
      const url = new URL(link.getAttribute('href') ?? '', location.href);
      const label = card.querySelector('.sg-attachment-name');
      found.push({
        key: url.pathname,
        // the text begins with the extension as a label, the title is the name
        name: label?.getAttribute('title') || decodeURIComponent(url.pathname.split('/').at(-1) ?? ''),
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
    const from = document.querySelector(
      '#detailView sg-avatar-image, #detailView .pseudo-input-field, #detailView .msg-sender',
    );
    const address = document.querySelector(
      '#detailView a[href^="mailto:"], #detailView [ng-click*="viewer.message.from"]',
    );
    return domainOfAddress(
      `${from?.getAttribute('sg-email') ?? ''} ${address?.textContent ?? ''} ${from?.textContent ?? ''}`,
    );
  },
  place(attachment, mark) {
    // the parts lie in a wrapping flex row: a full basis puts the mark on a line of its own
    mark.style.setProperty('flex', '0 0 100%');
    mark.style.setProperty('min-width', '0');
    let after: Element = attachment.element;
    while (after.nextElementSibling?.getAttribute('data-rualens') === 'report')
      after = after.nextElementSibling;
    after.after(mark);
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
