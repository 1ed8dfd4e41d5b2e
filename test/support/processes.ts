/** Servers of the tests: unprivileged processes in their own group, in a temporary folder, on free ports. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who the servers run as: `nobody` where the tests run as root, since servers refuse uid 0. */
export const RUN_USER = process.getuid?.() === 0 ? 'nobody' : execFileSync('id', ['-un']).toString().trim();
const uidOf = (user: string): number => Number(execFileSync('id', ['-u', user]).toString());
const gidOf = (user: string): number => Number(execFileSync('id', ['-g', user]).toString());
export const groupOf = (user: string): string => execFileSync('id', ['-gn', user]).toString().trim();

/** Gives a path to a user; does nothing when the tests are not root. */
export function giveTo(user: string, ...paths: string[]): void {
  if (process.getuid?.() !== 0) return;
  for (const path of paths) chownSync(path, uidOf(user), gidOf(user));
}

/** A temporary folder with these folders in it, owned by the user that the servers run as. */
export function serverFolder(name: string, folders: string[]): string {
  const root = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), `rualens-${name}-`));
  // servers of other users (SOGo's) look into it
  chmodSync(root, 0o755);
  giveTo(RUN_USER, root);
  for (const folder of folders) {
    const path = join(root, folder);
    mkdirSync(path, { recursive: true });
    giveTo(RUN_USER, path);
  }
  return root;
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const tryPort = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = new Socket();
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.connect(port, '127.0.0.1');
  });

/** Waits until something holds; throws with its name when it does not within the time. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  timeoutMs = 20_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Error(`${what} did not happen within ${timeoutMs} ms`);
}

export const portOpens = (port: number): Promise<void> => until(`port ${port} opens`, () => tryPort(port));

/** Starts a server in its own process group, so that its children end with it. */
export function startServer(
  command: string,
  args: string[],
  options: { log: string; cwd: string; env?: Record<string, string>; user?: string },
): ChildProcess {
  const user = options.user ?? RUN_USER;
  const log = openSync(options.log, 'a');
  const root = process.getuid?.() === 0;
  return spawn(command, args, {
    cwd: options.cwd,
    env: {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      HOME: options.cwd,
      // by this the run's supervisor finds it
      ...(process.env.RUALENS_RUN ? { RUALENS_RUN: process.env.RUALENS_RUN } : {}),
      ...options.env,
    },
    detached: true,
    stdio: ['ignore', log, log],
    ...(root ? { uid: uidOf(user), gid: gidOf(user) } : {}),
  });
}

/** Ends a server and its whole group: politely, then for good. */
export async function stopServer(child: ChildProcess | null, graceMs = 2_000): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const group = -child.pid;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(group, name);
    } catch {
      // the group has ended already
    }
  };
  signal('SIGTERM');
  const late = setTimeout(() => signal('SIGKILL'), graceMs);
  await gone;
  clearTimeout(late);
  signal('SIGKILL');
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
