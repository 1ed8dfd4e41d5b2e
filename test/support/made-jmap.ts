/** A JMAP server made of arrays, which refuses every request that RFC 8620 and RFC 8621 do not describe. */
import { createHash } from 'node:crypto';

export interface MadeMessage {
  id: string;
  blobId: string;
  mailbox: string;
  receivedAt: string;
  source: string;
  attachments: { name: string | null; type: string | null }[];
}

type Instead = (url: URL, init: RequestInit) => Response | Promise<Response> | null;

export class MadeJmap {
  readonly messages: MadeMessage[] = [];
  /** Requests as `METHOD path` or `POST Email/query`, in order. */
  readonly asked: string[] = [];
  /** Headers of each request, by origin. */
  readonly sent: { origin: string; authorization: string | null }[] = [];
  /** Answers in place of the usual ones; null leaves those. */
  instead: Instead = () => null;
  session: Record<string, unknown>;
  readonly base: string;
  /** Ids in the order of change; a state is a length of this list. */
  readonly log: string[] = [];
  /** States before this one are forgotten. */
  forgotten = 0;
  key = 'Bearer token-1';

  constructor(base = 'https://mail.example') {
    this.base = base;
    this.session = {
      capabilities: { 'urn:ietf:params:jmap:core': { maxObjectsInGet: 40 } },
      accounts: { a1: { isReadOnly: true } },
      primaryAccounts: { 'urn:ietf:params:jmap:mail': 'a1' },
      apiUrl: '/jmap/api',
      downloadUrl: '/jmap/blob/{accountId}/{blobId}/{name}?accept={type}',
      username: 'dmarc@example.com',
    };
  }

  add(
    source: string,
    at = new Date(Date.UTC(2026, 2, 3, 0, this.messages.length)),
    mailbox = 'in',
  ): MadeMessage {
    const names = [...source.matchAll(/^Content-Type: (\S+?);[^\n]*name="?([^"\r\n]+)/gm)];
    const hash = createHash('sha1').update(source).digest('hex');
    const made = {
      id: `M${this.messages.length + 1}`,
      blobId: `G${hash}`,
      mailbox,
      receivedAt: at.toISOString().replace(/\.\d+/, ''),
      source,
      attachments: names.map(([, type, name]) => ({ name: name!, type: type! })),
    };
    this.messages.push(made);
    this.log.push(made.id);
    return made;
  }

  /** A changed flag, or a move: the server tells both alike. */
  touch(id: string, mailbox?: string): void {
    const message = this.messages.find((it) => it.id === id)!;
    if (mailbox !== undefined) message.mailbox = mailbox;
    this.log.push(id);
  }

  remove(id: string): void {
    this.messages.splice(
      this.messages.findIndex((it) => it.id === id),
      1,
    );
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const authorization = new Headers(init.headers).get('authorization');
    this.sent.push({ origin: url.origin, authorization });
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const method = body?.methodCalls?.[0]?.[0] as string | undefined;
    this.asked.push(`${init.method ?? 'GET'} ${method ?? url.pathname}`);
    const other = await this.instead(url, init);
    if (other !== null) return other;
    if (init.mode === 'no-cors') return new Response(null, { status: 200 });
    if (url.pathname === '/.well-known/jmap') return redirect(`${this.base}/jmap/session`, url, init);
    if (authorization !== this.key)
      return json({ title: 'who are you?' }, 401, { 'www-authenticate': 'Bearer' });
    if (url.pathname === '/jmap/session') return json(this.session);
    if (url.pathname === '/jmap/api' && init.method === 'POST')
      return json({ methodResponses: [this.#call(body)], sessionState: '1' });
    const blob = /^\/jmap\/blob\/a1\/(G[0-9a-f]{40})\/message\.eml$/.exec(url.pathname)?.[1];
    const found = this.messages.find((it) => it.blobId === blob);
    if (blob !== undefined) return found ? new Response(found.source) : new Response('', { status: 404 });
    return new Response('no such thing', { status: 404 });
  };

  #call(body: {
    using: string[];
    methodCalls: [string, Record<string, unknown>, string][];
  }): [string, object, string] {
    const [[name, args, tag]] = body.methodCalls as [[string, Record<string, unknown>, string]];
    const fail = (type: string): [string, object, string] => ['error', { type }, tag];
    if (!body.using.includes('urn:ietf:params:jmap:mail')) return fail('unknownMethod');
    if (args.accountId !== 'a1') return fail('accountNotFound');
    const state = String(this.log.length);
    if (name === 'Mailbox/get')
      return [
        name,
        {
          list: [
            { id: 'in', name: 'Inbox', role: 'inbox', parentId: null, totalEmails: this.messages.length },
            { id: 'rep', name: 'Reports', role: null, parentId: 'in', totalEmails: 0 },
          ],
        },
        tag,
      ];
    if (name === 'Email/get') {
      const ids = args.ids as string[];
      if (ids.length > 40) return fail('requestTooLarge');
      const list = ids.flatMap((id) => this.messages.filter((it) => it.id === id).map((it) => emailOf(it)));
      return [name, { list, state, notFound: ids.filter((id) => !list.some((it) => it.id === id)) }, tag];
    }
    if (name === 'Email/query') {
      const all = [...this.messages]
        .filter((it) => matches(it, args.filter as Record<string, unknown>))
        .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
      let from = Number(args.position ?? 0);
      if (args.anchor !== undefined) {
        const at = all.findIndex((it) => it.id === args.anchor);
        if (at < 0) return fail('anchorNotFound');
        from = at + Number(args.anchorOffset);
      }
      const ids = all.slice(from, from + Number(args.limit)).map((it) => it.id);
      return [
        name,
        {
          ids,
          queryState: state,
          canCalculateChanges: false,
          ...(args.calculateTotal ? { total: all.length } : {}),
        },
        tag,
      ];
    }
    if (name === 'Email/changes') {
      const since = Number(args.sinceState);
      if (since < this.forgotten) return fail('cannotCalculateChanges');
      const some = this.log.slice(since, since + Number(args.maxChanges));
      const newState = String(since + some.length);
      return [
        name,
        {
          newState,
          hasMoreChanges: newState !== state,
          created: [...new Set(some)],
          updated: [],
          destroyed: [],
        },
        tag,
      ];
    }
    return fail('unknownMethod');
  }
}

function matches(message: MadeMessage, filter: Record<string, unknown>): boolean {
  if (filter.operator === 'OR')
    return (filter.conditions as Record<string, unknown>[]).some((it) => matches(message, it));
  return (
    message.mailbox === filter.inMailbox &&
    (filter.after === undefined || message.receivedAt >= String(filter.after)) &&
    (filter.before === undefined || message.receivedAt < String(filter.before))
  );
}

function emailOf({ id, blobId, mailbox, receivedAt, source, attachments }: MadeMessage) {
  const header = (name: string) => new RegExp(`^${name}: ([^\\r\\n]*)`, 'm').exec(source)?.[1] ?? null;
  return {
    ...{ id, blobId, receivedAt, attachments },
    mailboxIds: { [mailbox]: true },
    size: Buffer.byteLength(source),
    subject: header('Subject'),
    from: [{ name: null, email: header('From') }],
    hasAttachment: attachments.length > 0,
    'header:Content-Type': header('Content-Type'),
  };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** As a browser shows it: only a request that follows learns where it leads. */
export function redirect(to: string, from: URL, init: RequestInit): Response {
  if (init.redirect !== 'follow')
    return Object.defineProperty(new Response(null, { status: 200 }), 'type', { value: 'opaqueredirect' });
  if (new Headers(init.headers).has('authorization'))
    throw new Error(`the key follows a redirect from ${from}`);
  return Object.defineProperty(new Response('', { status: 401 }), 'url', { value: to });
}
