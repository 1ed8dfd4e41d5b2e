/** Folders of SOGo 5, by the requests that its own list makes. */
import type { MailboxMessage } from '../../../core/model/mailbox.ts';
import type { FetchText, Mailbox } from '../mailbox.ts';
import { readSize } from '../read-size.ts';

/** Headers asked for at once. */
const PAGE_MESSAGES = 100;

/** All uids of the folder that was listed last. */
let listed: { folder: string; uids: number[] } | null = null;

export const sogo: Mailbox = {
  id: 'sogo',
  place(_document, location) {
    const user = /\/SOGo\/so\/([^/]+)\/Mail\b/.exec(location.pathname)?.[1];
    const [, account, folder] = /^#!\/Mail\/(\d+)\/([^/]+)/.exec(location.hash) ?? [];
    if (!user || account === undefined || folder === undefined) return null;
    // the address of a folder within a folder is escaped twice
    const path = decode(decode(folder));
    const parts = path === 'inbox' ? ['INBOX'] : path.split('/');
    return {
      account: `${decode(user)}/${account}`,
      folder: [account, ...parts.map((it) => `folder${identifier(it)}`)].join('/'),
      name: parts.join('/'),
    };
  },
  async page(folder, page, { document, location, fetchText }) {
    const base = mailAddress(location) + folder.split('/').map(encodeURIComponent).join('/');
    const headers = { 'X-XSRF-TOKEN': token(document) };
    if (page === 1 || listed?.folder !== folder) {
      const view = await json<View>(fetchText, `${base}/view`, { headers });
      if ('problem' in view) return view;
      if (!Array.isArray(view.uids)) return { problem: 'unreachable' };
      listed = { folder, uids: view.uids.map(uidOf).filter((it) => Number.isInteger(it)) };
    }
    const { uids } = listed;
    const wanted = uids.slice((page - 1) * PAGE_MESSAGES, page * PAGE_MESSAGES);
    const pages = Math.ceil(uids.length / PAGE_MESSAGES);
    if (wanted.length === 0) return { messages: [], pages, total: uids.length };
    const rows = await json<unknown[][]>(fetchText, `${base}/headers`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ uids: wanted }),
    });
    if ('problem' in rows) return rows;
    if (!Array.isArray(rows)) return { problem: 'unreachable' };
    return { messages: readRows(rows), pages, total: uids.length };
  },
  source(folder, uid, { document, location }) {
    if (!/^\d{1,20}$/.test(uid)) return null;
    const url = `${mailAddress(location)}${folder.split('/').map(encodeURIComponent).join('/')}/${uid}/export`;
    return { url, headers: { 'X-XSRF-TOKEN': token(document) } };
  },
};

interface View {
  /** In threads, a uid is the first of a list. */
  uids?: unknown[];
}

const uidOf = (entry: unknown): number => Number(Array.isArray(entry) ? entry[0] : entry);

function mailAddress(location: Location): string {
  return `${location.origin}${location.pathname.replace(/\/Mail\b.*$/, '/Mail/')}`;
}

/** The first row names the columns. */
function readRows([columns, ...rows]: unknown[][]): MailboxMessage[] {
  if (!Array.isArray(columns)) return [];
  const at = (row: unknown[], name: string) => row[columns.indexOf(name)];
  return rows.flatMap((row) => {
    if (!Array.isArray(row)) return [];
    const uid = String(at(row, 'uid') ?? '');
    if (!/^\d{1,20}$/.test(uid)) return [];
    const from = (at(row, 'From') as { email?: unknown }[] | undefined)?.[0]?.email;
    return [
      {
        uid,
        subject: String(at(row, 'Subject') ?? '').slice(0, 1_000),
        from: typeof from === 'string' ? from : '',
        type: '',
        attachments: at(row, 'hasAttachment') === 1,
        size: readSize(String(at(row, 'Size') ?? '')),
      },
    ];
  });
}

async function json<T extends object>(
  fetchText: FetchText,
  url: string,
  request: Parameters<FetchText>[1],
): Promise<T | { problem: 'sign-in' | 'unreachable' | 'not-open' | 'gone' | 'too-large' }> {
  const got = await fetchText(url, request);
  if ('problem' in got) return got;
  try {
    const value = JSON.parse(got.text) as T | null;
    return typeof value === 'object' && value !== null ? value : { problem: 'unreachable' };
  } catch {
    // signed out, a list comes as a page to sign in
    return { problem: /^text\/html\b/i.test(got.type) ? 'sign-in' : 'unreachable' };
  }
}

/** Cookie that SOGo's own scripts send back as a header. */
function token(document: Document): string {
  return /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}

/** SOGo's way to write a folder's name in an address. */
const NAMES: [RegExp, string][] = [
  [/_/g, '_U_'],
  [/\./g, '_D_'],
  [/#/g, '_H_'],
  [/@/g, '_A_'],
  [/\*/g, '_S_'],
  [/:/g, '_C_'],
  [/,/g, '_CO_'],
  [/ /g, '_SP_'],
  [/'/g, '_SQ_'],
  [/&/g, '_AM_'],
  [/\+/g, '_P_'],
];

function identifier(name: string): string {
  const plain = NAMES.reduce((text, [from, to]) => text.replace(from, to), name).replace(/[^ -~]/g, '');
  return /^\d/.test(plain) ? `_${plain}` : plain;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
