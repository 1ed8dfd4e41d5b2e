/** A resolver of the user's own: DNS over HTTPS on loopback that sends no CORS header, over an object of TXT records. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decode, encode, type Packet } from '@dnsquery/dns-packet';

/** RFC 1035 section 4.1.1: the answer, recursion available; the name does not exist. */
const RESPONSE = 0x0080;
const NO_SUCH_NAME = 0x0003;

export interface PlainDoh {
  url: string;
  /** Questions so far, as `name TYPE`. */
  questions: string[];
  stop(): Promise<void>;
}

export async function startPlainDoh(texts: Record<string, string>): Promise<PlainDoh> {
  const questions: string[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams.get('dns');
    if (!query) return void response.writeHead(400).end();
    const { id, questions: [question] = [] } = decode(Buffer.from(query, 'base64url')) as Packet;
    if (!question) return void response.writeHead(400).end();
    const name = question.name.toLowerCase();
    questions.push(`${name} ${question.type}`);
    const text = texts[name];
    const body = encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      flags: RESPONSE | (text === undefined ? NO_SUCH_NAME : 0),
      questions: [question],
      answers:
        text !== undefined && question.type === 'TXT' ? [{ type: 'TXT', name, ttl: 300, data: [text] }] : [],
    } as Packet);
    response.writeHead(200, { 'content-type': 'application/dns-message' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`,
    questions,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
