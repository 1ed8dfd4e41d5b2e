/**
 * A site with a report that is too large for a mark, and with a page that poses as a webmail in order to harm: its
 * lists have no end, its messages lead elsewhere, and its script tries to start what only the user may start.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { gzipReport, type MadeReport, madeReport, reportFileName, reportXml } from './messages.ts';

/** Test builds of the extension hang on reading it. */
export const HANGING = madeReport({ org: 'hangs.example' });
export const PLAIN = madeReport({ org: 'plain.example' });
export const LARGE = madeReport({ org: 'verbose.example' });
/** More than a mark takes. */
const LARGE_BYTES = 34 * 1024 * 1024;

export interface PosingWebmail {
  /** Links to the large report. */
  files: string;
  /** Links to a report on which reading hangs, and to one that is like others. */
  hanging: string;
  /** Poses as a folder of Roundcube. */
  folder: string;
  /** Paths asked for, in order. */
  asked: string[];
  /** Requests that reached another host. */
  strangers: string[];
  /** What a message of the folder is: a way to another host, or mail without end. */
  answer: 'elsewhere' | 'endless';
  stop(): Promise<void>;
}

export async function startPosingWebmail(): Promise<PosingWebmail> {
  const asked: string[] = [];
  const strangers: string[] = [];
  const stranger = await listen((path, response) => {
    strangers.push(path);
    response.end();
  });
  const elsewhere = addressOf(stranger).replace('127.0.0.1', 'localhost');
  const large = largeArchive(LARGE);
  const server = await listen((path, response) => {
    asked.push(path);
    if (path === '/files')
      page(response, `<ul><li><a href="/large" download="${reportFileName(LARGE)}.zip">report</a></li></ul>`);
    else if (path === '/hanging') page(response, links(HANGING, PLAIN));
    else if (path === '/file')
      response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipReport(PLAIN));
    else if (path === '/large')
      response
        .writeHead(200, { 'content-type': 'application/zip', 'content-length': large.length })
        .end(large);
    else if (path.includes('_action=list')) {
      const number = Number(/_page=(\d+)/.exec(path)?.[1]);
      response.writeHead(200, { 'content-type': 'application/json' }).end(list(number, site.answer));
    } else if (path.includes('_action=viewsource'))
      response.writeHead(302, { location: `${elsewhere}/stolen` }).end();
    else if (path.startsWith('/?_task=mail')) page(response, FOLDER);
    else response.writeHead(404).end();
  });
  const site: PosingWebmail = {
    files: `${addressOf(server)}/files`,
    hanging: `${addressOf(server)}/hanging`,
    folder: `${addressOf(server)}/?_task=mail&_mbox=INBOX`,
    asked,
    strangers,
    answer: 'elsewhere',
    async stop() {
      for (const it of [server, stranger]) {
        it.closeAllConnections();
        await new Promise((resolve) => it.close(resolve));
      }
    },
  };
  return site;
}

const links = (...reports: MadeReport[]) =>
  `<ul>${reports.map((it) => `<li><a href="/file" download="${reportFileName(it)}.xml.gz">report</a></li>`).join('')}</ul>`;

/** A folder of Roundcube's shape, and a script that calls and sends whatever might start an import. */
const FOLDER = `<ul id="mailboxlist"><li class="selected"><a rel="INBOX">Inbox</a></li></ul>
<script>setInterval(() => {
  for (const type of ['import-folder', 'import-mailbox', 'wish', 'import-large'])
    postMessage({ type, kind: 'mailbox', tabId: 1, rualens: type }, '*');
  globalThis.seen = typeof globalThis.rualensMailbox + typeof globalThis.rualens + typeof globalThis.chrome?.runtime?.sendMessage;
}, 50);</script>`;

/** A page of a list that claims to go on for ever. */
function list(page: number, answer: PosingWebmail['answer']): string {
  const uid = answer === 'endless' ? page : 1;
  const type = answer === 'endless' ? 'text/plain' : 'application/zip';
  const row = [uid, { subject: `Mail ${page}`, fromto: '', size: '1 KB' }, { ctype: type }, false];
  const exec = `this.add_message_row(${row.map((it) => JSON.stringify(it)).join(',')});\nglobalThis.harmed = true;\n`;
  return JSON.stringify({ env: { messagecount: 1e15, pagecount: 1e15, exists: 1e15 }, exec });
}

/** A report in a zip archive beside a picture that makes it large. Nothing in it is packed, so that it is made fast. */
function largeArchive(report: MadeReport): Buffer {
  const members = [
    { name: `${reportFileName(report)}.xml`, data: Buffer.from(reportXml(report)) },
    { name: 'chart.png', data: Buffer.concat([PNG, randomBytes(LARGE_BYTES)]) },
  ];
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of members) {
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(path.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    parts.push(local, path, data);
    directory.push(central, path);
    offset += 30 + path.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const page = (response: ServerResponse, body: string) =>
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><html lang="en"><body><main>${body}</main></body></html>`);

function listen(answer: (path: string, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) => answer(request.url ?? '/', response));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
