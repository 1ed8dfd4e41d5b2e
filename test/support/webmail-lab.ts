/** Roundcube over Dovecot on loopback, with messages made by the test. Needs Debian's packages. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  giveTo,
  groupOf,
  portOpens,
  RUN_USER,
  removeFolder,
  serverFolder,
  startServer,
  stopServer,
  until,
} from './processes.ts';

export type RoundcubeSkin = 'elastic' | 'larry' | 'classic';

export interface WebmailLab {
  url: string;
  imapPort: number;
  user: string;
  password: string;
  /** Another message into the inbox, or into a folder, which is made where it is not there. */
  deliver(message: string, folder?: string): void;
  /** Flags of the messages in the store's own files, by the order of delivery: `S` is read. */
  flags(folder?: string): string[];
  setSkin(skin: RoundcubeSkin): void;
  /** Messages on a page of Roundcube's list. */
  setPageSize(messages: number): void;
  stop(): Promise<void>;
}

const USER = 'dmarc@shop.example';
const PASSWORD = 'secret';
const PUBLIC_HTML = '/var/lib/roundcube/public_html';

/** What is missing for this lab, as a sentence; empty when it can run. */
export function missingForWebmail(): string {
  const missing = [
    ['/usr/sbin/dovecot', 'dovecot-imapd'],
    [PUBLIC_HTML, 'roundcube-core roundcube-sqlite3'],
    ['/usr/bin/php', 'php-cli'],
  ].filter(([path]) => !existsSync(path as string));
  return missing.length ? `install ${missing.map(([, name]) => name).join(' ')}` : '';
}

export async function startWebmailLab(
  messages: string[],
  options: { skin?: RoundcubeSkin } = {},
): Promise<WebmailLab> {
  const root = serverFolder('roundcube', ['run', 'mail', 'conf', 'logs', 'tmp', 'db']);
  const [imapPort, httpPort] = [await freePort(), await freePort()];
  let delivered = 0;
  const inbox = ['mail', `mail/${USER}`, `mail/${USER}/Maildir`].map((path) => join(root, path)).at(-1)!;
  const maildir = (path: string) => {
    const parts = ['cur', 'new', 'tmp'].map((part) => join(path, part));
    for (const part of parts) mkdirSync(part, { recursive: true });
    giveTo(RUN_USER, path, ...parts);
    return path;
  };
  maildir(inbox);
  giveTo(RUN_USER, join(root, 'mail', USER));
  const folders = new Map([['', inbox]]);
  const folderOf = (name: string) => {
    const known = folders.get(name);
    if (known) return known;
    const made = maildir(join(inbox, `.${name}`));
    folders.set(name, made);
    const subscribed = [...folders.keys()].filter(Boolean).map((it) => `${it}\n`);
    writeFileSync(join(inbox, 'subscriptions'), subscribed.join(''));
    giveTo(RUN_USER, join(inbox, 'subscriptions'));
    return made;
  };
  const deliver = (message: string, folder = '') => {
    const into = folderOf(folder);
    delivered += 1;
    const name = `${1_772_500_000 + delivered}.M${delivered}P1.lab,S=${Buffer.byteLength(message)}:2,`;
    writeFileSync(join(into, 'cur', name), message);
    giveTo(RUN_USER, join(into, 'cur', name));
  };
  for (const message of messages) deliver(message);
  // files are named `SECONDS.M1P1.lab,S=SIZE:2,FLAGS`, in the order of their seconds; what is in `new` has none yet
  const flags = (folder = '') =>
    ['cur', 'new']
      .flatMap((part) => readdirSync(join(folderOf(folder), part)))
      .sort()
      .map((file) => /:2,([A-Za-z]*)$/.exec(file)?.[1] ?? '');

  const config = join(root, 'conf');
  const key = randomBytes(18).toString('base64');
  const look = { skin: options.skin ?? 'elastic', pageSize: 50 };
  const configure = (change: Partial<typeof look>) => {
    Object.assign(look, change);
    writeFileSync(join(config, 'config.inc.php'), roundcubeConfig(root, imapPort, look, key));
  };
  configure({});
  writeFileSync(join(config, 'dovecot.conf'), dovecotConfig(root, imapPort));
  // a config folder of one's own replaces the whole one, defaults included
  for (const file of ['defaults.inc.php', 'mimetypes.php'])
    copyFileSync(join('/etc/roundcube', file), join(config, file));

  const dovecot = startServer('/usr/sbin/dovecot', ['-F', '-c', join(config, 'dovecot.conf')], {
    log: join(root, 'logs', 'dovecot.out'),
    cwd: root,
  });
  const php = startServer(
    'php',
    [
      '-d',
      'error_reporting=0',
      '-d',
      // a changed skin or page size holds from the next request on
      'opcache.revalidate_freq=0',
      '-d',
      `session.save_path=${root}/tmp`,
      '-S',
      `127.0.0.1:${httpPort}`,
      '-t',
      PUBLIC_HTML,
    ],
    {
      log: join(root, 'logs', 'php.log'),
      cwd: root,
      env: { ROUNDCUBE_CONFIG_DIR: config, PHP_CLI_SERVER_WORKERS: '4' },
    },
  );
  const stop = async () => {
    await Promise.all([stopServer(php), stopServer(dovecot)]);
    removeFolder(root);
  };
  try {
    await Promise.all([portOpens(imapPort), portOpens(httpPort)]);
    const url = `http://127.0.0.1:${httpPort}/`;
    await until('Roundcube answers', async () => (await fetch(url)).ok);
    const user = { user: USER, password: PASSWORD };
    const setSkin = (skin: RoundcubeSkin) => configure({ skin });
    const setPageSize = (pageSize: number) => configure({ pageSize });
    return { url, imapPort, ...user, deliver, flags, setSkin, setPageSize, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function roundcubeConfig(
  root: string,
  imapPort: number,
  { skin, pageSize }: { skin: RoundcubeSkin; pageSize: number },
  key: string,
): string {
  return `<?php
$config = [];
$config['db_dsnw'] = 'sqlite:///${root}/db/roundcube.db?mode=0640';
$config['imap_host'] = '127.0.0.1:${imapPort}';
$config['smtp_host'] = '127.0.0.1:1';
$config['product_name'] = 'Webmail';
$config['des_key'] = '${key}';
$config['plugins'] = [];
$config['skin'] = '${skin}';
$config['language'] = 'en_US';
$config['log_dir'] = '${root}/logs/';
$config['temp_dir'] = '${root}/tmp/';
$config['enable_installer'] = false;
$config['session_lifetime'] = 600;
$config['login_rate_limit'] = 0;
$config['mail_pagesize'] = ${pageSize};
`;
}

function dovecotConfig(root: string, imapPort: number): string {
  const group = groupOf(RUN_USER);
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${root}/run
state_dir = ${root}/run
log_path = ${root}/logs/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${RUN_USER}
default_internal_group = ${group}
default_login_user = ${RUN_USER}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_home = ${root}/mail/%u
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${RUN_USER} gid=${group} home=${root}/mail/%u
}
namespace inbox {
  inbox = yes
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}
