/**
 * Pages of the published shape of Gmail and Outlook on the web, at their own host names, for a browser that is told
 * to find those hosts here. They show that the adapters fit that shape; the real services were not asked.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gmailPage, outlookPage } from './hosted-pages.ts';
import { gzipReport, type MadeReport, madeReport, reportFileName, zipReport } from './messages.ts';
import { removeFolder, serverFolder } from './processes.ts';

const GMAIL = 'mail.google.com';
const GMAIL_FILES = 'mail-attachment.googleusercontent.com';
const SIGN_IN = 'accounts.google.com';
const OUTLOOK = 'outlook.office.com';

export const HOSTED_REPORTS = {
  zip: madeReport({ org: 'cable.example' }),
  gzip: madeReport({ org: 'fibre.example', domain: 'news.shop.example' }),
} satisfies Record<string, MadeReport>;

export interface HostedWebmail {
  gmail: string;
  outlook: string;
  /** Match patterns of the hosts that a user would grant. */
  patterns: string[];
  /** Arguments by which a browser finds the hosts here. */
  browserArgs: string[];
  /** Requests as `host path`, without the pages themselves. */
  asked: string[];
  /** From now on Gmail answers with its sign-in page. */
  signOut(): void;
  stop(): Promise<void>;
}

export async function startHostedWebmail(): Promise<HostedWebmail> {
  const folder = serverFolder('hosted', []);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  const asked: string[] = [];
  let signedIn = true;
  const { zip, gzip } = HOSTED_REPORTS;
  const files: Record<string, Buffer> = { '0.1': zipReport(zip), '0.2': gzipReport(gzip) };
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? '';
    const url = new URL(request.url ?? '/', `https://${host}`);
    const html = (body: string) => response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    if (host === GMAIL && url.pathname === '/mail/u/0/' && !url.searchParams.has('view'))
      return void html(gmailPage([`${reportFileName(zip)}.zip`, `${reportFileName(gzip)}.xml.gz`], GMAIL));
    if (host === OUTLOOK && url.pathname === '/mail/')
      return void html(outlookPage(`${reportFileName(zip)}.zip`));
    // what the browser asks for by itself is no concern of the extension's
    if (!/^\/(favicon\.ico|ListAccounts)$/.test(url.pathname)) asked.push(`${host} ${url.pathname}`);
    const place = (to: string) => response.writeHead(302, { location: to }).end();
    if (host === GMAIL && url.searchParams.get('view') === 'att')
      return void place(
        signedIn
          ? `https://${GMAIL_FILES}/attachment/${url.searchParams.get('attid')}`
          : `https://${SIGN_IN}/ServiceLogin`,
      );
    const file = host === GMAIL_FILES ? files[url.pathname.split('/').at(-1) ?? ''] : undefined;
    // as the real host: no word of CORS
    if (file)
      return void response
        .writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' })
        .end(file);
    if (host === SIGN_IN) return void html('<form>Sign in</form>');
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const hosts = [GMAIL, GMAIL_FILES, SIGN_IN, OUTLOOK];
  return {
    gmail: `https://${GMAIL}/mail/u/0/`,
    outlook: `https://${OUTLOOK}/mail/`,
    patterns: [`https://${GMAIL}/*`, `https://${GMAIL_FILES}/*`, `https://${OUTLOOK}/*`],
    browserArgs: [
      `--host-resolver-rules=${hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`).join(',')}`,
      '--ignore-certificate-errors',
    ],
    asked,
    signOut: () => {
      signedIn = false;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      removeFolder(folder);
    },
  };
}
