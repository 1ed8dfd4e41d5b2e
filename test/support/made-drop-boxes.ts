/** Drop boxes made of arrays, which refuse every request that their specifications do not describe. */
import { createHash, createHmac } from 'node:crypto';

interface MadeServer {
  /** Requests as `METHOD path`, in order. */
  asked: string[];
  /** Answers in place of the usual ones; null leaves those. */
  instead: (url: URL, init: RequestInit) => Response | null;
  fetch: typeof fetch;
}

const xml = (text: string, status = 200) =>
  new Response(`<?xml version="1.0" encoding="utf-8"?>${text}`, {
    status,
    headers: { 'content-type': 'application/xml' },
  });

const escaped = (text: string) => text.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`);

/** A WebDAV folder at `/in/` of `https://files.example`; names are paths below it. */
export function madeWebdav(files: Map<string, string>): MadeServer {
  const key = `Basic ${btoa('user:token-1')}`;
  const server: MadeServer = {
    asked: [],
    instead: () => null,
    async fetch(input, init = {}) {
      const url = new URL(String(input));
      server.asked.push(`${init.method ?? 'GET'} ${url.pathname}`);
      const other = server.instead(url, init);
      if (other !== null) return other;
      if (init.mode === 'no-cors') return new Response(null, { status: 200 });
      const headers = new Headers(init.headers);
      if (headers.get('authorization') !== key) return new Response('', { status: 401 });
      const path = decodeURIComponent(url.pathname);
      if (init.method === 'PROPFIND') {
        if (headers.get('depth') !== '1' || !path.endsWith('/')) return new Response('', { status: 403 });
        const inside = [...files.keys()].map((it) => `/in/${it}`).filter((it) => it.startsWith(path));
        if (inside.length === 0 && path !== '/in/') return new Response('', { status: 404 });
        const members = new Set(inside.map((it) => path + it.slice(path.length).replace(/\/.*/, '/')));
        const rows = [path, ...members].map((it) => {
          const source = files.get(it.slice('/in/'.length));
          const found =
            source === undefined
              ? '<D:resourcetype><D:collection/></D:resourcetype>'
              : `<D:resourcetype/><D:getcontentlength>${Buffer.byteLength(source)}</D:getcontentlength><D:getetag>"${createHash('md5').update(source).digest('hex')}"</D:getetag><D:getlastmodified>Tue, 03 Mar 2026 10:00:00 GMT</D:getlastmodified>`;
          return `<D:response><D:href>${escaped(encodeURI(it))}</D:href><D:propstat><D:prop>${found}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop><D:other/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>`;
        });
        return xml(`<D:multistatus xmlns:D="DAV:">${rows.join('')}</D:multistatus>`, 207);
      }
      if ((init.method ?? 'GET') !== 'GET') return new Response('', { status: 405 });
      const found = files.get(path.slice('/in/'.length));
      return found === undefined ? new Response('', { status: 404 }) : new Response(found);
    },
  };
  return server;
}

/** A bucket at `https://s3.example/box`, access key `user`, secret key `token-1`, region `test-1`; three objects a page. */
export function madeBucket(files: Map<string, string>): MadeServer {
  const server: MadeServer = {
    asked: [],
    instead: () => null,
    async fetch(input, init = {}) {
      const url = new URL(String(input));
      server.asked.push(`${init.method ?? 'GET'} ${url.pathname}`);
      const other = server.instead(url, init);
      if (other !== null) return other;
      if (init.mode === 'no-cors') return new Response(null, { status: 200 });
      if ((init.method ?? 'GET') !== 'GET') return new Response('', { status: 405 });
      if (!isSigned(url, new Headers(init.headers)))
        return xml('<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>', 403);
      if (url.pathname !== '/box/') {
        const found = files.get(decodeURIComponent(url.pathname.slice('/box/'.length)));
        return found === undefined ? xml('<Error><Code>NoSuchKey</Code></Error>', 404) : new Response(found);
      }
      const query = url.searchParams;
      if (query.get('list-type') !== '2') return xml('<Error><Code>NotImplemented</Code></Error>', 501);
      const all = [...files.keys()].filter((it) => it.startsWith(query.get('prefix') ?? '')).sort();
      const from = Number(query.get('continuation-token') ?? 0);
      const rows = all.slice(from, from + 3).map((it) => {
        const source = files.get(it)!;
        const name = encodeURIComponent(it).replace(/%2F/g, '/').replace(/%20/g, '+');
        return `<Contents><Key>${name}</Key><LastModified>2026-03-03T10:00:00.000Z</LastModified><ETag>&quot;${createHash('md5').update(source).digest('hex')}&quot;</ETag><Size>${Buffer.byteLength(source)}</Size></Contents>`;
      });
      const more = from + 3 < all.length;
      const next = more ? `<NextContinuationToken>${from + 3}</NextContinuationToken>` : '';
      return xml(
        `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${more}</IsTruncated><EncodingType>url</EncodingType>${next}${rows.join('')}</ListBucketResult>`,
      );
    },
  };
  return server;
}

/** Signature Version 4, computed anew from what came. */
function isSigned(url: URL, headers: Headers): boolean {
  const [, date, region, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=user\/(\d{8})\/(test-1)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.get('authorization') ?? '',
    ) ?? [];
  if (date === undefined) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&');
  const path = url.pathname
    .split('/')
    .map((it) => strict(decodeURIComponent(it)))
    .join('/');
  const lines = signed!
    .split(';')
    .map((name) => `${name}:${name === 'host' ? url.host : headers.get(name)}\n`);
  const request = ['GET', path, query, lines.join(''), signed, headers.get('x-amz-content-sha256')].join(
    '\n',
  );
  const hash = createHash('sha256').update(request).digest('hex');
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers.get('x-amz-date'), scope, hash].join('\n');
  const keyed = ['AWS4token-1', date, region!, 's3', 'aws4_request'].reduce<string | Buffer>(
    (key, part, i) => (i === 0 ? part : createHmac('sha256', key).update(part).digest()),
    '',
  );
  return createHmac('sha256', keyed).update(text).digest('hex') === signature;
}

function strict(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
