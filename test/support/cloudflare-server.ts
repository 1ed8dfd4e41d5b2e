/**
 * A stand-in for the Cloudflare API v4 on loopback: zones, TXT and MX records in memory, answering the
 * documented requests and nothing else. Requests that the documentation does not have are 400.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SeenRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  contentType: string | undefined;
  body: unknown;
}

export interface CloudflareServer {
  url: string;
  token: string;
  seen: SeenRequest[];
  records: Map<
    string,
    { id: string; type: string; name: string; content: string; ttl: number; priority?: number }
  >;
  /** Answers the next request whose method matches with this instead. */
  failNext(method: string, status: number, code: number, message: string): void;
  /** False: lists answer with every record of the zone. */
  filters: boolean;
  /** Whether child zones are allowed. */
  allowChildZones: boolean;
  stop(): Promise<void>;
}

const ZONE = {
  id: '023e105f4ecef8ad9ca31a8372d0c353',
  name: 'policy.test',
  account: { id: '01a7362d577a6c3019a474fd6f485823' },
  name_servers: ['ns1.cf.test', 'NS2.cf.test'],
};

export async function startCloudflareServer(): Promise<CloudflareServer> {
  const failures: { method: string; status: number; body: unknown }[] = [];
  let next = 1;
  const zones = [ZONE];
  const state: CloudflareServer = {
    url: '',
    token: 'cf-test-token-0123456789',
    seen: [],
    records: new Map(),
    filters: true,
    allowChildZones: false,
    failNext(method, status, code, message) {
      failures.push({
        method,
        status,
        body: { success: false, errors: [{ code, message }], messages: [], result: null },
      });
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
  const good = (result: unknown) => ({
    status: 200,
    body: { success: true, errors: [], messages: [], result },
  });
  const bad = (status: number, code: number, message: string) => ({
    status,
    body: { success: false, errors: [{ code, message }], messages: [], result: null },
  });

  function answer(request: SeenRequest, url: URL): { status: number; body: unknown } {
    const at = failures.findIndex((each) => each.method === request.method);
    if (at >= 0) return failures.splice(at, 1)[0]!;
    if (request.authorization !== `Bearer ${state.token}`) return bad(403, 10000, 'Authentication error');
    const path = url.pathname;
    const body = (request.body ?? {}) as Record<string, unknown>;
    if (path === '/client/v4/zones' && request.method === 'GET') {
      return good(zones.filter((zone) => zone.name === url.searchParams.get('name')));
    }
    if (path === '/client/v4/zones' && request.method === 'POST') {
      const account = body.account as { id?: string } | undefined;
      if (account?.id !== ZONE.account.id || body.type !== 'full')
        return bad(400, 1001, 'Invalid zone request');
      if (!state.allowChildZones) return bad(400, 1116, 'Please ensure you are not providing a subdomain.');
      const made = { ...ZONE, id: `zone-${zones.length}`, name: String(body.name).toLowerCase() };
      zones.push(made);
      return good(made);
    }
    const match = /^\/client\/v4\/zones\/([^/]+)\/dns_records(?:\/([^/]+))?$/.exec(path);
    const zone = zones.find((each) => each.id === match?.[1]);
    if (zone === undefined) return bad(404, 7003, 'Could not route to the path');
    const id = match?.[2];
    if (request.method === 'GET' && id === undefined) {
      const [name, type] = [url.searchParams.get('name.exact'), url.searchParams.get('type')];
      const matches = (each: { name: string; type: string }) => each.name === name && each.type === type;
      return good([...state.records.values()].filter((each) => !state.filters || matches(each)));
    }
    if (request.method === 'DELETE' && id !== undefined) {
      return state.records.delete(id) ? good({ id }) : bad(404, 81044, 'Record does not exist.');
    }
    if (!isValid(body, zone.name) || request.contentType !== 'application/json')
      return bad(400, 9005, 'Content for the record is invalid.');
    const record = {
      type: String(body.type),
      name: String(body.name),
      content: String(body.content),
      ttl: Number(body.ttl),
      ...(body.type === 'MX' ? { priority: Number(body.priority) } : {}),
    };
    if (request.method === 'POST' && id === undefined) {
      const made = { id: `record-${next}`, ...record };
      next += 1;
      state.records.set(made.id, made);
      return good(made);
    }
    if (request.method === 'PUT' && id !== undefined && state.records.has(id)) {
      state.records.set(id, { id, ...record });
      return good({ id, ...record });
    }
    return bad(405, 10405, 'Method not allowed');
  }

  const server = createServer(async (message, response) => {
    const url = new URL(message.url ?? '/', 'http://cloudflare.test');
    const text = await bodyOf(message);
    const request: SeenRequest = {
      method: message.method ?? '',
      path: message.url ?? '',
      authorization: message.headers.authorization,
      contentType: message.headers['content-type'],
      body: text === '' ? null : JSON.parse(text),
    };
    state.seen.push(request);
    const { status, body } = answer(request, url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`;
  return state;
}

/** The documented shapes of the two types that are used: quoted TXT, and MX with its priority apart. */
function isValid(body: Record<string, unknown>, zone: string): boolean {
  const { type, name, content, ttl, priority } = body;
  if (typeof name !== 'string' || (name !== zone && !name.endsWith(`.${zone}`))) return false;
  if (typeof content !== 'string' || typeof ttl !== 'number' || (ttl !== 1 && ttl < 60)) return false;
  if (type === 'TXT') return /^"([^"\\]|\\.)*"( "([^"\\]|\\.)*")*$/.test(content);
  return (
    type === 'MX' && typeof priority === 'number' && (content === '.' || /^[a-z0-9.-]+[a-z]$/.test(content))
  );
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
