/**
 * Outlook on the web, in its hosted and its own-server forms. The page holds no address of an attachment,
 * so the mark shows what the file name tells, and the user's download or drop brings the bytes.
 */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import { firstOutside } from '../dom/first-outside.ts';
import { placeAfter } from '../dom/place-after.ts';
import type { Attachment, Webmail } from '../webmail.ts';

const HOSTS =
  /(^|\.)(outlook\.live\.com|outlook\.office\.com|outlook\.office365\.com|outlook\.cloud\.microsoft)$/;
const OPTIONS =
  '[role="listbox"] [role="option"][aria-label], [id$="_ATTACHMENTS"] [role="option"][aria-label], .av-container [role="option"][aria-label]';
/** Outlook's own list of attachments has an id that begins like the body's. */
const BODIES = '[role="document"], [id^="UniqueMessageBody"]:not([id$="_ATTACHMENTS"])';
const MAX_LABEL = 1_000;
/** A file name with an extension at the start of a label; what follows it depends on the language. */
const NAME = /^(.+?\.(?:xml\.gz|[a-z0-9]{2,5}))(?=\s|$)/i;

export const outlook: Webmail = {
  id: 'outlook',
  otherHosts: [],
  attributes: ['aria-label'],
  bodies: BODIES,
  recognises: (_document, location) =>
    HOSTS.test(location.hostname) ||
    // of the user's own server: what it shows comes later than this look
    /^\/owa(\/|$)/i.test(location.pathname),
  attachments(document) {
    const found: Attachment[] = [];
    for (const option of document.querySelectorAll(OPTIONS)) {
      if (option.hasAttribute('data-convid')) continue;
      const name = NAME.exec((option.getAttribute('aria-label') ?? '').slice(0, MAX_LABEL))?.[1];
      if (!name) continue;
      const message = option.closest('[data-item-id], [id$="_ATTACHMENTS"]')?.id ?? '';
      found.push({
        key: `${message}/${name}`,
        name,
        type: '',
        size: null,
        source: { by: 'user' },
        element: option,
      });
    }
    return found;
  },
  mailDomain(document) {
    const pane = document.querySelector('#ReadingPaneContainerId, [role="main"]');
    const from = firstOutside(pane, '[aria-label*="@"], [title*="@"]', BODIES);
    return domainOfAddress(`${from?.getAttribute('aria-label') ?? ''} ${from?.getAttribute('title') ?? ''}`);
  },
  place(attachment, mark) {
    const list = attachment.element.closest('[role="listbox"], [id$="_ATTACHMENTS"]');
    placeAfter(list ?? attachment.element, mark);
  },
  rows(document) {
    return [...document.querySelectorAll('[role="option"][data-convid]')].map((element) => ({
      element,
      subject: element.getAttribute('aria-label') ?? '',
    }));
  },
};
