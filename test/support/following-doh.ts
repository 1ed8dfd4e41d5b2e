/**
 * DNS over HTTPS over two labs, as in the world: domains live on one server and policy hosts on another. A
 * question goes to the first lab; where the answer is a bare referral (no answer, name servers without a SOA)
 * it is asked of the second. The labs' own resolvers forward and do not follow referrals themselves.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decode, type Packet } from '@dnsquery/dns-packet';
import type { DnsLab } from './dns-lab.ts';

export interface FollowingDoh {
  url: string;
  /** Questions since the start or the last `clear`, as `name TYPE`. */
  questions(): string[];
  clear(): void;
  stop(): Promise<void>;
}

export async function startFollowingDoh(domains: DnsLab, hosts: DnsLab): Promise<FollowingDoh> {
  let asked: string[] = [];
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams.get('dns') ?? '';
    try {
      const question = read(Buffer.from(query, 'base64url')).questions?.[0];
      if (question) asked.push(`${question.name.toLowerCase()} ${question.type}`);
      const first = await ask(domains.doh, query);
      send(response, isReferral(read(first)) ? await ask(hosts.doh, query) : first);
    } catch {
      response.writeHead(504, { 'access-control-allow-origin': '*' }).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`,
    questions: () => [...asked],
    clear: () => {
      asked = [];
    },
    stop: () => stop(server),
  };
}

const read = (bytes: Uint8Array): Packet => decode(bytes) as Packet;

function isReferral(packet: Packet): boolean {
  const authorities = packet.authorities ?? [];
  return (
    (packet.answers ?? []).length === 0 &&
    authorities.some((each) => each.type === 'NS') &&
    !authorities.some((each) => each.type === 'SOA')
  );
}

async function ask(url: string, query: string): Promise<Buffer> {
  const response = await fetch(`${url}?dns=${query}`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function send(response: ServerResponse, body: Buffer): void {
  response
    .writeHead(200, { 'content-type': 'application/dns-message', 'access-control-allow-origin': '*' })
    .end(body);
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
