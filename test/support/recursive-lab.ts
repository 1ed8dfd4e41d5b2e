/**
 * DNS on loopback with real delegation: two PowerDNS on addresses of their own, unbound that starts at root hints
 * and follows what it is told, dnsdist before it. Domains live on the first server, policy hosts on the second; a
 * third address refuses every question. Name servers are asked on port 53, so this needs root.
 */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { answersRoot } from './answers-root.ts';
import { dnsdistConfig, pdnsConfig, recursiveConfig } from './dns-lab-config.ts';
import { startRefusing } from './dns-lab-faults.ts';
import { createZoneApi, PDNS_SCHEMA, type ZoneApi } from './pdns-api.ts';
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
import { type Zones, zoneFile } from './zones.ts';

export const canRecurse = process.getuid?.() === 0;

/**
 * The hosts' server, as domains delegate to it and as its zones say themselves: where the two differ, a resolver that
 * has asked for the NS records goes on asking the other server, and a signed zone is bogus for it.
 */
export const HOSTS_NAME = 'ns1.policy.example';

/** Addresses of the name servers. */
export interface Servers {
  /** The root, the top-level domains and the domains. */
  domains: string;
  /** Policy hosts. */
  hosts: string;
  /** Refuses every question: what a lame delegation meets. */
  refusing: string;
}

/** Zones are created on the hosts' server. */
export interface RecursiveLab extends ZoneApi {
  /** DNS over HTTPS, plain HTTP with a CORS header. */
  doh: string;
  servers: Servers;
  stop(): Promise<void>;
}

/**
 * @param zones master-file bodies on the domains' server, given the servers' addresses
 * @param prepare runs before the resolver starts, and returns its trust anchors: DS records with their owner
 */
export async function startRecursiveLab(
  zones: (servers: Servers) => Zones,
  prepare: (hosts: ZoneApi) => Promise<string[]> = async () => [],
): Promise<RecursiveLab> {
  const net = await freeNet();
  const servers: Servers = { domains: `${net}.1`, hosts: `${net}.2`, refusing: `${net}.3` };
  const folder = serverFolder('recursive', ['domains', 'domains/zones', 'hosts', 'hosts/zones']);
  const ends: (() => Promise<unknown>)[] = [];
  const write = (path: string, text: string): void => {
    writeFileSync(join(folder, path), text);
    giveTo(RUN_USER, join(folder, path));
  };
  const start = (name: string, command: string, args: string[], user = RUN_USER): void => {
    const child = startServer(command, args, { log: join(folder, `${name}.log`), cwd: folder, user });
    const kill = () => killGroup(child);
    process.once('exit', kill);
    ends.push(async () => {
      await stopServer(child);
      process.removeListener('exit', kill);
    });
  };
  const stop = async (): Promise<void> => {
    await Promise.all(ends.splice(0).map((end) => end()));
    removeFolder(folder);
  };
  const authoritative = async (
    name: string,
    address: string,
    served: Zones,
    nameserver = 'ns1.dns.test',
  ): Promise<ZoneApi> => {
    const apiPort = await freePort();
    const own = join(folder, name);
    for (const [zone, body] of Object.entries(served)) {
      write(`${name}/zones/${zone || 'root'}.zone`, zoneFile(zone, body));
    }
    const list = Object.keys(served).map(
      (zone) => `zone "${zone || '.'}" { type master; file "${own}/zones/${zone || 'root'}.zone"; };\n`,
    );
    write(`${name}/named.conf`, list.join(''));
    const user = { name: RUN_USER, group: groupOf(RUN_USER) };
    write(
      `${name}/pdns.conf`,
      pdnsConfig({ folder: own, address, authPort: 53, apiPort, apiKey: 'lab-key', user }),
    );
    execFileSync('sqlite3', [join(own, 'pdns.sqlite')], { input: readFileSync(PDNS_SCHEMA) });
    giveTo(RUN_USER, join(own, 'pdns.sqlite'));
    start(name, 'pdns_server', [`--config-dir=${own}`, '--config-name='], 'root');
    const api = createZoneApi(`http://127.0.0.1:${apiPort}/api/v1`, 'lab-key', `${nameserver}.`);
    await until(`the API of ${name}`, () => api.isUp());
    return api;
  };
  try {
    const refusing = await startRefusing(servers.refusing, 53);
    ends.push(() => refusing.stop());
    await authoritative('domains', servers.domains, withParents(zones(servers), servers.domains));
    const hosts = await authoritative('hosts', servers.hosts, {}, HOSTS_NAME);
    const [resolverPort, dohPort] = [await freePort(), await freePort()];
    const trustAnchors = await prepare(hosts);
    write('root.hints', `. 3600000 NS ns1.dns.test.\nns1.dns.test. 3600000 A ${servers.domains}\n`);
    write('unbound.conf', recursiveConfig({ folder, resolverPort, trustAnchors }));
    write('queries.log', '');
    const queryLog = join(folder, 'queries.log');
    write('dnsdist.conf', dnsdistConfig({ resolverPort, dohPort, failures: {}, queryLog }));
    start('unbound', 'unbound', ['-d', '-p', '-c', join(folder, 'unbound.conf')]);
    start('dnsdist', 'dnsdist', ['--supervised', '--disable-syslog', '-C', join(folder, 'dnsdist.conf')]);
    const doh = `http://127.0.0.1:${dohPort}/dns-query`;
    await until('an answer over DoH', () => answersRoot(doh));
    truncateSync(queryLog);
    return { ...hosts, doh, servers, stop };
  } catch (error) {
    const logs = ['domains', 'hosts', 'unbound', 'dnsdist'].map((name) => lastLines(folder, name));
    await stop();
    throw new Error(`the recursive lab is not up: ${String(error)}\n${logs.join('\n')}`);
  }
}

/** The zones with a root and top-level domains above them, all on one server, that delegate to one another. */
function withParents(zones: Zones, address: string): Zones {
  const all: Zones = { ...zones, 'dns.test': `ns1 A ${address}` };
  const tops = [...new Set(Object.keys(all).map((name) => name.slice(name.lastIndexOf('.') + 1)))];
  for (const top of tops) {
    const below = Object.keys(all).filter((name) => name.endsWith(`.${top}`));
    all[top] = below.map((name) => `${name}. NS ns1.dns.test.`).join('\n');
  }
  all[''] = `${tops.map((top) => `${top}. NS ns1.dns.test.`).join('\n')}\nns1.dns.test. A ${address}`;
  return all;
}

/** Three bytes of a loopback network on which nobody uses port 53. */
async function freeNet(): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const net = `127.${64 + Math.floor(Math.random() * 64)}.${Math.floor(Math.random() * 256)}`;
    if (await isFree(`${net}.1`)) return net;
    if (attempt === 20) throw new Error('no loopback network is free');
  }
}

function isFree(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(53, address, () => server.close(() => resolve(true)));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // has ended already
  }
}

function lastLines(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, `${name}.log`), 'utf8').slice(-1500);
  } catch {
    return `${name} was not started`;
  }
}
