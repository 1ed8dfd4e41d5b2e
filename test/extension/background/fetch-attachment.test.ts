import { expect, test } from 'vitest';
import { fetchAttachment } from '../../../extension/background/fetch-attachment.ts';
import { type FetchFile, MAX_FILE_BYTES } from '../../../extension/messages/protocol.ts';

const request: FetchFile = {
  type: 'fetch-file',
  intent: 'read',
  webmail: 'gmail',
  url: 'https://mail.google.com/mail/u/0/?view=att&attid=0.1',
  name: 'x.zip',
  mailDomain: '',
};
const page = 'https://mail.google.com/mail/u/0/';

function fetcher(answer: () => Response): { calls: string[]; fetch: typeof fetch } {
  const calls: string[] = [];
  return {
    calls,
    fetch: async (url) => {
      calls.push(String(url));
      return answer();
    },
  };
}
const file = () =>
  new Response('PK', { headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment' } });

test.each([
  ['another host', request.webmail, 'https://evil.example/?view=att', page],
  ['a host that only begins alike', request.webmail, 'https://mail.google.com.evil.example/', page],
  ['no https', request.webmail, 'http://mail.google.com/', page],
  ['another port', request.webmail, 'https://mail.google.com:8443/', page],
  ['a page of another site', request.webmail, request.url, 'https://evil.example/'],
  ['a webmail that names no hosts', 'roundcube', request.url, page],
  ['an unknown webmail', '__proto__', request.url, page],
  ['no address at all', request.webmail, 'not an address', page],
])('asks nothing of the network: %s', async (_, webmail, url, from) => {
  const { calls, fetch } = fetcher(file);
  expect(await fetchAttachment({ ...request, webmail, url }, from, fetch)).toEqual({ failed: 'refused' });
  expect(calls).toEqual([]);
});

test('fetches from the hosts of the adapter', async () => {
  const { calls, fetch } = fetcher(file);
  const fetched = await fetchAttachment(request, page, fetch);
  expect('blob' in fetched && (await fetched.blob.text())).toBe('PK');
  expect(calls).toEqual([request.url]);
});

test.each([
  [
    'a login page',
    () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    'sign-in',
  ],
  ['401', () => new Response('', { status: 401 }), 'sign-in'],
  ['500', () => new Response('', { status: 500 }), 'unreachable'],
  [
    'too many bytes',
    () => new Response('', { headers: { 'content-length': String(MAX_FILE_BYTES + 1) } }),
    'too-large',
  ],
  [
    'an end elsewhere',
    () => Object.defineProperty(file(), 'url', { value: 'https://accounts.example/login' }),
    'sign-in',
  ],
])('%s is a value', async (_, answer, failed) => {
  expect(await fetchAttachment(request, page, fetcher(answer).fetch)).toEqual({ failed });
});

test.each([
  ['a way to a host that the extension may not reach', 'opaqueredirect', 'sign-in'],
  ['a network that fails', 'error', 'unreachable'],
] as const)('%s is a value', async (_, type, failed) => {
  const broken: typeof fetch = async (_url, init) => {
    if (init?.redirect !== 'manual') throw new TypeError('Failed to fetch');
    return Object.defineProperty(new Response(''), 'type', { value: type });
  };
  expect(await fetchAttachment(request, page, broken)).toEqual({ failed });
});
