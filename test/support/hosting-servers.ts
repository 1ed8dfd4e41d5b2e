/** The web servers of docs/recipes/hosting.md, with the recipe's own snippets, on free loopback ports. */
import type { ChildProcess } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, portOpens, removeFolder, serverFolder, startServer, stopServer } from './processes.ts';

const recipe = readFileSync(join(import.meta.dirname, '../../docs/recipes/hosting.md'), 'utf8');

export interface HostingServer {
  url: string;
  stop(): Promise<void>;
}

/** How the snippet becomes a whole configuration, and how the server is started with it. */
const SERVERS = {
  nginx: {
    config: (snippet: string, root: string, port: number) =>
      `daemon off;\npid ${root}/pid;\nerror_log stderr;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((it) => `${it}_temp_path ${root}/tmp/${it};`).join('\n')}\n${snippet.replace('listen 80;', `listen 127.0.0.1:${port};`)}\n}\n`,
    start: (file: string) => ['/usr/sbin/nginx', ['-c', file]] as const,
  },
  caddy: {
    config: (snippet: string, _root: string, port: number) =>
      `{\n\tadmin off\n\tauto_https off\n}\n${snippet.replace('rualens.example {', `http://127.0.0.1:${port} {\n\tbind 127.0.0.1`)}`,
    start: (file: string) => ['/usr/bin/caddy', ['run', '--config', file, '--adapter', 'caddyfile']] as const,
  },
  apache: {
    config: (snippet: string, root: string, port: number) =>
      `ServerRoot ${root}\nListen 127.0.0.1:${port}\nServerName 127.0.0.1\nPidFile ${root}/pid\nErrorLog ${root}/error.log\nDefaultRuntimeDir ${root}/tmp\nMutex file:${root}/tmp\n${['mpm_event', 'authz_core', 'dir', 'mime', 'headers'].map((it) => `LoadModule ${it}_module /usr/lib/apache2/modules/mod_${it}.so`).join('\n')}\nTypesConfig /etc/mime.types\n${snippet.replace('*:80', `127.0.0.1:${port}`)}`,
    start: (file: string) => ['/usr/sbin/apache2', ['-DFOREGROUND', '-f', file]] as const,
  },
};

export const hostingServers = Object.keys(SERVERS) as (keyof typeof SERVERS)[];

/** Serves a folder with the built app at the root and, as another copy, below `/tools/rualens/`. */
export async function startHosting(name: keyof typeof SERVERS, app: string): Promise<HostingServer> {
  const root = serverFolder(`hosting-${name}`, ['tmp', 'www']);
  const www = join(root, 'www');
  cpSync(app, www, { recursive: true });
  cpSync(app, join(www, 'tools/rualens'), { recursive: true });
  const port = await freePort();
  const snippet = new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(recipe)?.[1];
  if (snippet === undefined) throw new Error(`docs/recipes/hosting.md has no snippet for ${name}`);
  const file = join(root, 'config');
  writeFileSync(file, SERVERS[name].config(snippet.replaceAll('/srv/rualens', www), root, port));
  const [command, args] = SERVERS[name].start(file);
  const child: ChildProcess = startServer(command, [...args], { log: join(root, 'log'), cwd: root });
  const stop = async (): Promise<void> => {
    await stopServer(child);
    removeFolder(root);
  };
  try {
    await portOpens(port);
  } catch (error) {
    const log = readFileSync(join(root, 'log'), 'utf8');
    await stop();
    throw new Error(`${name} did not start: ${log}`, { cause: error });
  }
  return { url: `http://127.0.0.1:${port}/`, stop };
}
