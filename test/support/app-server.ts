import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { APP_HEADERS } from '../tools/app-headers.mjs';
import { buildApp } from './app-build.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** The built app on loopback, with the headers of `npm start`. */
export interface AppServer {
  url: string;
  /** Serves another build at the same address, as an update does. */
  serve(folder: string): void;
  /** Ends the server for good: connections are refused from then on. */
  stop(): Promise<void>;
}

/** Builds the app where needed and serves it on a free port. */
export async function startAppServer(): Promise<AppServer> {
  let folder = buildApp();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const name = path === '/' ? '/index.html' : path;
    try {
      const body = await readFile(join(folder, name));
      response.writeHead(200, {
        ...APP_HEADERS,
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    serve: (next) => {
      folder = next;
    },
    stop: () => stop(server),
  };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
}
