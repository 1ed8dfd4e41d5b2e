/** OpenStack Swift with its S3 interface on loopback. Needs Debian's packages of it, and memcached. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
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

export interface SwiftLab {
  /** Of the bucket. */
  url: string;
  user: string;
  password: string;
  region: string;
  put(name: string, content: string): Promise<void>;
  stop(): Promise<void>;
}

const KINDS = ['account', 'container', 'object'] as const;
const USER = 'test:tester';
const PASSWORD = 'testing';
const REGION = 'us-east-1';

export async function startSwift(): Promise<SwiftLab> {
  const root = serverFolder('swift', ['etc', 'srv', 'srv/d1']);
  const etc = join(root, 'etc');
  const write = (name: string, text: string) => {
    writeFileSync(join(etc, name), text);
    giveTo(RUN_USER, join(etc, name));
  };
  const [proxyPort, cachePort] = [await freePort(), await freePort()];
  write(
    'swift.conf',
    '[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n[storage-policy:0]\nname = one\ndefault = yes\n',
  );
  const storage: [string, string[]][] = [];
  for (const kind of KINDS) {
    const port = await freePort();
    const ring = (...args: string[]) =>
      execFileSync('swift-ring-builder', [`${kind}.builder`, ...args], { cwd: etc });
    ring('create', '4', '1', '1');
    ring('add', `r1z1-127.0.0.1:${port}/d1`, '1');
    ring('rebalance');
    write(`${kind}.conf`, storageConfig(root, kind, port));
    storage.push([`/usr/bin/swift-${kind}-server`, [join(etc, `${kind}.conf`)]]);
  }
  write('proxy.conf', proxyConfig(root, proxyPort, cachePort));
  const start = (command: string, args: string[]) =>
    startServer(command, args, { log: join(root, 'log'), cwd: root });
  const servers = [
    start('/usr/bin/memcached', ['-l', '127.0.0.1', '-p', String(cachePort), '-U', '0', '-m', '16']),
    ...storage.map(([program, args]) => start('/usr/bin/python3', [program, ...args])),
    start('/usr/bin/python3', ['/usr/bin/swift-proxy-server', join(etc, 'proxy.conf')]),
  ];
  const stop = async () => {
    await Promise.all(servers.map((it) => stopServer(it)));
    removeFolder(root);
  };
  const base = `http://127.0.0.1:${proxyPort}`;
  const client = new AwsClient({
    accessKeyId: USER,
    secretAccessKey: PASSWORD,
    service: 's3',
    region: REGION,
    retries: 0,
  });
  const send = async (path: string, body?: string) => {
    const answer = await client.fetch(base + path, {
      method: 'PUT',
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  };
  try {
    const takes = () =>
      send('/reports').then(
        () => true,
        () => false,
      );
    await until('Swift takes a bucket', takes, 120_000);
  } catch (error) {
    console.error(readFileSync(join(root, 'log'), 'utf8').slice(-2_000));
    await stop();
    throw error;
  }
  return {
    url: `${base}/reports`,
    ...{ user: USER, password: PASSWORD, region: REGION, stop },
    put: (name, content) => send(`/reports/${name.split('/').map(encodeURIComponent).join('/')}`, content),
  };
}

function storageConfig(root: string, kind: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${RUN_USER}
swift_dir = ${root}/etc
devices = ${root}/srv
mount_check = false
workers = 0
log_level = ERROR
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;
}

function proxyConfig(root: string, port: number, cachePort: number): string {
  const filters = ['catch_errors', 'proxy_logging', 'copy', 'slo', 'dlo'];
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${RUN_USER}
swift_dir = ${root}/etc
workers = 0
log_level = ERROR
[pipeline:main]
pipeline = catch_errors proxy_logging cache s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
${filters.map((it) => `[filter:${it}]\nuse = egg:swift#${it}`).join('\n')}
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cachePort}
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = ${REGION}
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = ${PASSWORD} .admin
`;
}
