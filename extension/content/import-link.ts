/** Imports the file behind a link of this page, or the file that the page shows, on the user's click. */
import type { FileAnswer } from '../messages/protocol.ts';
import { fetchAttachment } from './fetch-attachment.ts';
import { type Send, sendFile } from './send-file.ts';
import type { Attachment, Webmail } from './webmail.ts';

export interface LinkPage {
  webmail: Webmail;
  document: Document;
  location: Location;
  send: Send;
  signal: AbortSignal;
}

/** What became of it; a link to another origin is refused. */
export async function importLink(url: string, page: LinkPage): Promise<FileAnswer> {
  const { webmail, document, location, send, signal } = page;
  // links to attachments often lead to a page about the file: the adapter knows where its bytes are
  const known = webmail.attachments(document, location).find((it) => leadsTo(it, url));
  const source = known?.source;
  const name = known?.name || nameOf(url);
  const mailDomain = known ? webmail.mailDomain(document, known) : '';
  if (source?.by === 'background') {
    const wanted = { type: 'fetch-file', intent: 'import', webmail: webmail.id } as const;
    const answer = await send({ ...wanted, url: source.url, name, mailDomain });
    return answer ?? { outcome: 'failed', code: 'internal' };
  }
  const address = source?.by === 'page' ? source.url : url;
  const fetched = await fetchAttachment(address, name, { signal });
  if ('failed' in fetched) return { outcome: 'failed', code: fetched.failed };
  return await sendFile({ blob: fetched.blob, name, mailDomain }, 'import', send);
}

function leadsTo({ element }: Attachment, url: string): boolean {
  const links = [element, ...element.querySelectorAll('a[href]')];
  return links.some((link) => link instanceof HTMLAnchorElement && link.href === url);
}

/** The last part of an address's path. */
function nameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) || 'link';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
