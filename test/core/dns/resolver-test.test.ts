import * as codec from '@dnsquery/dns-packet';
import { expect, test } from 'vitest';
import { testResolver } from '../../../core/dns/resolver-test.ts';
import { createGateway } from '../../../core/lib/gateway.ts';

const choice = { id: 'own', name: 'own', url: 'https://dns.example/dns-query' };

/** A resolver that answers by name: an address, or null for a name that does not exist. */
async function run(answer: (name: string) => string | null, via?: typeof fetch) {
  const asked: string[] = [];
  const server: typeof fetch = async (input) => {
    const dns = new URL(String(input)).searchParams.get('dns') ?? '';
    const question = codec.decode(Uint8Array.from(Buffer.from(dns, 'base64url')))
      .questions?.[0] as codec.Question;
    asked.push(question.name);
    const data = answer(question.name);
    const found: codec.Answer =
      question.type === 'SOA'
        ? { type: 'SOA', name: question.name, ttl: 1, data: { mname: 'ns', rname: 'h' } }
        : { type: 'A', name: question.name, ttl: 1, data: data ?? '' };
    const bytes = codec.encode({
      type: 'response',
      id: 0,
      flags: 0x180,
      questions: [question],
      answers: data ? [found] : [],
    });
    if (!data) bytes[3] = 0x83;
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': 'application/dns-message' },
    });
  };
  let now = 0;
  const gateway = createGateway({ fetch: via ?? server, clock: () => now });
  const result = await testResolver(choice, { gateway, clock: () => (now += 5), randomLabel: 'k3j9x2m7' });
  return { result, asked };
}

const honest = (name: string): string | null => (name.startsWith('k3j9x2m7') ? null : '192.0.2.1');

test('an honest resolver passes, and is asked about nobody’s domains', async () => {
  const { result, asked } = await run(honest);
  expect(result).toEqual({
    works: true,
    problem: '',
    detail: '',
    format: 'wire',
    milliseconds: 5,
    truthful: true,
    filtered: [],
  });
  expect(asked).toEqual([
    'example.com',
    'k3j9x2m7.example.com',
    'k3j9x2m7.invalid',
    'doubleclick.net',
    'isitblocked.org',
  ]);
});

test('one that has nothing but JSON is found out, and judged by that', async () => {
  const jsonOnly =
    (answer: (name: string) => string | null): typeof fetch =>
    async (input, init) => {
      const accept = new Headers(init?.headers).get('accept');
      if (accept !== 'application/dns-json') return new Response('<html>', { status: 400 });
      const { searchParams } = new URL(String(input));
      const name = searchParams.get('name') ?? '';
      const data = searchParams.get('type') === 'SOA' ? 'ns. h. 1 2 3 4 5' : answer(name);
      const type = searchParams.get('type') === 'SOA' ? 6 : 1;
      return Response.json(
        data === null ? { Status: 3 } : { Status: 0, Answer: [{ name, type, TTL: 1, data }] },
      );
    };
  expect((await run(honest, jsonOnly(honest))).result).toMatchObject({
    works: true,
    format: 'json',
    truthful: true,
  });
  expect(
    (
      await run(
        honest,
        jsonOnly(() => '198.51.100.1'),
      )
    ).result,
  ).toMatchObject({
    works: false,
    format: 'json',
    problem: 'not-truthful',
  });
});

test('one that invents addresses is told', async () => {
  expect((await run(() => '198.51.100.1')).result).toMatchObject({
    works: false,
    problem: 'not-truthful',
    truthful: false,
  });
});

test('one that suppresses names is told, with the names', async () => {
  const filter = (answer: string | null) => (name: string) =>
    name === 'doubleclick.net' ? answer : honest(name);
  for (const answer of [null, '0.0.0.0', '127.0.0.1']) {
    expect((await run(filter(answer))).result).toMatchObject({ works: true, filtered: ['doubleclick.net'] });
  }
});

test('one that answers but lets no page read it is told apart from one that is not there', async () => {
  const noCors: typeof fetch = async (_url, init) => {
    if (init?.mode === 'no-cors') return new Response(null);
    throw new TypeError('Failed to fetch');
  };
  expect((await run(honest, noCors)).result).toMatchObject({
    works: false,
    problem: 'no-cors',
    detail: 'Failed to fetch',
  });
  const dead: typeof fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  expect((await run(honest, dead)).result).toMatchObject({ works: false, problem: 'blocked' });
  const page: typeof fetch = async () => new Response('<html>', { status: 200 });
  expect((await run(honest, page)).result).toMatchObject({ works: false, problem: 'malformed' });
});
