/**
 * Roundcube 1.4 to 1.6: skins elastic, larry and classic. Messages open in a same-origin iframe (the preview)
 * or in the top document; both list attachments in `#attachment-list`.
 */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import { readSize } from '../read-size.ts';
import type { Attachment, Webmail } from '../webmail.ts';

const LINKS = '#attachment-list > li > a[href*="_action=get"], #attachment-list > li > a.filename';

export const roundcube: Webmail = {
  id: 'roundcube',
  otherHosts: [],
  attributes: [],
  recognises: (document, location) =>
    /[?&]_task=mail\b/.test(location.search) ||
    document.querySelector('#rcmloginuser, #messagelist, #attachment-list, #rcmbtn101') !== null ||
    document.body?.classList.contains('task-mail') === true,
  attachments(document, location) {
    const found: Attachment[] = [];
    const ids = new Set([...document.querySelectorAll('#attachment-list > li')].map((li) => li.id));
    for (const link of document.querySelectorAll<HTMLAnchorElement>(LINKS)) {
      const item = link.parentElement;
      if (!item) continue;
      const type = mediaType(item);
      // a forwarded message is listed together with its own attachments: those are marked, not the wrapping
      if (type === 'message/rfc822' && [...ids].some((id) => id.startsWith(`${item.id}.`))) continue;
      const url = new URL(link.getAttribute('href') ?? '', location.href);
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
    const from = document.querySelector(
      '.header.from .rcmContactAddress, td.from .rcmContactAddress, .header-summary .rcmContactAddress, .rcmContactAddress',
    );
    return domainOfAddress(`${from?.getAttribute('href') ?? ''} ${from?.getAttribute('title') ?? ''}`);
  },
  place(attachment, mark) {
    const list = attachment.element.parentElement;
    if (!list) return;
    let after: Element = list;
    while (after.nextElementSibling?.getAttribute('data-rualens') === 'report')
      after = after.nextElementSibling;
    after.after(mark);
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

/** The item's classes are the parts of the media type and the extension: `application zip`. */
function mediaType(item: Element): string {
  const [major = '', minor = ''] = item.classList;
  return /^(application|text|message|image|audio|video|multipart)$/.test(major) ? `${major}/${minor}` : '';
}
