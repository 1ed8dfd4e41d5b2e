/** Apache with WebDAV on loopback, over a folder of the test. Needs Debian's apache2-bin. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  freePort,
  giveTo,
  RUN_USER,
  removeFolder,
  serverFolder,
  startServer,
  stopServer,
  until,
} from './processes.ts';

export interface ApacheLab {
  /** Of the folder, without a slash at its end. */
  url: string;
  user: string;
  password: string;
  put(name: string, content: string): void;
  /** Names, times and bytes of all that lies there. */
  state(): string;
  stop(): Promise<void>;
}

const MODULES = [
  ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic'],
  ...['dav', 'dav_fs'],
];

export async function startApache(): Promise<ApacheLab> {
  const root = serverFolder('apache', ['files', 'files/in', 'run']);
  const port = await freePort();
  const password = 'secret';
  const write = (name: string, text: string) => {
    writeFileSync(join(root, name), text);
    giveTo(RUN_USER, join(root, name));
  };
  write('users', `dmarc:{SHA}${createHash('sha1').update(password).digest('base64')}\n`);
  write('apache.conf', config(root, port));
  const apache = startServer('/usr/sbin/apache2', ['-DFOREGROUND', '-f', join(root, 'apache.conf')], {
    log: join(root, 'apache.out'),
    cwd: root,
  });
  const stop = async () => {
    await stopServer(apache);
    removeFolder(root);
  };
  try {
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      );
    await until('Apache answers', answers, 90_000);
  } catch (error) {
    console.error(readFileSync(join(root, 'apache.out'), 'utf8'));
    await stop();
    throw error;
  }
  const inside = join(root, 'files/in');
  return {
    url: `http://127.0.0.1:${port}/in`,
    ...{ user: 'dmarc', password, stop },
    put(name, content) {
      mkdirSync(dirname(join(inside, name)), { recursive: true });
      write(join('files/in', name), content);
    },
    state() {
      const entries = readdirSync(inside, { recursive: true, encoding: 'utf8' }).sort();
      return entries
        .map((it) => `${it} ${statSync(join(inside, it)).size} ${statSync(join(inside, it)).mtimeMs}`)
        .join('\n');
    },
  };
}

function config(root: string, port: number): string {
  return `ServerRoot ${root}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${root}/run/pid
Mutex file:${root}/run default
ErrorLog ${root}/error.log
${MODULES.map((it) => `LoadModule ${it}_module /usr/lib/apache2/modules/mod_${it}.so`).join('\n')}
StartServers 1
DocumentRoot ${root}/files
DavLockDB ${root}/run/locks
<Directory ${root}/files>
  Dav On
  AuthType Basic
  AuthName lab
  AuthUserFile ${root}/users
  Require valid-user
</Directory>
`;
}
