/**
 * Real DNS on loopback for tests: PowerDNS (zone files, and SQLite with its HTTP API) behind unbound behind
 * dnsdist, which speaks DoH over plain HTTP with a CORS header. Names outside the zones do not exist.
 * Everything runs on free ports in a temporary folder, without root, and ends with `stop()`.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersRoot } from './answers-root.ts';
import { dnsdistConfig, pdnsConfig, rootZone, unboundConfig, zoneList } from './dns-lab-config.ts';
import { startDeafServers } from './dns-lab-faults.ts';
import { createZoneApi, PDNS_SCHEMA, type ZoneApi } from './pdns-api.ts';
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
import { type Faults, LAB_FAULTS, LAB_ZONES, type Zones, zoneFile } from './zones.ts';

export interface DnsLabOptions {
  /** Zone name to master-file body; the lab's own zones where absent. */
  zones?: Zones;
  /** Names (with everything below) that are not answered; the lab's own where `zones` is absent. */
  failures?: Faults;
  /** True: the resolver keeps answers for their TTL, as real ones do, so that a change is seen late. */
  cachingResolver?: boolean;
  /**
   * Names, with everything below, whose answers say this TTL in seconds. A resolver that keeps nothing gives all
   * others with TTL 0, so that our own cache keeps those for its least time only.
   */
  ttls?: Readonly<Record<string, number>>;
}

export interface DnsLab extends ZoneApi {
  /** URL of DNS over HTTPS (plain HTTP on loopback, CORS header, HTTP/1.1 and 2). */
  doh: string;
  resolverPort: number;
  authPort: number;
  /** Questions seen by the DoH front since the start or the last `clearQueries`, as `name TYPE`, in order. */
  queries(): string[];
  clearQueries(): void;
  /** Stops the DoH front alone, as a server that fails in the middle. */
  stopFront(): Promise<void>;
  startFront(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDnsLab(options: DnsLabOptions = {}): Promise<DnsLab> {
  const zones = options.zones ?? LAB_ZONES;
  const failures = options.failures ?? (options.zones ? {} : LAB_FAULTS);
  const folder = serverFolder('dns', ['zones']);
  const [authPort, apiPort, resolverPort, dohPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const deaf = await startDeafServers();
  const apiKey = 'lab-key';
  const queryLog = join(folder, 'queries.log');
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
    giveTo(RUN_USER, join(folder, name));
  };

  write('zones/root.zone', rootZone());
  for (const [name, body] of Object.entries(zones)) write(`zones/${name}.zone`, zoneFile(name, body));
  write('named.conf', zoneList(folder, Object.keys(zones)));
  write('pdns.conf', pdnsConfig({ folder, authPort, apiPort, apiKey }));
  write(
    'unbound.conf',
    unboundConfig({
      folder,
      authPort,
      resolverPort,
      caching: options.cachingResolver ?? false,
      failures,
      holePort: deaf.holePort,
      lamePort: deaf.lamePort,
    }),
  );
  write(
    'dnsdist.conf',
    dnsdistConfig({ resolverPort, dohPort, failures, ttls: options.ttls ?? {}, queryLog }),
  );
  write('queries.log', '');
  execFileSync('sqlite3', [join(folder, 'pdns.sqlite')], { input: readFileSync(PDNS_SCHEMA) });
  giveTo(RUN_USER, join(folder, 'pdns.sqlite'));

  const start = (name: string, command: string, args: string[]) => {
    const log = join(folder, `${name}.log`);
    const child = startServer(command, args, { log, cwd: folder });
    // A server that cannot be started is told with the logs, when its port does not open.
    child.on('error', (error) => appendFileSync(log, `${error.message}\n`));
    return child;
  };
  const auth = start('pdns', 'pdns_server', [`--config-dir=${folder}`, '--config-name=']);
  const resolver = start('unbound', 'unbound', ['-d', '-p', '-c', join(folder, 'unbound.conf')]);
  const startDist = () =>
    start('dnsdist', 'dnsdist', ['--supervised', '--disable-syslog', '-C', join(folder, 'dnsdist.conf')]);
  let front = startDist();
  const killAll = (): void => {
    for (const child of [front, resolver, auth]) {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // has ended already
        }
      }
    }
  };
  process.once('exit', killAll);

  let stopped = false;
  const lab: DnsLab = {
    ...createZoneApi(`http://127.0.0.1:${apiPort}/api/v1`, apiKey),
    doh: `http://127.0.0.1:${dohPort}/dns-query`,
    resolverPort,
    authPort,
    queries: () =>
      [...readFileSync(queryLog, 'utf8').matchAll(/ for (\S+?)\.? (\S+) with id/g)].map(
        (match) => `${(match[1] ?? '').toLowerCase()} ${match[2]}`,
      ),
    clearQueries: () => truncateSync(queryLog),
    stopFront: () => stopServer(front),
    async startFront() {
      front = startDist();
      await portOpens(dohPort);
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      process.removeListener('exit', killAll);
      await Promise.all([stopServer(front), stopServer(resolver), stopServer(auth)]);
      await deaf.stop();
      removeFolder(folder);
    },
  };

  try {
    await Promise.all([portOpens(authPort), portOpens(apiPort), portOpens(resolverPort), portOpens(dohPort)]);
    await until('an answer over DoH', () => answersRoot(lab.doh));
    lab.clearQueries();
  } catch (error) {
    const logs = ['pdns', 'unbound', 'dnsdist'].map((name) =>
      readFileSync(join(folder, `${name}.log`), 'utf8').slice(-1500),
    );
    await lab.stop();
    throw new Error(`DNS lab is not up: ${String(error)}\n${logs.join('\n')}`);
  }
  return lab;
}
