/** A front that lets pages of any origin speak to a server that refuses their preflight, as Cyrus does. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CorsFront {
  url: string;
  /** Preflights that were answered. */
  preflights: number;
  stop(): Promise<void>;
}

const ALLOWED = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, depth',
  'access-control-allow-methods': 'GET, POST, PROPFIND',
  'access-control-expose-headers': 'retry-after, location',
};

export async function startCorsFront(target: string): Promise<CorsFront> {
  const { hostname, port } = new URL(target);
  const front: CorsFront = { url: '', preflights: 0, stop: () => stop(server) };
  const server = createServer((from, to) => {
    if (from.method === 'OPTIONS') {
      front.preflights += 1;
      return void to.writeHead(204, ALLOWED).end();
    }
    const { method, url: path, headers } = from;
    const onwards = request({ hostname, port, method, path, headers }, (answer) => {
      const {
        'access-control-allow-origin': _o,
        'access-control-allow-credentials': _c,
        ...rest
      } = answer.headers;
      to.writeHead(answer.statusCode ?? 502, { ...rest, ...ALLOWED });
      answer.pipe(to);
    });
    onwards.on('error', () => to.destroy());
    from.pipe(onwards);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return front;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
