/**
 * A webmail page that wants to harm its reader: it floods the DOM with report names, makes links to other
 * hosts, rewrites prototypes, forges marks, messages and clicks. Two servers: the page's, and a stranger.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipReport, madeReport, reportFileName } from './messages.ts';

const FORGED = madeReport({ org: 'forger.example', domain: 'id123.attacker.example' });
const NAME = encodeURIComponent(`${reportFileName(FORGED)}.xml.gz`).replaceAll('!', '%21');

export interface HostilePage {
  url: string;
  /** Paths that were asked of the page's own server. */
  asked: string[];
  /** Requests that reached the other host. */
  strangers: string[];
  stop(): Promise<void>;
}

export async function startHostilePage(): Promise<HostilePage> {
  const asked: string[] = [];
  const strangers: string[] = [];
  const stranger = await listen((request, response) => {
    strangers.push(request.url ?? '');
    response.end();
  });
  const strangerUrl = addressOf(stranger).replace('127.0.0.1', 'localhost');
  const server = await listen((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    if (path === '/') html(response, pageOf(strangerUrl));
    else if (path.startsWith('/redirect/'))
      response.writeHead(302, { location: `${strangerUrl}/redirected` }).end();
    else if (path.startsWith('/login/')) html(response, '<form>Sign in</form>');
    else if (path.startsWith('/dl/'))
      response
        .writeHead(200, { 'content-type': 'application/gzip', 'content-disposition': 'attachment' })
        .end(gzipReport(FORGED));
    else response.writeHead(404).end();
  });
  return {
    url: `${addressOf(server)}/`,
    asked,
    strangers,
    stop: async () => {
      for (const it of [server, stranger]) {
        it.closeAllConnections();
        await new Promise((resolve) => it.close(resolve));
      }
    },
  };
}

const html = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The page: its script runs before the extension's, and goes on afterwards. */
function pageOf(stranger: string): string {
  return `<!doctype html><html lang="en"><body>
<base href="${stranger}/">
<div id="veil"><ul><li><a href="/dl/0/${NAME}">a real one</a></li></ul></div>
<ul><li><a href="/redirect/${NAME.replace('forger', 'redirect')}">a way elsewhere</a></li></ul>
<ul id="files">
<li><a href="/logout?all=1&amp;x=${NAME.replace('forger', 'logout')}">harm</a></li>
<li><a href="/proxy?src=${encodeURIComponent(stranger)}%2Fpixel&amp;x=${NAME.replace('forger', 'proxy')}">harm</a></li>
<li><a href="${stranger}/steal/${NAME}">elsewhere</a></li>
<li><a href="/login/${NAME.replace('forger', 'login')}">a login page</a></li>
<li><a href="javascript:document.title='x'//${NAME}">script</a></li></ul>
<div data-rualens="report" data-state="stored" data-domain="forged.example" id="forged"></div>
<script>
const seen = [];
window.seen = seen;
// prototypes: whatever the extension calls in its own world must not come by here
for (const [owner, name] of [[Element.prototype, 'attachShadow'], [Node.prototype, 'appendChild'], [Array.prototype, 'map'], [window, 'fetch'], [EventTarget.prototype, 'addEventListener'], [Object.prototype, 'toJSON']])
  { const real = owner[name]; if (name === 'toJSON') continue; owner[name] = function (...args) { seen.push(name + ':' + (this && this.getAttribute ? this.getAttribute('data-rualens') : '')); return real.apply(this, args); }; }
Event.prototype.__defineGetter__('isTrusted', () => true);
// forged bridge and extension messages
for (const data of [{ rualens: 'hello' }, { type: 'file-chunk', intent: 'import' }, { type: 'overview' }, { type: 'rualens-bridge', version: 1 }]) postMessage(data, '*');
// forged clicks on whatever appears
window.rounds = 0;
setInterval(() => {
  window.rounds += 1;
  for (const host of document.querySelectorAll('[data-rualens="report"]')) {
    window.root = window.root || host.shadowRoot;
    for (const type of ['click', 'pointerdown', 'mouseup', 'keydown']) host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: 9, clientY: 9 }));
    const box = host.getBoundingClientRect();
    document.elementFromPoint(box.right - 20, box.top + 10)?.click?.();
  }
}, 100);
// what it lays over a mark
const cover = document.createElement('div');
cover.style.cssText = 'position: fixed; inset: 0; background: white; pointer-events: none; z-index: 9';
var blink = 0, attack = () => {};
window.flood = (count) => {
  const list = document.getElementById('files');
  for (let i = 1; i <= count; i += 1) {
    const item = document.createElement('li'), link = document.createElement('a');
    link.href = '/dl/' + i + '/${NAME}'.replace('forger', 'forger' + i); link.textContent = i; item.append(link); list.append(item);
  }
};
window.gaps = []; let last = performance.now();
(function tick() { const now = performance.now(); window.gaps.push(now - last); last = now; requestAnimationFrame(tick); })();
</script></body></html>`;
}
