import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything that a browser sends, seen from outside of it. */
export interface RecordingProxy {
  /** `127.0.0.1:PORT`, for `--proxy-server`. */
  address: string;
  /** Requests since the start or the last `clear`: URLs, or `host:port` of a tunnel. */
  seen(): string[];
  clear(): void;
  stop(): Promise<void>;
}

/**
 * A proxy that notes each request and passes plain HTTP on to this machine. Nothing else is let through, so a
 * test cannot reach the world; it is noted all the same.
 */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.push(url);
    if (!URL.canParse(url) || new URL(url).hostname !== '127.0.0.1') {
      response.writeHead(502).end();
      return;
    }
    const { hostname, port, pathname, search } = new URL(url);
    const { method, headers } = request;
    const onward = forward({ hostname, port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    seen.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: () => [...seen],
    clear: () => {
      seen.length = 0;
    },
    stop: () => stopped(server),
  };
}

async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
