/** SOGo with its own PostgreSQL and memcached on loopback, over the IMAP server of the Roundcube lab. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  giveTo,
  portOpens,
  RUN_USER,
  removeFolder,
  serverFolder,
  startServer,
  stopServer,
  until,
} from './processes.ts';
import type { WebmailLab } from './webmail-lab.ts';

const POSTGRES = '/usr/lib/postgresql/15/bin';

export interface SogoLab {
  /** Ends with `/SOGo/`. */
  url: string;
  stop(): Promise<void>;
}

/** What is missing for this lab, as a sentence; empty when it can run. */
export function missingForSogo(): string {
  const missing = [
    ['/usr/sbin/sogod', 'sogo'],
    ['/usr/bin/memcached', 'memcached'],
    [`${POSTGRES}/postgres`, 'postgresql-15'],
  ].filter(([path]) => !existsSync(path as string));
  return missing.length ? `install ${missing.map(([, name]) => name).join(' ')}` : '';
}

export async function startSogoLab(
  mail: Pick<WebmailLab, 'imapPort' | 'user' | 'password'>,
): Promise<SogoLab> {
  const root = serverFolder('sogo', ['logs', 'run', 'pg']);
  const home = join(root, 'sogohome');
  // sogod insists on its own user, who alone may read its settings in /etc
  const sogoUser = process.getuid?.() === 0 ? 'sogo' : RUN_USER;
  mkdirSync(join(home, 'spool'), { recursive: true });
  giveTo(sogoUser, home, join(home, 'spool'));
  const [front, back, pg, cache] = [await freePort(), await freePort(), await freePort(), await freePort()];

  execFileSync(
    `${POSTGRES}/initdb`,
    ['-D', join(root, 'pg'), '-U', 'sogo', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { cwd: root, stdio: 'ignore', ...asUser() },
  );
  const log = (name: string) => join(root, 'logs', name);
  const postgres = startServer(
    `${POSTGRES}/postgres`,
    [
      '-D',
      join(root, 'pg'),
      '-p',
      String(pg),
      '-h',
      '127.0.0.1',
      '-k',
      join(root, 'run'),
      '-c',
      'fsync=off',
      '-c',
      'max_connections=40',
    ],
    { log: log('postgres'), cwd: root },
  );
  const memcached = startServer(
    'memcached',
    ['-l', '127.0.0.1', '-p', String(cache), '-U', '0', '-m', '16'],
    {
      log: log('memcached'),
      cwd: root,
    },
  );
  const others: ReturnType<typeof startServer>[] = [];
  const stop = async () => {
    await Promise.all([...others, memcached].map((it) => stopServer(it, 1_500)));
    await stopServer(postgres, 3_000);
    removeFolder(root);
  };
  try {
    await portOpens(pg);
    const sql = (database: string, text: string) =>
      execFileSync(
        'psql',
        [
          '-q',
          '-v',
          'ON_ERROR_STOP=1',
          '-h',
          '127.0.0.1',
          '-p',
          String(pg),
          '-U',
          'sogo',
          '-d',
          database,
          '-c',
          text,
        ],
        { stdio: 'ignore' },
      );
    await until('PostgreSQL answers', () => succeeds(() => sql('postgres', 'select 1')));
    sql('postgres', 'create database sogo');
    sql(
      'sogo',
      `create table sogo_users (c_uid text primary key, c_name text, c_password text, c_cn text, mail text);
       insert into sogo_users values ('${mail.user}', '${mail.user}', '${mail.password}', 'Postmaster', '${mail.user}')`,
    );
    others.push(
      startServer('/usr/sbin/sogod', ['-WONoDetach', 'YES', ...settings({ home, back, pg, cache, mail })], {
        log: log('sogod'),
        cwd: home,
        user: sogoUser,
      }),
      startServer(process.execPath, [join(import.meta.dirname, 'sogo-front.mjs')], {
        log: log('front'),
        cwd: root,
        env: { FRONT: String(front), BACK: String(back) },
      }),
    );
    const url = `http://127.0.0.1:${front}/SOGo/`;
    // by HTTP: sogod drops the next request after a connection that says nothing
    await until('SOGo answers', async () => (await fetch(url).catch(() => null))?.status === 200, 60_000);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function asUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, RUN_USER]).toString());
  return { uid: id('-u'), gid: id('-g') };
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

/** SOGo's settings as arguments, which beat its file in /etc. */
function settings(lab: {
  home: string;
  back: number;
  pg: number;
  cache: number;
  mail: Pick<WebmailLab, 'imapPort' | 'user' | 'password'>;
}): string[] {
  const { home, back, pg, cache, mail } = lab;
  const database = `postgresql://sogo:sogo@127.0.0.1:${pg}/sogo`;
  const values: Record<string, string> = {
    WOPort: `127.0.0.1:${back}`,
    WOWorkersCount: '3',
    WOLogFile: `${home}/sogo.log`,
    WOPidFile: `${home}/sogod.wopid`,
    WOListenQueueSize: '50',
    SOGoProfileURL: `${database}/sogo_user_profile`,
    OCSFolderInfoURL: `${database}/sogo_folder_info`,
    OCSSessionsFolderURL: `${database}/sogo_sessions_folder`,
    OCSAdminURL: `${database}/sogo_admin`,
    SOGoMemcachedHost: `127.0.0.1:${cache}`,
    SOGoMailSpoolPath: `${home}/spool`,
    SOGoIMAPServer: `imap://127.0.0.1:${mail.imapPort}`,
    SOGoSMTPServer: 'smtp://127.0.0.1:1',
    SOGoMailDomain: mail.user.split('@')[1] ?? '',
    SOGoLoginModule: 'Mail',
    SOGoForceExternalLoginWithEmail: 'YES',
    SOGoLanguage: 'English',
    SOGoTimeZone: 'UTC',
    SOGoPageTitle: 'Webmail',
    SOGoXSRFValidationEnabled: 'YES',
    SOGoUserSources: `( { type = sql; id = users; viewURL = "${database}/sogo_users"; canAuthenticate = YES; isAddressBook = NO; userPasswordAlgorithm = plain; MailFieldNames = (mail); } )`,
  };
  return Object.entries(values).flatMap(([name, value]) => [`-${name}`, value]);
}
