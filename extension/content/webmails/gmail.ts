/**
 * Gmail: cards below each open message. Built on the shapes that other tools read; see the fixture. The
 * attachment's address redirects to another host without cookies, so the background fetches it.
 */
import { domainOfAddress } from '../../../core/lib/report-name.ts';
import { placeAfter } from '../dom/place-after.ts';
import type { Attachment, Webmail } from '../webmail.ts';

const HOST = 'mail.google.com';

export const gmail: Webmail = {
  id: 'gmail',
  otherHosts: [HOST, 'mail-attachment.googleusercontent.com'],
  attributes: ['download_url', 'href'],
  bodies: '.ii.gt, .a3s, .adP',
  recognises: (_document, location) => location.hostname === HOST,
  attachments(document) {
    const found: Attachment[] = [];
    for (const card of document.querySelectorAll('.aQH > span[download_url], .aQH > span.aZo')) {
      const attachment = byDownloadUrl(card) ?? byLink(card) ?? byName(card);
      if (attachment) found.push({ ...attachment, size: null, element: card });
    }
    return found;
  },
  mailDomain(_document, attachment) {
    const sender = attachment.element.closest('div.adn')?.querySelector('span.gD[email]');
    return domainOfAddress(sender?.getAttribute('email') ?? '');
  },
  place(attachment, mark) {
    placeAfter(attachment.element.closest('.aQH') ?? attachment.element, mark);
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

type Found = Pick<Attachment, 'key' | 'name' | 'type' | 'source'>;

const labelOf = (card: Element): string => card.querySelector('.aV3')?.textContent?.trim() ?? '';

function byDownloadUrl(card: Element): Found | null {
  const source = readDownloadUrl(card.getAttribute('download_url') ?? '');
  return source && fetched(source.url, source.name || labelOf(card), source.type);
}

/** Gmail writes `download_url` in some browsers only; the card's link then asks to show the file. */
function byLink(card: Element): Found | null {
  const link = card.querySelector<HTMLAnchorElement>('a.aQy[href*="view=att"]');
  const address = link?.getAttribute('href') ?? '';
  if (card.hasAttribute('download_url') || !isPart(address)) return null;
  const url = new URL(address);
  url.searchParams.set('disp', 'safe');
  return fetched(url.href, labelOf(card), '');
}

/** No address at all, but the button to save it: the user's own download brings the bytes. */
function byName(card: Element): Found | null {
  const name = labelOf(card);
  if (!name || card.hasAttribute('download_url') || !card.querySelector('[role="button"].aQv')) return null;
  const message = card.closest('[data-legacy-message-id]')?.getAttribute('data-legacy-message-id') ?? '';
  return { key: `${message}/${name}`, name, type: '', source: { by: 'user' } };
}

function fetched(url: string, name: string, type: string): Found {
  return { key: url.replace(/[?&]zw\b.*$/, ''), name, type, source: { by: 'background', url } };
}

/** `type:percent-encoded name:address`; null for cards that are not ready or lie in another service. */
function readDownloadUrl(value: string): { type: string; name: string; url: string } | null {
  const found = /^([^:]*):([^:]*):(https:\/\/.+)$/.exec(value);
  if (!found) return null;
  const [, type, name, url] = found as unknown as [string, string, string, string];
  if (!isPart(url)) return null;
  return { type: type.toLowerCase(), name: decode(name), url };
}

/** The address of an attachment at Gmail, and of nothing else that Gmail does. */
function isPart(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, searchParams } = new URL(address);
  return hostname === HOST && searchParams.get('view') === 'att';
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
