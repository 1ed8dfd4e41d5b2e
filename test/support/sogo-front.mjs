/**
 * Stands in for the web server in front of SOGo: static files, and a reverse proxy with its headers.
 * FRONT and BACK are the ports, in the environment.
 */
import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import { extname, join, normalize } from 'node:path';

const { FRONT, BACK } = process.env;
const ROOT = '/usr/share/GNUstep/SOGo/WebServerResources';
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ico': 'image/x-icon',
  '.html': 'text/html',
  '.json': 'application/json',
};

http
  .createServer((request, response) => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    const at = path.indexOf('/WebServerResources/');
    if (path === '/') response.writeHead(302, { location: '/SOGo/' }).end();
    else if (at >= 0) sendFile(join(ROOT, normalize(path.slice(at + 20))), response);
    else proxy(request, response);
  })
  .listen(Number(FRONT), '127.0.0.1');

function sendFile(file, response) {
  if (!file.startsWith(ROOT) || !statSync(file, { throwIfNoEntry: false })?.isFile())
    return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'max-age=3600',
  });
  createReadStream(file).pipe(response);
}

function proxy(request, response) {
  const back = http.request(
    {
      // SOGo closes its connections
      agent: false,
      host: '127.0.0.1',
      port: Number(BACK),
      method: request.method,
      path: request.url,
      headers: {
        ...request.headers,
        connection: 'close',
        'x-webobjects-server-protocol': 'HTTP/1.0',
        'x-webobjects-server-name': '127.0.0.1',
        'x-webobjects-server-url': `http://127.0.0.1:${FRONT}`,
        'x-webobjects-server-port': FRONT,
        'x-webobjects-remote-host': '127.0.0.1',
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    },
  );
  // SOGo sends a body with its 304 answers, which is an error only after the head was passed on
  back.on('error', (error) => {
    if (!response.headersSent) response.writeHead(502);
    response.end(response.writableEnded ? undefined : String(error));
  });
  response.on('error', () => back.destroy());
  request.pipe(back);
}
