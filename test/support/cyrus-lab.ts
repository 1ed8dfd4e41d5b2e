/** Cyrus as a JMAP server on loopback, with messages made by the test. Needs Debian's packages. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  giveTo,
  groupOf,
  RUN_USER,
  removeFolder,
  serverFolder,
  startServer,
  stopServer,
  until,
} from './processes.ts';

export interface CyrusLab {
  /** Of the server; its session is where `/.well-known/jmap` leads. */
  url: string;
  user: string;
  password: string;
  /** Puts messages into a mailbox, which is made where it is not there; the first one is the oldest. */
  deliver(messages: readonly string[], folder?: string): Promise<string[]>;
  destroy(ids: readonly string[]): Promise<void>;
  /** Ids of the messages of a mailbox. */
  messages(folder?: string): Promise<string[]>;
  /** Keywords and mailboxes of all messages, as the server tells them. */
  marks(): Promise<string>;
  stop(): Promise<void>;
}

const USER = 'dmarc@example.com';
const PASSWORD = 'secret';
const FOLDERS = ['conf', 'db', 'socket', 'proc', 'lock', 'log', 'ptclient', 'quota', 'user', 'mail'].map(
  (it) => (it === 'conf' ? it : `conf/${it}`),
);

export async function startCyrus(): Promise<CyrusLab> {
  const root = serverFolder('cyrus', [...FOLDERS, 'spool', 'spool/stage.']);
  const port = await freePort();
  const write = (name: string, text: string) => {
    writeFileSync(join(root, name), text);
    giveTo(RUN_USER, join(root, name));
  };
  write('imapd.conf', imapdConfig(root));
  write('cyrus.conf', cyrusConfig(root, port));
  execFileSync('saslpasswd2', ['-p', '-c', '-f', join(root, 'sasldb2'), '-u', 'example.com', 'dmarc'], {
    input: PASSWORD,
  });
  giveTo(RUN_USER, join(root, 'sasldb2'));
  const master = startServer(
    '/usr/lib/cyrus/bin/master',
    ['-C', join(root, 'imapd.conf'), '-M', join(root, 'cyrus.conf'), '-p', join(root, 'master.pid')],
    {
      log: join(root, 'master.log'),
      cwd: root,
      env: { CYRUS_USER: RUN_USER, CYRUS_GROUP: groupOf(RUN_USER) },
    },
  );
  const stop = async () => {
    await stopServer(master, 4_000);
    removeFolder(root);
  };
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}` };
  const json = { ...headers, 'content-type': 'application/json' };
  // biome-ignore lint/suspicious/noExplicitAny: answers of a server that the tests trust
  const call = async (name: string, args: object): Promise<any> => {
    const body = {
      using: ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'],
      methodCalls: [[name, { accountId: USER, ...args }, '0']],
    };
    const answer = await fetch(`${url}/jmap/`, { method: 'POST', headers: json, body: JSON.stringify(body) });
    const [called, value] = (await answer.json()).methodResponses[0];
    if (called === 'error') throw new Error(`${name}: ${JSON.stringify(value)}`);
    return value;
  };
  /** A first mail makes the account's Inbox. */
  const open = () => {
    execFileSync('/usr/lib/cyrus/bin/deliver', ['-C', join(root, 'imapd.conf'), USER], {
      input: 'From: a@b.example\r\nSubject: first\r\n\r\nfirst\r\n',
    });
  };
  const mailbox = async (folder: string): Promise<string> => {
    const { list } = await call('Mailbox/get', { properties: ['name', 'role'] });
    const known = list.find((it: { name: string; role: string }) =>
      folder === '' ? it.role === 'inbox' : it.name === folder,
    );
    if (known) return known.id;
    const { created } = await call('Mailbox/set', { create: { new: { name: folder } } });
    return created.new.id;
  };
  try {
    const answers = () =>
      fetch(`${url}/jmap/`, { headers }).then(
        () => true,
        () => false,
      );
    await until('Cyrus answers', answers, 90_000);
    open();
    await until('Cyrus has an Inbox', async () => (await fetch(`${url}/jmap/`, { headers })).ok, 60_000);
  } catch (error) {
    console.error(readFileSync(join(root, 'master.log'), 'utf8'));
    await stop();
    throw error;
  }
  let time = Date.UTC(2026, 0, 2, 10);
  return {
    url,
    user: USER,
    password: PASSWORD,
    async deliver(messages, folder = '') {
      const into = await mailbox(folder);
      const emails: Record<string, object> = {};
      for (const [i, message] of messages.entries()) {
        const upload = {
          method: 'POST',
          headers: { ...headers, 'content-type': 'message/rfc822' },
          body: message,
        };
        const { blobId } = (await (await fetch(`${url}/jmap/upload/${USER}/`, upload)).json()) as {
          blobId: string;
        };
        time += 60_000;
        const receivedAt = new Date(time).toISOString().replace('.000', '');
        emails[`e${i}`] = { blobId, mailboxIds: { [into]: true }, keywords: {}, receivedAt };
      }
      const { created } = await call('Email/import', { emails });
      return messages.map((_, i) => created[`e${i}`].id);
    },
    async destroy(ids) {
      await call('Email/set', { destroy: ids });
    },
    async messages(folder = '') {
      return (await call('Email/query', { filter: { inMailbox: await mailbox(folder) } })).ids;
    },
    async marks() {
      const { ids } = await call('Email/query', {});
      const { list } = await call('Email/get', { ids, properties: ['keywords', 'mailboxIds'] });
      return JSON.stringify(list.sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)));
    },
    stop,
  };
}

function imapdConfig(root: string): string {
  return `configdirectory: ${root}/conf
partition-default: ${root}/spool
defaultpartition: default
proc_path: ${root}/conf/proc
mboxname_lockpath: ${root}/conf/lock
admins: cyrus
cyrus_user: ${RUN_USER}
cyrus_group: ${groupOf(RUN_USER)}
servername: localhost
virtdomains: userid
defaultdomain: internal
unixhierarchysep: yes
altnamespace: yes
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: ${root}/sasldb2
sasl_mech_list: PLAIN LOGIN
autocreate_post: yes
autocreate_quota: 0
conversations: yes
httpmodules: jmap
jmap_set_has_attachment: yes
httpallowcors: *
httpallowcompress: no
caldav_realm: lab
httptimeout: 30
lmtpsocket: ${root}/conf/socket/lmtp
idlesocket: ${root}/conf/socket/idle
notifysocket: ${root}/conf/socket/notify
syslog_prefix: labcyrus
`;
}

function cyrusConfig(root: string, port: number): string {
  return `START {
  recover cmd="ctl_cyrusdb -C ${root}/imapd.conf -r"
}
SERVICES {
  http cmd="httpd -C ${root}/imapd.conf" listen="127.0.0.1:${port}" proto="tcp4" prefork=2
  lmtpunix cmd="lmtpd -C ${root}/imapd.conf" listen="${root}/conf/socket/lmtp" prefork=0
}
EVENTS {
  checkpoint cmd="ctl_cyrusdb -C ${root}/imapd.conf -c" period=30
}
DAEMON {
}
`;
}
