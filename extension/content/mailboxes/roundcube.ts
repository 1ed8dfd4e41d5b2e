/** Folders of Roundcube 1.4 to 1.6, by the requests that its own list makes. */
import type { MailboxMessage } from '../../../core/model/mailbox.ts';
import type { Mailbox } from '../mailbox.ts';
import { readSize } from '../read-size.ts';

export const roundcube: Mailbox = {
  id: 'roundcube',
  place(document, location) {
    const asked = new URLSearchParams(location.search);
    if (document.querySelector('#rcmloginuser') || asked.get('_task') !== 'mail') return null;
    const selected = document.querySelector('#mailboxlist li.selected > a[rel]');
    const folder = selected?.getAttribute('rel') ?? asked.get('_mbox') ?? '';
    if (!folder) return null;
    const label = [...(selected?.childNodes ?? [])].find((it) => it.nodeType === 3);
    return {
      // the skin "classic" does not show who is signed in
      account: document.querySelector('.username')?.textContent?.trim() ?? '',
      folder,
      name: label?.textContent?.trim() || folder,
    };
  },
  async page(folder, page, { location, fetchText }) {
    const got = await fetchText(
      address(location, { _action: 'list', _mbox: folder, _page: String(page), _remote: '1' }),
    );
    if ('problem' in got) return got;
    const list = parse(got.text);
    // signed out, a list comes as a page to sign in
    if (!list) return { problem: /^text\/html\b/i.test(got.type) ? 'sign-in' : 'unreachable' };
    if (/^this\.session_error\(/m.test(list.exec)) return { problem: 'sign-in' };
    const messages = list.exec.split('\n').flatMap(readRow);
    const { messagecount = 0, pagecount = 0, exists } = list.env;
    const faulty = (line: string) => line.startsWith('this.display_message(') && line.includes('"error"');
    if (messagecount === 0 && list.exec.split('\n').some(faulty)) return { problem: 'unreachable' };
    return { messages, pages: pagecount, total: exists ?? messagecount };
  },
  source(folder, uid, { document, location }) {
    if (!/^\d{1,20}$/.test(uid)) return null;
    // with the token Roundcube gives the bytes as they are; without it a readable form of them
    const token = requestToken(document);
    const save = token ? { _save: '1', _token: token } : {};
    return { url: address(location, { _action: 'viewsource', _uid: uid, _mbox: folder, ...save }) };
  },
};

function address(location: Location, query: Record<string, string>): string {
  return `${location.origin}${location.pathname}?${new URLSearchParams({ _task: 'mail', ...query })}`;
}

interface List {
  env: { messagecount?: number; pagecount?: number; exists?: number };
  /** Calls of functions, one a line; never run here. */
  exec: string;
}

function parse(text: string): List | null {
  try {
    const { env, exec } = JSON.parse(text) as { env?: List['env'] | null; exec?: unknown };
    return typeof exec === 'string' ? { env: env ?? {}, exec } : null;
  } catch {
    return null;
  }
}

/** `this.add_message_row(9,{"subject":…,"fromto":…,"size":…},{"ctype":…},false);` */
function readRow(line: string): MailboxMessage[] {
  const found = /^this\.add_message_row\((.*)\);$/.exec(line);
  if (!found) return [];
  try {
    const [uid, columns, flags] = JSON.parse(`[${found[1]}]`) as [
      unknown,
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    // lists over several folders name the folder behind the uid; this is none
    if (!/^\d{1,20}$/.test(String(uid))) return [];
    const from = /\btitle="([^"]*)"/.exec(String(columns.fromto ?? '').slice(0, 2000))?.[1] ?? '';
    return [
      {
        uid: String(uid),
        subject: plain(String(columns.subject ?? '')),
        from: plain(from),
        type: plain(String(flags.ctype ?? '')).toLowerCase(),
        attachments: null,
        size: readSize(String(columns.size ?? '')),
      },
    ];
  } catch {
    return [];
  }
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#039': "'", amp: '&' };

/** Text as Roundcube escapes it for HTML. */
function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|#039|amp);/g, (_, name: string) => ENTITIES[name] ?? '').slice(0, 1_000);
}

function requestToken(document: Document): string {
  for (const script of document.querySelectorAll('script:not([src])')) {
    const found = /"request_token":"(\w{8,80})"/.exec(script.textContent ?? '');
    if (found?.[1]) return found[1];
  }
  return '';
}
