/**
 * Roundcube 1.4 to 1.6: skins elastic, larry and classic. Messages open in a same-origin iframe (the preview)
 * or in the top document; both list attachments in `#attachment-list`.
 */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import { firstOutside } from '../dom/first-outside.ts';
import { placeAfter } from '../dom/place-after.ts';
import { absolute } from '../own-address.ts';
import { readSize } from '../read-size.ts';
import type { Attachment, Webmail } from '../webmail.ts';

const BODIES = '#messagebody, .rcmBody, .message-htmlpart, .message-part';
const LINKS = '#attachment-list > li > a[href*="_action=get"], #attachment-list > li > a.filename';

export const roundcube: Webmail = {
  id: 'roundcube',
  otherHosts: [],
  attributes: [],
  bodies: BODIES,
  recognises: (document, location) =>
    /[?&]_task=mail\b/.test(location.search) ||
    document.querySelector('#rcmloginuser, #messagelist, #attachment-list, #rcmbtn101') !== null ||
    document.body?.classList.contains('task-mail') === true,
  attachments(document, location) {
    const found: Attachment[] = [];
    // a page that shows a part of a message, or its source, holds nothing but what the message's author wrote
    if (!/^(show|preview)?$/.test(new URLSearchParams(location.search).get('_action') ?? '')) return found;
    const ids = new Set([...document.querySelectorAll('#attachment-list > li')].map((li) => li.id));
    for (const link of document.querySelectorAll<HTMLAnchorElement>(LINKS)) {
      const item = link.parentElement;
      if (!item) continue;
      const type = mediaType(item);
      // a forwarded message is listed together with its own attachments: those are marked, not the wrapping
      if (type === 'message/rfc822' && [...ids].some((id) => id.startsWith(`${item.id}.`))) continue;
      const url = absolute(link.getAttribute('href') ?? '', location);
      if (!url || !isPart(url)) continue;
      const key = `${url.searchParams.get('_mbox')}/${url.searchParams.get('_uid')}/${url.searchParams.get('_part')}`;
      url.searchParams.set('_download', '1');
      found.push({
        key,
        // the classic skin cuts long names and keeps the full one in the title
        name: link.title || (link.querySelector('.attachment-name') ?? link).textContent?.trim() || '',
        type,
        size: readSize(link.querySelector('.attachment-size')?.textContent ?? ''),
        source: { by: 'page', url: url.href },
        element: item,
      });
    }
    return found;
  },
  mailDomain(document, attachment) {
    // a part of a forwarded message: the page shows who forwarded it
    if (attachment.element.id.includes('.')) return '';
    const from = firstOutside(document, '.rcmContactAddress', BODIES);
    return domainOfAddress(`${from?.getAttribute('href') ?? ''} ${from?.getAttribute('title') ?? ''}`);
  },
  place(attachment, mark) {
    placeAfter(attachment.element.parentElement ?? attachment.element, mark);
  },
  rows(document) {
    return [...document.querySelectorAll('#messagelist tbody tr.message')].flatMap((row) => {
      const link = row.querySelector('td.subject a[href*="_uid="]');
      if (!link) return [];
      // the sender's place has a width of its own: there a badge moves no line
      return [
        { element: row.querySelector('td.subject span.fromto') ?? link, subject: link.textContent ?? '' },
      ];
    });
  },
};

/** The address of one part of a message, and of nothing else that Roundcube does. */
function isPart({ searchParams }: URL): boolean {
  const asked = ['_task', '_action'].map((name) => searchParams.get(name)).join();
  return asked === 'mail,get' && searchParams.has('_uid') && searchParams.has('_part');
}

/** The item's classes are the parts of the media type and the extension: `application zip`. */
function mediaType(item: Element): string {
  const [major = '', minor = ''] = item.classList;
  return /^(application|text|message|image|audio|video|multipart)$/.test(major) ? `${major}/${minor}` : '';
}
