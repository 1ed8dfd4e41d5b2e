/** A DoH front that adds an Extended DNS Error (RFC 8914) to each SERVFAIL that has none of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decode, type Packet } from '@dnsquery/dns-packet';

export interface AddedError {
  url: string;
  stop(): Promise<void>;
}

export async function startAddedError(doh: string, code: number, text: string): Promise<AddedError> {
  const server = createServer(async (request, response) => {
    try {
      const answer = await fetch(doh + (request.url ?? '').replace(/^[^?]*/, ''));
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
        'access-control-allow-origin': '*',
      });
      response.end(isBare(body) ? withError(body, code, text) : body);
    } catch {
      response.writeHead(502).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function isBare(message: Buffer): boolean {
  if (((message[3] ?? 0) & 15) !== 2) return false;
  const { additionals = [] } = decode(message) as Packet;
  const options = additionals.flatMap((each) =>
    'options' in each ? (each.options as { code: number }[]) : [],
  );
  return !options.some((option) => option.code === 15);
}

/** Header and question as they were, then one OPT record with the error. */
function withError(message: Buffer, code: number, text: string): Buffer {
  let at = 12;
  while (at < message.length && message[at] !== 0) at += (message[at] ?? 0) + 1;
  const head = Buffer.from(message.subarray(0, at + 5));
  head.fill(0, 6, 12);
  head[11] = 1;
  const data = Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(text)]);
  const option = Buffer.from([0, 15, data.length >> 8, data.length & 255]);
  const size = option.length + data.length;
  // Root owner, type 41, 1,232 bytes, no flags, then the option.
  const opt = Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, size >> 8, size & 255]);
  return Buffer.concat([head, opt, option, data]);
}
