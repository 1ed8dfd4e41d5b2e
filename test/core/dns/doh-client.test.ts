import * as codec from '@dnsquery/dns-packet';
import { expect, test } from 'vitest';
import { createDohClient } from '../../../core/dns/doh-client.ts';
import { createJsonClient, MAX_JSON_BYTES } from '../../../core/dns/json-client.ts';
import { createGateway } from '../../../core/lib/gateway.ts';

function clientOf(respond: (url: URL, init: RequestInit) => Response, make = createDohClient) {
  const asked: { url: URL; init: RequestInit }[] = [];
  const fake: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    asked.push({ url, init });
    return respond(url, init);
  };
  const gateway = createGateway({ fetch: fake, clock: Date.now });
  return { asked, client: make('https://dns.example/dns-query', { gateway }) };
}

const wire = (headers: Record<string, string> = {}, ttl = 300): Response =>
  new Response(
    codec.encode({
      type: 'response',
      id: 0,
      flags: 0x180,
      questions: [{ name: 'example.com', type: 'TXT', class: 'IN' }],
      answers: [{ type: 'TXT', name: 'example.com', ttl, data: 'v=spf1 -all' }],
    }) as Uint8Array<ArrayBuffer>,
    { headers: { 'content-type': 'application/dns-message', ...headers } },
  );

test('asks by GET with base64url and no header that would need a preflight', async () => {
  const { asked, client } = clientOf(() => wire());
  expect(await client('example.com', 'TXT', 'spf')).toMatchObject({ kind: 'answer', ttl: 300 });
  const [{ url, init }] = asked as [{ url: URL; init: RequestInit }];
  expect(init.method).toBe('GET');
  expect(init.headers).toEqual({ accept: 'application/dns-message' });
  const dns = url.searchParams.get('dns') ?? '';
  expect(dns).toMatch(/^[\w-]+$/);
  const query = codec.decode(Uint8Array.from(Buffer.from(dns, 'base64url')));
  expect(query.questions).toMatchObject([{ name: 'example.com', type: 'TXT' }]);
});

test.each([
  [{ age: '120' }, 180],
  [{ age: '900' }, 0],
  [{ age: '-5' }, 300],
  [{ age: 'old' }, 300],
])('TTL less Age: %j gives %d', async (headers, ttl) => {
  const { client } = clientOf(() => wire(headers));
  expect(await client('example.com', 'TXT', 'spf')).toMatchObject({ ttl });
});

test.each<[string, () => Response, object]>([
  ['HTTP 503', () => new Response('', { status: 503 }), { kind: 'http-error', detail: '503' }],
  ['HTTP 404', () => new Response('', { status: 404 }), { kind: 'http-error', detail: '404' }],
  [
    'a page',
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    { kind: 'malformed' },
  ],
  [
    'no connection',
    () => {
      throw new TypeError('Failed to fetch');
    },
    { kind: 'blocked', detail: 'Failed to fetch' },
  ],
  [
    '70,000 bytes',
    () => new Response(new Uint8Array(70_000), { headers: { 'content-type': 'application/dns-message' } }),
    { kind: 'malformed' },
  ],
])('%s is a value', async (_, respond, wanted) => {
  expect(await clientOf(respond).client('example.com', 'TXT', 'spf')).toMatchObject(wanted);
});

test('limits of an answer can be set: records, aliases, bytes of JSON', async () => {
  const rows = [row(5, 'b.example.'), row(16, 'x', 'b.example.')];
  const ask = async (make: typeof createDohClient, body: () => Response, limits: object) => {
    const gateway = createGateway({ fetch: async () => body(), clock: Date.now });
    return make('https://dns.example/q', { gateway, ...limits })('example.com', 'TXT', 'spf');
  };
  expect(await ask(createDohClient, wire, { limits: { maxRecords: 0 } })).toMatchObject({
    kind: 'malformed',
  });
  const answer = () => json({ Status: 0, Answer: rows });
  for (const [limits, kind] of [
    [{}, 'answer'],
    [{ limits: { maxRecords: 1 } }, 'malformed'],
    [{ limits: { maxChain: 0 } }, 'servfail'],
    [{ maxBytes: 20 }, 'malformed'],
  ] as const) {
    expect(await ask(createJsonClient, answer, limits), JSON.stringify(limits)).toMatchObject({ kind });
  }
});

test('a JSON answer larger than its cap is not read', async () => {
  const { client } = clientOf(() => json(' '.repeat(MAX_JSON_BYTES + 1)), createJsonClient);
  expect(await client('example.com', 'TXT', 'spf')).toMatchObject({ kind: 'malformed' });
});

test('a name that cannot be asked is not asked', async () => {
  const { asked, client } = clientOf(() => wire());
  expect(await client('a..example', 'TXT', 'spf')).toMatchObject({ kind: 'malformed' });
  expect(asked).toEqual([]);
});

test('a URL with parameters or a template keeps them', async () => {
  const gateway = createGateway({
    clock: Date.now,
    fetch: async (url) => {
      seen.push(String(url));
      return wire();
    },
  });
  const seen: string[] = [];
  await createDohClient('https://dns.example/q?id=7', { gateway })('example.com', 'TXT', 'spf');
  await createDohClient('https://dns.example/q{?dns}', { gateway })('example.com', 'TXT', 'spf');
  expect(seen[0]).toMatch(/^https:\/\/dns\.example\/q\?id=7&dns=/);
  expect(seen[1]).toMatch(/^https:\/\/dns\.example\/q\?dns=/);
});

const json = (body: unknown): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body));
const row = (type: number, data: string, name = 'example.com.', TTL: unknown = 60) => ({
  name,
  type,
  TTL,
  data,
});

test.each<[string, unknown, object]>([
  [
    'quoted strings',
    { Status: 0, Answer: [row(16, '"v=spf1 " "a\\"b\\059 -all"')] },
    { records: [{ data: ['v=spf1 ', 'a"b; -all'] }] },
  ],
  [
    'bare text',
    { Status: 0, Answer: [row(16, 'v=spf1 -all')] },
    { kind: 'answer', ttl: 60, records: [{ data: ['v=spf1 -all'] }] },
  ],
  [
    'an alias',
    { Status: 0, Answer: [row(5, 'B.example.'), row(16, 'x', 'b.example.')] },
    { chain: [{ name: 'example.com', target: 'b.example' }] },
  ],
  [
    'NXDOMAIN',
    { Status: 3, Authority: [row(6, 'ns. h. 1 2 3 4 30', 'com.', 900)] },
    { kind: 'nxdomain', soaOwner: 'com', ttl: 30 },
  ],
  ['SERVFAIL', { Status: 2 }, { kind: 'servfail' }],
  ['REFUSED', { Status: 5 }, { kind: 'refused' }],
  [
    'rows of nonsense',
    { Status: 0, Answer: [null, 3, { type: 16 }, row(16, 'x', 'example.com', 'soon')] },
    { kind: 'answer', ttl: 0 },
  ],
  [
    'too many rows',
    { Status: 0, Answer: Array.from({ length: 1_001 }, () => row(16, 'x')) },
    { kind: 'malformed' },
  ],
  ['an endless alias', { Status: 0, Answer: [row(5, 'example.com.')] }, { kind: 'servfail' }],
  ['no JSON', '<html>', { kind: 'malformed' }],
  ['an array', [], { kind: 'malformed' }],
])('JSON: %s', async (_, body, wanted) => {
  const { client } = clientOf(() => json(body), createJsonClient);
  expect(await client('example.com', 'TXT', 'spf')).toMatchObject(wanted);
});
