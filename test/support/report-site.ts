/** A site that is no webmail Rualens knows: links to report files, files that open in a tab, and a login page. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipReport, madeReport, reportFileName, reportXml, zipOf } from './messages.ts';

export const SITE_REPORTS = {
  linked: madeReport({ org: 'cable.example' }),
  opened: madeReport({ org: 'opened.example', domain: 'news.shop.example' }),
  elsewhere: madeReport({ org: 'portal.example' }),
};

export interface ReportSite {
  url: string;
  /** Paths asked for. */
  asked: string[];
  /** Addresses of its links and files. */
  links: { linked: string; page: string; elsewhere: string; empty: string };
  opened: string;
  /** Test builds of the extension hang on reading it. */
  hanging: string;
  stop(): Promise<void>;
}

export async function startReportSite(): Promise<ReportSite> {
  const { linked, opened, elsewhere } = SITE_REPORTS;
  const asked: string[] = [];
  const files: Record<string, { type: string; body: Uint8Array | string }> = {
    '/dl/1': { type: 'application/gzip', body: gzipReport(linked) },
    '/opened.xml': { type: 'text/xml', body: reportXml(opened) },
    '/hangs.xml': { type: 'text/xml', body: reportXml(madeReport({ org: 'hangs.example' })) },
    '/empty.zip': { type: 'application/zip', body: zipOf('a.txt', Buffer.from('nothing')) },
    '/login': { type: 'text/html', body: '<form>Sign in</form>' },
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    asked.push(path);
    const file = files[path];
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
    else if (path === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(page());
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const links = {
    linked: `${url}/dl/1`,
    page: `${url}/login`,
    elsewhere: `${url.replace('127.0.0.1', 'localhost')}/dl/1`,
    empty: `${url}/empty.zip`,
  };
  const page = () =>
    `<!doctype html><html lang="en"><title>Files</title><main><h1>Files</h1><ul>
<li><a href="${links.linked}" download="${reportFileName(linked)}.xml.gz">report</a></li>
<li><a href="${links.elsewhere}" download="${reportFileName(elsewhere)}.xml.gz">elsewhere</a></li>
<li><a href="${links.page}">page</a></li></ul></main></html>`;
  return {
    url: `${url}/`,
    asked,
    links,
    opened: `${url}/opened.xml`,
    hanging: `${url}/hangs.xml`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
