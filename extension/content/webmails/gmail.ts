/**
 * Gmail: cards below each open message. Built on the shapes that other tools read; see the fixture. The
 * attachment's address redirects to another host without cookies, so the background fetches it.
 */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import type { Attachment, Webmail } from '../webmail.ts';

export const gmail: Webmail = {
  id: 'gmail',
  otherHosts: ['mail.google.com', 'mail-attachment.googleusercontent.com'],
  attributes: ['download_url'],
  recognises: (_document, location) => location.hostname === 'mail.google.com',
  attachments(document) {
    const found: Attachment[] = [];
    for (const card of document.querySelectorAll('.aQH > span[download_url], .aQH > span.aZo')) {
      // earlier conversations stay in the page, hidden
      if (card.getClientRects().length === 0) continue;
      const source = readDownloadUrl(card.getAttribute('download_url') ?? '');
      if (!source) continue;
      found.push({
        key: source.url.replace(/[?&]zw\b.*$/, ''),
        name: source.name || card.querySelector('.aV3')?.textContent?.trim() || '',
        type: source.type,
        size: null,
        source: { by: 'background', url: source.url },
        element: card,
      });
    }
    return found;
  },
  mailDomain(_document, attachment) {
    const sender = attachment.element.closest('div.adn')?.querySelector('span.gD[email]');
    return domainOfAddress(sender?.getAttribute('email') ?? '');
  },
  place(attachment, mark) {
    const area = attachment.element.closest('.aQH') ?? attachment.element;
    let after: Element = area;
    while (after.nextElementSibling?.getAttribute('data-rualens') === 'report')
      after = after.nextElementSibling;
    after.after(mark);
  },
  rows(document) {
    return [...document.querySelectorAll('tr.zA')].flatMap((row) => {
      const element = row.querySelector('.bog');
      return element
        ? [{ element: element.parentElement ?? element, subject: element.textContent ?? '' }]
        : [];
    });
  },
};

/** `type:percent-encoded name:address`; null for cards that are not ready or lie in another service. */
function readDownloadUrl(value: string): { type: string; name: string; url: string } | null {
  const found = /^([^:]*):([^:]*):(https:\/\/.+)$/.exec(value);
  if (!found) return null;
  const [, type, name, url] = found as unknown as [string, string, string, string];
  if (new URL(url).hostname !== 'mail.google.com') return null;
  return { type: type.toLowerCase(), name: decode(name), url };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
