import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createGateway, type GatewayEntry, type GatewayOptions } from '../../../core/lib/gateway.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function gateway(options: Partial<GatewayOptions> = {}) {
  const entries: GatewayEntry[] = [];
  return {
    entries,
    ...createGateway({ fetch, clock: Date.now, onRequest: (e) => entries.push(e), ...options }),
  };
}

const why = { purpose: 'test' };

test('an answer comes with status, headers and bytes, and is on the record', async () => {
  const url = await serve((request, response) => {
    response.writeHead(418, { 'x-seen': String(request.headers.referer ?? 'none') }).end('tea');
  });
  const g = gateway();
  const result = await g.request(url, {}, { purpose: 'spf', name: 'example.com', type: 'TXT' });
  expect(result).toMatchObject({ kind: 'response', status: 418 });
  if (result.kind !== 'response') return;
  expect(new TextDecoder().decode(result.body)).toBe('tea');
  expect(result.header('x-seen')).toBe('none');
  expect(g.entries).toMatchObject([
    {
      purpose: 'spf',
      name: 'example.com',
      type: 'TXT',
      method: 'GET',
      url,
      outcome: 'response',
      status: 418,
    },
  ]);
});

test('with no network nothing leaves and nothing is recorded', async () => {
  let asked = 0;
  const url = await serve((_, response) => {
    asked++;
    response.end();
  });
  const g = gateway({ noNetwork: () => true });
  expect(await g.request(url, {}, why)).toMatchObject({ kind: 'no-network' });
  expect([asked, g.entries.length]).toEqual([0, 0]);
});

test('a body beyond the cap is cut off, whatever its header says', async () => {
  const url = await serve((_, response) => {
    const pump = (): void => {
      while (!response.destroyed && response.write(new Uint8Array(65_536)));
      response.once('drain', pump);
    };
    pump();
  });
  expect(await gateway().request(url, { maxBytes: 200_000 }, why)).toMatchObject({ kind: 'too-large' });
});

test('time-out covers a body that never ends', async () => {
  const url = await serve((_, response) => {
    response.write('beginning');
  });
  expect(await gateway().request(url, { timeoutMs: 150 }, why)).toMatchObject({ kind: 'timeout' });
});

test('redirects are told, not followed', async () => {
  const url = await serve((_, response) => {
    response.writeHead(307, { location: 'http://elsewhere.example/' }).end();
  });
  expect(await gateway().request(url, {}, why)).toMatchObject({
    kind: 'redirected',
    detail: 'http://elsewhere.example/',
  });
});

test('no connection is `blocked`, or `offline` where the platform says so; a bad URL is no request', async () => {
  const dead = 'http://127.0.0.1:9/';
  expect(await gateway().request(dead, {}, why)).toMatchObject({ kind: 'blocked' });
  expect(await gateway({ online: () => false }).request(dead, {}, why)).toMatchObject({ kind: 'offline' });
  const g = gateway();
  expect(await g.request('file:///etc/hostname', {}, why)).toMatchObject({ kind: 'bad-url' });
  expect(await g.request('nonsense', {}, why)).toMatchObject({ kind: 'bad-url' });
  expect(g.entries).toEqual([]);
});

test('requests carry no credentials, no referrer and no cache', async () => {
  let init: RequestInit | undefined;
  const spy: typeof fetch = async (_url, given) => {
    init = given;
    return new Response('');
  };
  await gateway({ fetch: spy }).request('https://dns.example/', {}, why);
  expect(init).toMatchObject({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'manual',
  });
});
